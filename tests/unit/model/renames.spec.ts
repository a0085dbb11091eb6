/** @jest-environment jsdom */
import { rxesScan } from '../widgets/scans';
import { documentOf, modelOf, rest } from './support';

const same = (path: string) => path;

describe('a rename', () => {
  it('preserves cuts and read scans, and is not unsaved work', async () => {
    const { model, compute, changes } = await modelOf(['a.nxs', 'sub/b.nxs']);
    model.addCut({ type: 'CIE', at: 9660, width: 1 });
    await rest(model);
    const edited = model.edits.last;
    const { map, history } = model;
    changes.length = 0;
    model.relocate({ from: 'other', to: 'sub2' }, same);
    model.relocate({ from: 'su', to: 'sub2' }, same);
    expect(changes).toEqual([]);
    model.relocate({ from: 'sub', to: 'moved' }, same);
    model.relocate({ from: 'a.nxs', to: 'c.nxs' }, same);
    expect(changes).toEqual([
      { paths: true, keys: new Set(['s2']) },
      { paths: true, keys: new Set(['s1']) }
    ]);
    expect(model.scans.map(({ path }) => path)).toEqual(['c.nxs', 'moved/b.nxs']);
    expect(model.document.scans).toEqual([
      { id: 's1', path: 'c.nxs' },
      { id: 's2', path: 'moved/b.nxs' }
    ]);
    await rest(model);
    expect([model.cuts.length, model.map, model.edits.last, model.history]).toEqual([
      3,
      map,
      edited,
      history
    ]);
    expect(compute.reads).toEqual(['a.nxs']);
    model.dispose();
  });

  it('renames the scans of the whole history, also those that were removed', async () => {
    const { model } = await modelOf(['run/a.nxs', 'run/b.nxs']);
    model.remove(['s1']);
    model.relocate({ from: 'run', to: 'run2' }, same);
    model.undo();
    expect(model.document.scans.map(({ path }) => path)).toEqual(['run2/a.nxs', 'run2/b.nxs']);
    expect(model.scans.map(({ path }) => path)).toEqual(['run2/a.nxs', 'run2/b.nxs']);
    model.dispose();
  });

  it('leaves the names if the document moved with its scans', async () => {
    let folder = 'run';
    const { model, changes } = await modelOf(['a.nxs'], undefined, {
      resolve: name => `${folder}/${name}`
    });
    folder = 'run2';
    model.relocate({ from: 'run', to: 'run2' }, (path, before) =>
      path === `${folder}/${before}` ? before : path
    );
    expect(changes).toEqual([{ paths: true, keys: new Set(['s1']) }]);
    expect(model.document.scans).toEqual([{ id: 's1', path: 'a.nxs' }]);
    expect(model.active?.path).toBe('run2/a.nxs');
    model.dispose();
  });

  it('merges a scan that was renamed onto another scan', async () => {
    const { model, changes } = await modelOf(['a.nxs', 'b.nxs', 'c.nxs']);
    changes.length = 0;
    model.relocate({ from: 'c.nxs', to: 'a.nxs' }, same);
    expect(changes.map(({ document, paths }) => [document, paths])).toEqual([
      [true, undefined],
      [undefined, true]
    ]);
    expect(model.scans.map(({ path }) => path)).toEqual(['b.nxs', 'a.nxs']);
    model.dispose();
  });

  it('merges a scan whose folder replaced another', async () => {
    const { model } = await modelOf(['one/a.nxs', 'two/a.nxs', 'one/b.nxs', 'two/c.nxs']);
    model.relocate({ from: 'two', to: 'one' }, same);
    const names = model.scans.map(({ path }) => path);
    expect(names).toEqual(['one/a.nxs', 'one/b.nxs', 'one/c.nxs']);
    model.dispose();
  });

  it('leaves a scan that a step names if another file replaces it', async () => {
    const { model } = await modelOf(['a.nxs', 'b.nxs']);
    model.load({
      ...documentOf(['a.nxs', 'b.nxs']),
      steps: [{ id: 'm', step: 'map', from: ['s1'], parameters: {} }]
    });
    model.relocate({ from: 'b.nxs', to: 'a.nxs' }, same);
    expect(model.scans.map(({ id, path }) => [id, path])).toEqual([
      ['s1', 'a.nxs'],
      ['s2', 'a.nxs']
    ]);
    model.dispose();
  });

  it('reads what failed and has another path, and what replaces another file', async () => {
    let isThere = false;
    const { model, compute } = await modelOf(['late.nxs', 'b.nxs'], path =>
      path.includes('late') && !isThere ? new Error('not there') : rxesScan()
    );
    model.setActive('s2');
    await rest(model);
    expect(model.scans.map(({ state }) => state)).toEqual(['failed', 'ready']);
    isThere = true;
    model.relocate({ from: 'elsewhere/late.nxs', to: 'late.nxs' }, same);
    model.relocate({ from: 'c.nxs', to: 'b.nxs' }, same);
    await rest(model);
    expect(model.scans.map(({ state }) => state)).toEqual(['ready', 'ready']);
    expect(compute.reads).toEqual(['late.nxs', 'b.nxs', 'late.nxs', 'b.nxs']);
    model.dispose();
  });
});
