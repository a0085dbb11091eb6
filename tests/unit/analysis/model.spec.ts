/** @jest-environment jsdom */
import { AnalysisModel, emptyDocument } from '../../../src/analysis';
import { rxesScan, xesScan } from '../widgets/helpers';
import { settle } from '../plots/fakeplotly';

async function modelOf(paths: string[]) {
  const stamp = { size: 1, lastModified: '' };
  const cost = { bytes: 1, requests: 1, milliseconds: 1 };
  const model = new AnalysisModel({
    open: path =>
      Promise.resolve({ scan: path.startsWith('x') ? xesScan() : rxesScan(), cost, stamp })
  });
  model.load({ ...emptyDocument(), scans: paths.map(path => ({ path })) });
  await settle();
  return model;
}

describe('AnalysisModel', () => {
  it('makes the map and the spectrum of a scan once', async () => {
    const model = await modelOf(['a.nxs', 'x.nxs']);
    expect(model.map).toBe(model.map);
    expect(model.spectrum).toBeNull();
    model.setView({ active: 1 });
    expect(model.spectrum).toBe(model.spectrum);
    expect(model.spectrum?.energy).toHaveLength(2);
    const before = model.spectrum;
    await model.reload(1);
    expect(model.spectrum).not.toBe(before);
    model.dispose();
  });

  it('refuses cuts whose numbers JSON could not keep', async () => {
    const model = await modelOf(['a.nxs']);
    model.addCut({ type: 'CIE', at: NaN, width: 1 });
    expect(model.cuts).toEqual([]);
    model.addCut({ type: 'CIE', at: 9660, width: 1 });
    model.setCut(0, { at: Infinity });
    model.setCut(0, { width: -1 });
    model.setCut(7, { at: 1 });
    expect(model.cuts).toEqual([{ type: 'CIE', at: 9660, width: 1 }]);
    model.dispose();
  });

  it('goes on showing the same scan when one before it is removed', async () => {
    const model = await modelOf(['a.nxs', 'b.nxs', 'c.nxs']);
    const zoom: AnalysisModel['view']['zoom'] = { incident: [9658, 9659], emission: [8630, 8631] };
    model.setView({ active: 2, zoom });
    model.removeScan(0);
    expect([model.active?.path, model.view.zoom]).toEqual(['c.nxs', zoom]);
    model.removeScan(1);
    expect([model.active?.path, model.view.zoom]).toEqual(['b.nxs', null]);
    model.removeScan(0);
    expect([model.active, model.view.active]).toEqual([null, 0]);
    model.dispose();
  });

  it('keeps cuts and arrays when a scan is renamed, which is no work to be saved', async () => {
    const model = await modelOf(['a.nxs', 'sub/b.nxs']);
    model.addCut({ type: 'CIE', at: 9660, width: 1 });
    const edited = model.edits.last;
    const map = model.map;
    const changes: string[] = [];
    model.changed.connect((_, change) => changes.push(change));
    model.relocate({ from: 'other', to: 'sub2' }, path => path);
    model.relocate({ from: 'su', to: 'sub2' }, path => path);
    expect(changes).toEqual([]);
    model.relocate({ from: 'sub', to: 'moved' }, path => path);
    model.relocate({ from: 'a.nxs', to: 'c.nxs' }, path => path);
    expect(changes).toEqual(['paths', 'paths']);
    expect(model.scans.map(({ path, state }) => [path, state])).toEqual([
      ['c.nxs', 'ready'],
      ['moved/b.nxs', 'ready']
    ]);
    expect(model.document.scans).toEqual([{ path: 'c.nxs' }, { path: 'moved/b.nxs' }]);
    expect(model.cuts).toHaveLength(1);
    expect(model.map).toBe(map);
    expect(model.edits.last).toBe(edited);
    model.dispose();
  });

  it('has a scan once that was renamed onto another scan of it', async () => {
    const model = await modelOf(['a.nxs', 'b.nxs', 'c.nxs']);
    const changes: string[] = [];
    model.changed.connect((_, change) => changes.push(change));
    model.relocate({ from: 'c.nxs', to: 'a.nxs' }, path => path);
    expect(changes).toEqual(['document', 'paths']);
    expect(model.scans.map(({ path }) => path)).toEqual(['b.nxs', 'a.nxs']);
    expect(model.document.scans).toEqual([{ path: 'b.nxs' }, { path: 'a.nxs' }]);
    model.dispose();
  });

  it('has a scan once where its folder took the place of another', async () => {
    const model = await modelOf(['one/a.nxs', 'two/a.nxs', 'one/b.nxs', 'two/c.nxs']);
    model.relocate({ from: 'two', to: 'one' }, path => path);
    const names = model.scans.map(({ path }) => path);
    expect(names).toEqual(['one/a.nxs', 'one/b.nxs', 'one/c.nxs']);
    model.dispose();
  });

  it('reads what failed and has another path, and what takes the place of another file', async () => {
    const opened: string[] = [];
    const stamp = { size: 1, lastModified: '' };
    const cost = { bytes: 1, requests: 1, milliseconds: 1 };
    const model = new AnalysisModel({
      open: path => {
        opened.push(path);
        const isThere = path !== 'late.nxs' || opened.length > 3;
        return isThere
          ? Promise.resolve({ scan: rxesScan(), cost, stamp })
          : Promise.reject(new Error('not there'));
      }
    });
    model.load({ ...emptyDocument(), scans: [{ path: 'late.nxs' }, { path: 'b.nxs' }] });
    await settle();
    expect(model.scans.map(({ state }) => state)).toEqual(['failed', 'ready']);
    opened.push('');
    model.relocate({ from: 'elsewhere/late.nxs', to: 'late.nxs' }, path => path);
    model.relocate({ from: 'c.nxs', to: 'b.nxs' }, path => path);
    await settle();
    expect(model.scans.map(({ state }) => state)).toEqual(['ready', 'ready']);
    expect(opened.slice(3)).toEqual(['late.nxs', 'b.nxs']);
    model.dispose();
  });

  it('keeps the steps of a document, and its results as long as scans and steps are the same', async () => {
    const model = await modelOf(['a.nxs']);
    const steps = [{ id: 'a', step: 'of later', parameters: { x: 1 } }];
    const sha256 = '0'.repeat(64);
    const results = [{ step: 'a', name: 'a', kind: 'map' as const, points: 6, sha256 }];
    model.load({ ...model.document, steps, results });
    model.setView({ scale: 'log' });
    model.relocate({ from: 'a.nxs', to: 'b.nxs' }, path => path);
    expect(model.document).toMatchObject({ scans: [{ path: 'b.nxs' }], steps, results });
    model.addScans(['c.nxs']);
    expect(model.document).toMatchObject({ steps, results: [] });
    model.dispose();
  });
});
