/** @jest-environment jsdom */
import { Notification } from '@jupyterlab/apputils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { Contents } from '@jupyterlab/services';
import { StateDB } from '@jupyterlab/statedb';
import { Signal } from '@lumino/signaling';
import {
  AnalysisModel,
  emptyDocument,
  serialise,
  type AnalysisDocument
} from '../../../src/analysis';
import { KeptViews } from '../../../src/plugins/keptviews.js';
import { moveViews } from '../../../src/plugins/movedviews.js';
import { whileOpen } from '../../../src/plugins/opentab.js';
import { restoreAll, type IRestorable } from '../../../src/plugins/restoreall.js';
import { Restorer } from '../../../src/plugins/restorer.js';
import { restoredStem } from '../../../src/plugins/restoredname.js';
import { putBack } from '../../../src/plugins/restoredscan.js';
import { XESError } from '../../../src/science';

/** A tab that can be closed. */
class Tab {
  isDisposed = false;
  disposed = new Signal<this, void>(this);

  close(): void {
    this.isDisposed = true;
    this.disposed.emit();
  }
}

describe('whileOpen', () => {
  it('ends with the tab, and gives what came before', async () => {
    const tab = new Tab();
    expect(await whileOpen(tab, 'a.nxs', Promise.resolve(1))).toBe(1);
    const never = whileOpen(tab, 'a.nxs', new Promise<never>(() => undefined));
    tab.close();
    await expect(never).rejects.toMatchObject({ code: 'command/no-viewer' });
    await expect(whileOpen(tab, 'a.nxs', Promise.resolve(1))).rejects.toThrow(/a\.nxs was closed/);
  });
});

describe('restoreAll', () => {
  const analyses = ['run/a.xes.json', 'run/b.xes.json', 'c.nxs'].map((path): IRestorable => ({
    path,
    door: 'analysis',
    base: null,
    document: {},
    time: null
  }));

  it('goes on with the others where a tab is closed, and says which were not restored', async () => {
    const tabs = analyses.map(() => new Tab());
    const begun: string[] = [];
    const restored = restoreAll(analyses, async ({ path }) => {
      begun.push(path);
      const i = begun.length - 1;
      await whileOpen(tabs[i], path, i === 2 ? Promise.resolve() : new Promise(() => undefined));
      return path;
    });
    restored.catch(() => undefined);
    await Promise.resolve();
    tabs[0].close();
    await new Promise(resolve => setTimeout(resolve));
    tabs[1].close();
    await expect(restored).rejects.toMatchObject({
      code: 'command/no-viewer',
      message: expect.stringMatching(
        /^Not restored: a\.xes\.json, b\.xes\.json\. The tab/
      ) as string
    });
    expect(begun).toEqual(analyses.map(({ path }) => path));
  });

  it('says of a single one what its error says', async () => {
    const error = new XESError('analysis/newer', 'Update it.');
    await expect(restoreAll([analyses[0]], () => Promise.reject(error))).rejects.toBe(error);
    expect(await restoreAll(analyses, one => Promise.resolve(one.path))).toHaveLength(3);
  });
});

describe('Restorer', () => {
  it.each([null, 'earlier'])(
    'leaves a file alone that is not known to be the same: %s',
    async base => {
      const [opened, saved]: string[][] = [[], []];
      const model = { content: serialise(emptyDocument()), last_modified: 'now' };
      const contents = {
        driveName: () => '',
        localPath: (path: string) => path,
        get: (path: string) => Promise.resolve(path.endsWith('.json') ? model : { content: [] }),
        save: (path: string) => Promise.resolve(saved.push(path))
      };
      const manager = { openOrReveal: (path: string) => void opened.push(path) };
      const restorer = new Restorer(
        manager as unknown as IDocumentManager,
        contents as unknown as Contents.IManager
      );
      const document = { ...emptyDocument(), scans: [{ path: 'a.nxs' }] };
      const work = {
        path: 'run/a.xes.json',
        door: 'analysis' as const,
        base,
        document,
        time: null
      };
      expect(await restorer.restore(work)).toBe('run/a-restored.xes.json');
      expect([saved, opened]).toEqual([['run/a-restored.xes.json'], ['run/a-restored.xes.json']]);
    }
  );
});

describe('restoredStem', () => {
  it.each([
    ['scan', 'run/a.nxs', 'a-restored'],
    ['scan', 'run/a.nxs.h5', 'a.nxs-restored'],
    ['scan', 'run/a.xes.dat', 'a.xes-restored'],
    ['analysis', 'run/a.xes.json', 'a-restored'],
    ['analysis', 'run/A.nxs.XES.JSON', 'A.nxs-restored']
  ] as const)('names the copy of a %s at %s', (door, path, stem) => {
    expect(restoredStem(door, path)).toBe(stem);
  });

  it('refuses an analysis at the path of a scan', () => {
    expect(() => restoredStem('analysis', 'run/a.nxs')).toThrow(
      expect.objectContaining({ code: 'analysis/invalid' })
    );
  });
});

describe('restored work of a scan', () => {
  const scans = [{ path: 'a.nxs' }];
  const withCut = (at: number): AnalysisDocument => ({
    ...emptyDocument(),
    scans,
    cuts: [{ type: 'CIE', at, width: 1 }]
  });
  const kept = '2026-11-24T22:15:00.000Z';
  const notes = () => Notification.manager.notifications;
  let model: AnalysisModel;

  beforeEach(() => {
    Notification.dismiss();
    model = new AnalysisModel({ open: () => new Promise(() => undefined) });
    model.load(withCut(1));
  });
  afterEach(() => model.dispose());

  const undo = () => (notes()[0].options.actions?.[0].callback as () => void)();
  const put = (work: AnalysisDocument, time: string | null = kept) =>
    putBack(model, work, time, 'a.nxs');

  it('takes the place of what nobody has changed, and can be taken back', () => {
    model.edits.without(() => model.addCut({ type: 'CEE', at: 5, width: 1 }));
    const before = model.document;
    expect(put({ ...withCut(2), scans: [] })).toBe(true);
    expect(model.document).toMatchObject({ scans, cuts: [{ at: 2 }] });
    expect(notes()[0].message).toContain('a.nxs');
    undo();
    expect(model.document).toEqual(before);
    expect(notes()).toEqual([]);
  });

  it('never takes the place of what was changed since, whether by hand or by another restore', () => {
    model.setCut(0, { at: 3 });
    expect(put(withCut(2))).toBe(false);
    expect(model.cuts).toMatchObject([{ at: 3 }]);
    expect(put(withCut(3))).toBe(true); // it is there
    model.load(withCut(1));
    expect(put(withCut(4))).toBe(true);
    expect(put(withCut(5))).toBe(false);
    expect(model.cuts).toMatchObject([{ at: 4 }]);
  });

  it('never takes the place of what was changed since in a tab that was closed', () => {
    model.load(withCut(1), '2026-11-24T22:15:00.001Z');
    expect([put(withCut(2)), put(withCut(2), null), put(withCut(1))]).toEqual([false, false, true]);
    expect(model.cuts).toMatchObject([{ at: 1 }]);
    model.load(withCut(1), kept);
    expect(put(withCut(2))).toBe(true);
    expect(model.cuts).toMatchObject([{ at: 2 }]);
  });

  it('is offered to be taken back where somebody had taken all cuts away, not where there was nothing yet', () => {
    const none = { ...emptyDocument(), scans };
    model.load(none);
    expect(put(withCut(2))).toBe(true);
    expect(notes()).toEqual([]);
    model.load(none, '2026-11-24T22:00:00.000Z');
    expect(put(withCut(2))).toBe(true);
    undo();
    expect(model.cuts).toEqual([]);
  });

  it('can be taken back until the cuts are changed, however it is looked at and named', () => {
    put(withCut(2));
    model.setView({ colorMap: 'gray' });
    model.relocate({ from: 'a.nxs', to: 'b.nxs' }, path => path);
    expect(notes()).toHaveLength(1);
    undo();
    expect(model.document).toMatchObject({
      scans: [{ path: 'b.nxs' }],
      cuts: [{ at: 1 }],
      view: { colorMap: 'gray' }
    });
    model.load(withCut(1));
    put(withCut(2));
    expect(notes()).toHaveLength(1);
    model.setCut(0, { at: 7 });
    expect(notes()).toEqual([]);
  });
});

describe('views of lone scans', () => {
  let model: AnalysisModel;
  let state: StateDB;
  let views: KeptViews;

  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-24T22:00:00Z'), doNotFake: ['performance'] });
    model = new AnalysisModel({ open: () => new Promise(() => undefined) });
    model.load({ ...emptyDocument(), scans: [{ path: 'a.nxs' }] });
    state = new StateDB();
    views = new KeptViews(state);
  });
  afterEach(() => {
    jest.useRealTimers();
    model.dispose();
  });

  it('are kept with the time at which somebody last worked on them', async () => {
    model.addCut({ type: 'CIE', at: 1, width: 1 });
    jest.setSystemTime(Date.parse('2026-11-24T23:00:00Z'));
    model.edits.without(() => model.setView({ colorMap: 'gray' }));
    await views.keep('a.nxs', model);
    const view = await views.find('a.nxs');
    expect(view).toMatchObject({
      document: { scans: [], cuts: [{ at: 1 }], view: { colorMap: 'gray' } },
      edited: '2026-11-24T22:00:00.000Z'
    });
    // opened, looked at and closed again, it is no newer
    model.load({ ...emptyDocument(), ...view?.document }, view?.edited);
    await views.keep('a.nxs', model);
    expect((await views.find('a.nxs'))?.edited).toBe('2026-11-24T22:00:00.000Z');
  });

  it('are read as they were kept before, and left where they are something else', async () => {
    await state.save('jupyterlab-xes:view:a.nxs', serialise(model.document));
    expect(await views.find('a.nxs')).toMatchObject({ edited: null });
    await state.save('jupyterlab-xes:view:a.nxs', { text: '{"type":"other"' });
    expect(await views.find('a.nxs')).toBeNull();
    await state.save('jupyterlab-xes:view:a.nxs', 5);
    expect(await views.find('a.nxs')).toBeNull();
    expect(await views.find('b.nxs')).toBeNull();
    expect(await new KeptViews(null).find('a.nxs')).toBeNull();
  });

  it('stay with their scans through renames of these and of folders above', async () => {
    const paths = ['run (2)/a.nxs', 'run (2)x/a.nxs', 'b.nxs'];
    for (const path of paths) {
      await state.save(`jupyterlab-xes:view:${path}`, path);
    }
    await state.save('jupyterlab-xes:b.nxs', 'a tab');
    await moveViews(state, { from: 'run (2)', to: 'old/run' });
    await moveViews(state, { from: 'b.nxs', to: 'c.nxs' });
    expect(await state.toJSON()).toEqual({
      'jupyterlab-xes:view:old/run/a.nxs': 'run (2)/a.nxs',
      'jupyterlab-xes:view:run (2)x/a.nxs': 'run (2)x/a.nxs',
      'jupyterlab-xes:view:c.nxs': 'b.nxs',
      'jupyterlab-xes:b.nxs': 'a tab'
    });
  });
});
