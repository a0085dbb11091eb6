/** @jest-environment jsdom */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Notification } from '@jupyterlab/apputils';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { Signal } from '@lumino/signaling';
import {
  emptyDocument,
  readDocument,
  writeDocument,
  type AnalysisDocument
} from '../../../src/analysis/document/index';
import { DisposableStore } from '../../../src/lifecycle';
import type { AnalysisModel } from '../../../src/model';
import type { DocumentTab } from '../../../src/recovery/restore/opentab';
import type { IRestorable } from '../../../src/recovery/restore/restoreall';
import { Restorer } from '../../../src/recovery/restore/restorer';
import { withKind } from '../../../src/recovery/earlierkind';
import { ReportAnalyses } from '../../../src/recovery/reports/reportanalyses';
import { fixture } from '../analysis/document/schema';
import { unreadModel } from '../documents/lonescans';
import { Files } from '../documents/movedfiles';
import { documentOf } from '../model/support';

/** A folder of files, and the tabs that show them. */
class Desk {
  readonly files = new Files();
  readonly opened: string[] = [];
  readonly logged: string[] = [];
  readonly models = new Map<string, AnalysisModel>();
  readonly restorer = new Restorer({
    contents: this.files.contents,
    open: (path, kind) => this._open(path, kind),
    log: reason => this.logged.push(reason)
  });

  /** The content of a file's tab. */
  shown(path: string): AnalysisDocument | undefined {
    return this.models.get(path)?.document;
  }

  dispose(): void {
    this.models.forEach(model => model.dispose());
    this._owned.dispose();
  }

  private _open(path: string, kind: 'scan' | 'analysis'): DocumentTab {
    this.opened.push(path);
    const model = this.models.get(path) ?? unreadModel();
    if (!this.models.has(path)) {
      this.models.set(path, model);
      const scan = kind === 'scan' ? path : undefined;
      model.load(readDocument(this.files.texts.get(path) ?? '', { scan }));
    }
    return {
      context: { model: { dirty: false } } as DocumentRegistry.Context,
      model,
      revealed: Promise.resolve(),
      owned: this._owned,
      isDisposed: false,
      disposed: new Signal<unknown, void>({})
    };
  }

  private _owned = new DisposableStore();
}

/** Whether a fixture of that name exists. */
function existsFixture(name: string): boolean {
  return existsSync(join(__dirname, '../analysis/fixtures', name));
}

const base = 'm'; // of every file there
const restorable = (rest: Partial<IRestorable>): IRestorable => ({
  path: 'run/a.xes.json',
  kind: 'analysis',
  base,
  document: '',
  time: null,
  ...rest
});

describe('Restorer', () => {
  let desk: Desk;
  const notes = () => Notification.manager.notifications.map(({ message }) => message);

  beforeEach(() => {
    Notification.dismiss();
    desk = new Desk();
  });
  afterEach(() => desk.dispose());

  it.each([null, 'earlier'])(
    'leaves a file alone that is not known to be the same: %s',
    async before => {
      desk.files.texts.set('run/a.xes.json', writeDocument(emptyDocument()));
      const work = documentOf(['a.nxs']);
      const path = await desk.restorer.restore(restorable({ base: before, document: work }));
      expect(path).toBe('run/a-restored.xes.json');
      expect([desk.files.writes, desk.opened]).toEqual([[path], [path]]);
      expect(desk.shown(path)).toEqual(work);
    }
  );

  it('restores work into the file it continues, unsaved, where it can be undone', async () => {
    desk.files.texts.set('run/a.xes.json', writeDocument(emptyDocument()));
    const work = documentOf(['a.nxs']);
    expect(await desk.restorer.restore(restorable({ document: writeDocument(work) }))).toBe(
      'run/a.xes.json'
    );
    expect(desk.shown('run/a.xes.json')).toEqual(work);
    expect(desk.models.get('run/a.xes.json')?.history.undo).toBe(1);
    expect(desk.files.writes).toEqual([]);
  });

  it.each(['analysis-1', 'analysis-2', 'analysis-2-ids'])(
    'detects that a file of an earlier version contains the work: %s',
    async name => {
      const text = fixture(`${name}.xes.json`);
      desk.files.texts.set('run/a.xes.json', text);
      const document = writeDocument(readDocument(text));
      for (const stored of [text, document, JSON.parse(text) as unknown]) {
        await desk.restorer.restore(restorable({ base: 'earlier', document: stored }));
      }
      expect(desk.models.get('run/a.xes.json')?.history.undo).toBe(0);
      expect(desk.files.writes).toEqual([]);
    }
  );

  it.each([1, 2])('restores the snapshots of version %i', async version => {
    type Snapshot = IRestorable & { document: string };
    const stored = JSON.parse(fixture(`snapshots-${version}.json`)) as Snapshot[];
    const snapshots = stored.map(snapshot => withKind(snapshot));
    for (const snapshot of snapshots) {
      desk.files.texts.set(snapshot.path, '');
      const old = JSON.parse(snapshot.document) as { cuts: object[]; scans: { path: string }[] };
      const path = await desk.restorer.restore({ ...snapshot, base });
      expect(path).toBe(snapshot.path);
      const { scans, steps } = desk.shown(path) ?? emptyDocument();
      const isScan = snapshot.kind === 'scan';
      const names = isScan ? [path] : old.scans.map(scan => scan.path);
      expect(scans.map(scan => scan.path)).toEqual(names);
      expect(steps.slice(0, old.cuts.length)).toMatchObject(
        old.cuts.map(parameters => ({ step: 'cut', from: ['scans'], parameters }))
      );
    }
    expect(snapshots).toHaveLength(2);
    expect(desk.files.writes).toEqual([]);
  });

  it.each(['crash-20261124T221500Z-0123abcd', 'crash-20261127T100003Z-00c0ffee'])(
    'restores the content of a report of an earlier version: %s',
    async name => {
      const { texts, contents } = desk.files;
      for (const ending of ['.json', '.xes.json', '-2.xes.json']) {
        if (existsFixture(name + ending)) {
          texts.set(`visit/${name}${ending}`, fixture(name + ending));
        }
      }
      const found = await new ReportAnalyses(contents).read(`visit/${name}.json`);
      expect(found.map(({ kind }) => kind)).toEqual(['scan', 'analysis']);
      found.forEach(({ path }) => texts.set(path, ''));
      for (const stored of found) {
        const text =
          typeof stored.document === 'string' ? stored.document : JSON.stringify(stored.document);
        const { cuts } = JSON.parse(text) as { cuts: object[] };
        const path = await desk.restorer.restore({ ...stored, base: 'm' });
        expect(path).toBe(stored.path);
        const { steps } = desk.shown(path) ?? emptyDocument();
        expect(cuts.length).toBeGreaterThan(0);
        expect(steps.slice(0, cuts.length)).toMatchObject(
          cuts.map(parameters => ({ step: 'cut', parameters }))
        );
      }
      expect(desk.files.writes).toEqual([]);
    }
  );

  it('restores work on a scan that was changed since into an analysis next to it', async () => {
    const [{ path, document, time }] = JSON.parse(fixture('snapshots-2.json')) as IRestorable[];
    desk.files.texts.set(path, '');
    await desk.restorer.restore(restorable({ path, kind: 'scan', document, time }));
    desk.models.get(path)?.addCut({ type: 'CIE', at: 1, width: 1 });
    const target = await desk.restorer.restore(restorable({ path, kind: 'scan', document, time }));
    expect(target).toBe('visit/118250_1-restored.xes.json');
    const saved = readDocument(desk.files.texts.get(target) ?? '');
    expect(saved.scans).toMatchObject([{ path: '118250_1.nxs' }]);
    expect(saved.steps).toHaveLength(2);
    expect(notes()[0]).toContain('118250_1-restored.xes.json');
  });

  it('saves unreadable work unchanged, and reports it', async () => {
    const text = '{"type":"xes-analysis","version":4}';
    const newer = restorable({ document: text });
    desk.files.texts.set('run/a.nxs', '');
    await expect(desk.restorer.restore(newer)).rejects.toMatchObject({ code: 'analysis/newer' });
    const path = await desk.restorer.restoreOrSave(newer);
    expect(path).toBe('run/a-restored.xes.json');
    expect(desk.files.texts.get(path)).toBe(text);
    expect(desk.opened).toEqual([]);
    expect(notes()[0]).toMatch(/a\.xes\.json can't be restored;.*a-restored\.xes\.json\.$/);
    expect(desk.logged).toEqual([expect.stringMatching(/newer version.*analysis\/newer/)]);
    const scan = restorable({ path: 'run/a.nxs', kind: 'scan', document: 'no JSON' });
    expect(await desk.restorer.restoreOrSave(scan)).toBe('run/a-restored-2.xes.json');
    expect(desk.files.texts.get('run/a-restored-2.xes.json')).toBe('no JSON');
  });

  it('throws if not even that can be written: the work stays in place', async () => {
    desk.files.texts.set('run/a.nxs', '');
    desk.files.save = () => Promise.reject(new Error('read-only'));
    const stored = restorable({ document: 'no JSON' });
    await expect(desk.restorer.restoreOrSave(stored)).rejects.toMatchObject({
      code: 'file/write-failed'
    });
  });
});
