/** @jest-environment jsdom */
import { StateDB } from '@jupyterlab/statedb';
import type { IRename } from '../../../src/analysis/rename';
import { readDocument, writeDocument } from '../../../src/analysis/document/index';
import { inTurn } from '../../../src/documents/sequential';
import { moveViews as moveNow } from '../../../src/documents/movedviews';
import { ViewStateStore, type UnreadableView } from '../../../src/documents/viewstates';
import type { AnalysisModel } from '../../../src/model';
import { fixture } from '../analysis/document/schema';
import { unreadModel, withCut, withoutCuts } from './lonescans';

const key = 'jupyterlab-xes:view:a.nxs';
const moveViews = (state: StateDB, rename: IRename) => inTurn(state, () => moveNow(state, rename));

describe('views of single scans', () => {
  let model: AnalysisModel;
  let state: StateDB;
  let views: ViewStateStore;
  let unreadable: UnreadableView[];

  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-24T22:00:00Z'), doNotFake: ['performance'] });
    model = unreadModel();
    model.load(withoutCuts());
    state = new StateDB();
    unreadable = [];
    views = new ViewStateStore(state, view => unreadable.push(view));
  });
  afterEach(() => {
    jest.useRealTimers();
    model.dispose();
  });

  const keep = () => views.keep('a.nxs', model.document, model.edits.last);
  const all = async () => (await state.toJSON()) as Record<string, unknown>;

  it('are stored with the time of the last edit', async () => {
    model.addCut({ type: 'CIE', at: 1, width: 1 });
    await keep();
    const view = await views.find('a.nxs');
    expect(view).toEqual({ document: model.document, edited: '2026-11-24T22:00:00.000Z' });
    // opened, viewed and closed again, it is not newer
    jest.setSystemTime(Date.parse('2026-11-24T23:00:00Z'));
    model.load(view?.document ?? withoutCuts(), view?.edited);
    await keep();
    expect((await views.find('a.nxs'))?.edited).toBe('2026-11-24T22:00:00.000Z');
    expect(Object.keys(await all())).toEqual([key]);
    expect(unreadable).toEqual([]);
  });

  it.each([1, 2])(
    'of version %i are migrated when found, and copied before they are overwritten',
    async version => {
      const [[id, value]] = Object.entries(
        JSON.parse(fixture(`keptview-${version}.json`)) as Record<string, string | Fields>
      );
      const path = id.replace('jupyterlab-xes:view:', '');
      await state.save(id, value);
      const view = await views.find(path);
      const text = typeof value === 'string' ? value : value.text;
      const old = JSON.parse(text) as { cuts: object[]; view: { limits: number[] } };
      expect(view?.edited).toBe(typeof value === 'string' ? null : value.edited);
      expect(view?.document).toMatchObject({
        version: 3,
        scans: [{ id: 's1', path }],
        view: { firstCuts: 'own', map: { limits: old.view.limits } }
      });
      expect(view?.document.steps.map(({ parameters }) => parameters)).toMatchObject(old.cuts);
      expect(await all()).toEqual({ [id]: value }); // viewing alone writes nothing
      model.load(view?.document ?? withoutCuts(), view?.edited);
      await views.keep(path, model.document, model.edits.last);
      await views.keep(path, model.document, model.edits.last);
      expect(await all()).toEqual({
        [id]: { text: writeDocument(model.document), edited: view?.edited },
        [`${id}:v${version}`]: value
      });
      expect((await views.find(path))?.document).toEqual(view?.document);
      expect(unreadable).toEqual([]);
    }
  );

  it.each([
    ['no JSON', { text: '{"type":"other"' }, 'analysis/invalid'],
    ['something else', 5, 'analysis/invalid'],
    ['of a later version', '{"type":"xes-analysis","version":4}', 'analysis/newer']
  ])('that are %s are reported, and never lost', async (_, value, code) => {
    await state.save(key, value);
    expect(await views.find('a.nxs')).toBeNull();
    const text = typeof value === 'object' ? value.text : String(value);
    expect(unreadable).toEqual([
      { path: 'a.nxs', text, error: expect.objectContaining({ code }) as unknown }
    ]);
    model.addCut({ type: 'CIE', at: 1, width: 1 });
    await keep();
    expect(await state.fetch(`${key}:unreadable`)).toEqual(value);
    // another one does not replace it
    await state.save(key, 'neither');
    await keep();
    await keep();
    expect(await state.fetch(`${key}:unreadable`)).toEqual(value);
    expect(await state.fetch(`${key}:unreadable-2`)).toBe('neither');
    expect((await views.find('a.nxs'))?.document).toEqual(model.document);
    expect(Object.keys(await all())).toHaveLength(3);
  });

  it('are left unchanged if they cannot be copied', async () => {
    const old = { text: '{"type":"xes-analysis","version":4}' };
    await state.save(key, old);
    const save = state.save.bind(state);
    state.save = (id, value) =>
      id === key ? save(id, value) : Promise.reject(new Error('no space'));
    await expect(keep()).rejects.toThrow('no space');
    expect(await all()).toEqual({ [key]: old });
  });

  it('are null if missing', async () => {
    expect(await views.find('b.nxs')).toBeNull();
    expect(await new ViewStateStore(null, () => undefined).find('a.nxs')).toBeNull();
    expect(unreadable).toEqual([]);
  });

  it('belong to the scan they are found for, whatever its name was', async () => {
    await state.save(key, { text: writeDocument(withCut(1, 'old/b.nxs')), edited: null });
    expect((await views.find('a.nxs'))?.document).toEqual(withCut(1));
    await state.save(key, '');
    expect((await views.find('a.nxs'))?.document).toEqual(readDocument('', { scan: 'a.nxs' }));
    expect(unreadable).toEqual([]);
  });

  it('stay with their scans through quick renames, each after the previous', async () => {
    await state.save(key, 'a');
    await state.save('jupyterlab-xes:view:b.nxs', 'b');
    await Promise.all([
      moveViews(state, { from: 'b.nxs', to: 'old.nxs' }),
      moveViews(state, { from: 'a.nxs', to: 'b.nxs' }),
      moveViews(state, { from: 'b.nxs', to: 'c.nxs' })
    ]);
    expect(await all()).toEqual({
      'jupyterlab-xes:view:old.nxs': 'b',
      'jupyterlab-xes:view:c.nxs': 'a'
    });
  });

  it('stored around a rename are those of the scan, the newest last', async () => {
    const newer = withCut(1, 'b.nxs');
    await Promise.all([
      keep(),
      moveViews(state, { from: 'a.nxs', to: 'b.nxs' }),
      views.keep('b.nxs', newer, null)
    ]);
    expect(await all()).toEqual({
      'jupyterlab-xes:view:b.nxs': { text: writeDocument(newer), edited: null }
    });
  });

  it('are moved even if one of them cannot be, which is reported and stays', async () => {
    await state.save('jupyterlab-xes:view:run/a.nxs', 'a');
    await state.save('jupyterlab-xes:view:run/b.nxs', 'b');
    const save = state.save.bind(state);
    state.save = (id, value) =>
      value === 'a' ? Promise.reject(new Error('no space')) : save(id, value);
    await expect(moveViews(state, { from: 'run', to: 'old' })).rejects.toThrow('no space');
    expect(await all()).toEqual({
      'jupyterlab-xes:view:run/a.nxs': 'a',
      'jupyterlab-xes:view:old/b.nxs': 'b'
    });
  });

  it('that were unavailable are copied aside under the new name, too', async () => {
    const old = { text: writeDocument(withCut(1)), edited: null };
    await state.save(key, old);
    const fetching = jest.spyOn(state, 'fetch').mockRejectedValueOnce(new Error('away'));
    await expect(views.find('a.nxs')).rejects.toThrow('away');
    fetching.mockRestore();
    const rename = { from: 'a.nxs', to: 'b.nxs' };
    views.renamed(rename);
    await moveViews(state, rename);
    await views.keep('b.nxs', model.document, null);
    expect(await state.fetch('jupyterlab-xes:view:b.nxs:unreadable')).toEqual(old);
  });

  it('stay with their scans through renames of these and of parent folders, as do their copies', async () => {
    const paths = [
      'run (2)/a.nxs',
      'run (2)x/a.nxs',
      'b.nxs',
      'b.nxs:v2',
      'b.nxs:unreadable',
      'b.nxs:unreadable-2',
      'run (2)/a.nxs:v1'
    ];
    for (const path of paths) {
      await state.save(`jupyterlab-xes:view:${path}`, path);
    }
    await state.save('jupyterlab-xes:b.nxs', 'a tab');
    await moveViews(state, { from: 'run (2)', to: 'old/run' });
    await moveViews(state, { from: 'b.nxs', to: 'c.nxs' });
    expect(await all()).toEqual({
      'jupyterlab-xes:view:old/run/a.nxs': 'run (2)/a.nxs',
      'jupyterlab-xes:view:old/run/a.nxs:v1': 'run (2)/a.nxs:v1',
      'jupyterlab-xes:view:run (2)x/a.nxs': 'run (2)x/a.nxs',
      'jupyterlab-xes:view:c.nxs': 'b.nxs',
      'jupyterlab-xes:view:c.nxs:v2': 'b.nxs:v2',
      'jupyterlab-xes:view:c.nxs:unreadable': 'b.nxs:unreadable',
      'jupyterlab-xes:view:c.nxs:unreadable-2': 'b.nxs:unreadable-2',
      'jupyterlab-xes:b.nxs': 'a tab'
    });
  });
});

type Fields = {
  text: string;
  edited: string;
};
