/** @jest-environment jsdom */
import { StateDB } from '@jupyterlab/statedb';
import { readDocument, setLines, writeDocument } from '../../../src/analysis/document/index';
import type { IDiagnostics } from '../../../src/diagnostics/types';
import { AnalysisLook } from '../../../src/documents/analysislook';
import { ViewStateStore } from '../../../src/documents/viewstates';
import { documentOf } from '../model/support';
import { settle } from '../plots/fakeplotly';
import { Files } from './movedfiles';
import { Opened } from './opened';

const diagnostics = {
  guard: async (_: unknown, work: () => unknown) => work()
} as unknown as IDiagnostics;

describe('the view of an analysis when last open', () => {
  let state: StateDB;
  let files: Files;

  beforeEach(() => {
    state = new StateDB();
    files = new Files();
    files.texts.set('a.xes.json', writeDocument(documentOf(['a.nxs', 'b.nxs'])));
  });

  /** @param touch runs while the view is still being looked up. */
  async function open(touch: (opened: Opened) => void = () => undefined) {
    const opened = new Opened(files, 'a.xes.json');
    const views = new ViewStateStore(state, () => undefined);
    const { context, model } = opened;
    const look = new AnalysisLook({ context, model, diagnostics, views });
    void model.loaded.then(() => touch(opened));
    await opened.open();
    await settle();
    const close = async () => {
      look.dispose(); // pending views are stored at the end
      await settle();
      opened.dispose();
    };
    return { one: opened, close };
  }

  async function lookedAt(): Promise<void> {
    const { one, close } = await open();
    one.model.select(['s2'], 's2');
    one.model.setAxesView({ x: [1, 2] });
    expect(one.context.model.dirty).toBe(false);
    await close();
  }

  it('is restored after a reload, is not unsaved work, and is written with the next save', async () => {
    await lookedAt();
    const { one, close } = await open();
    expect(one.model.view).toMatchObject({ active: { id: 's2' }, axes: { x: [1, 2] } });
    expect(one.model.view.selected).toEqual([{ id: 's2' }]);
    expect([one.context.model.dirty, one.model.history.undo]).toEqual([false, 0]);
    await one.context.save();
    await settle();
    expect(readDocument(one.text).view).toEqual(one.model.view);
    await close();
  });

  it('leaves saved reference lines as they are: opening is not an edit', async () => {
    const lines = [{ name: 'Zn Kβ1,3', energy: 9572, source: 'a table' }];
    files.texts.set('a.xes.json', writeDocument(setLines(documentOf(['a.nxs', 'b.nxs']), lines)));
    await lookedAt();
    const stored = (await state.fetch('jupyterlab-xes:view:a.xes.json')) as { look: string };
    expect(Object.keys(JSON.parse(stored.look) as object)).not.toContain('lines');
    // as earlier versions stored it
    await state.save('jupyterlab-xes:view:a.xes.json', {
      ...stored,
      look: JSON.stringify({ ...(JSON.parse(stored.look) as object), lines: [] })
    });
    const { one, close } = await open();
    expect(one.model.view).toMatchObject({ axes: { x: [1, 2] }, lines });
    expect([one.context.model.dirty, one.model.history.undo]).toEqual([false, 0]);
    await close();
  });

  it('omits missing items, and is nothing if unreadable', async () => {
    const key = 'jupyterlab-xes:view:a.xes.json';
    const look = { active: { id: 's9' }, selected: [{ id: 's1' }, { id: 's9' }], axes: 7 };
    await state.save(key, { look: JSON.stringify(look), of: 'm' });
    const first = await open();
    expect(first.one.model.view.selected).toEqual([{ id: 's1' }]);
    expect(first.one.model.document.steps).toEqual([]);
    await first.close();
    await state.save(key, { look: '{', of: 'm' });
    const second = await open();
    expect(second.one.model.view.selected).toEqual([]);
    await second.close();
  });

  it('is replaced by another version of the file, and by the user’s first action', async () => {
    await lookedAt();
    const key = 'jupyterlab-xes:view:a.xes.json';
    const stored = (await state.fetch(key)) as { look: string };
    await state.save(key, { ...stored, of: 'another time' });
    const other = await open();
    expect(other.one.model.view.selected).toEqual([]);
    await other.close();
    await state.save(key, { ...stored, of: 'm' });
    const touched = await open(({ model }) => model.select(['s1']));
    expect(touched.one.model.view.selected).toEqual([{ id: 's1' }]);
    await touched.close();
  });

  it('is left to autosave while there is unsaved work', async () => {
    const { one, close } = await open();
    one.edit();
    one.model.setActive('s2');
    await close();
    expect(await state.fetch('jupyterlab-xes:view:a.xes.json')).toBeUndefined();
  });
});
