/** @jest-environment jsdom */
import { Notification } from '@jupyterlab/apputils';
import { Signal } from '@lumino/signaling';
import { AnalysisModel, emptyDocument, type AnalysisDocument } from '../../../src/analysis';
import type { IReportAnalysis } from '../../../src/diagnostics';
import { whileOpen } from '../../../src/plugins/opentab.js';
import { restoreAll } from '../../../src/plugins/restoreall.js';
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
  const analyses = ['run/a.xes.json', 'run/b.xes.json', 'c.nxs'].map((path): IReportAnalysis => ({
    path,
    door: 'analysis',
    base: null,
    document: {}
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

describe('restored work of a scan', () => {
  const scans = [{ path: 'a.nxs' }];
  const withCut = (at: number): AnalysisDocument => ({
    ...emptyDocument(),
    scans,
    cuts: [{ type: 'CIE', at, width: 1 }]
  });
  const notes = () => Notification.manager.notifications;
  let model: AnalysisModel;

  beforeEach(() => {
    Notification.dismiss();
    model = new AnalysisModel({ open: () => new Promise(() => undefined) });
    model.load(withCut(1));
  });
  afterEach(() => model.dispose());

  it('takes the place of what nobody has changed, and can be taken back', () => {
    model.unasked(() => model.addCut({ type: 'CEE', at: 5, width: 1 }));
    const before = model.document;
    expect(putBack(model, { ...withCut(2), scans: [] }, 'a.nxs')).toBe(true);
    expect(model.document).toMatchObject({ scans, cuts: [{ at: 2 }] });
    const [{ message, options }] = notes();
    expect(message).toContain('a.nxs');
    (options.actions?.[0].callback as () => void)();
    expect(model.document).toEqual(before);
    expect(notes()).toEqual([]);
  });

  it('never takes the place of what was changed since, whether by hand or by another restore', () => {
    model.setCut(0, { at: 3 });
    expect(putBack(model, withCut(2), 'a.nxs')).toBe(false);
    expect(model.cuts).toMatchObject([{ at: 3 }]);
    expect(putBack(model, withCut(3), 'a.nxs')).toBe(true); // it is there
    model.load(withCut(1));
    expect(putBack(model, withCut(4), 'a.nxs')).toBe(true);
    expect(putBack(model, withCut(5), 'a.nxs')).toBe(false);
    expect(model.cuts).toMatchObject([{ at: 4 }]);
  });

  it('is not offered to be taken back once it was worked on', () => {
    putBack(model, withCut(2), 'a.nxs');
    expect(notes()).toHaveLength(1);
    model.setCut(0, { at: 7 });
    expect(notes()).toEqual([]);
  });
});
