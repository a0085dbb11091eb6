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

  it('keeps its cuts when its scans get other names, and reads what has another place', async () => {
    const model = await modelOf(['a.nxs', 'b.nxs']);
    model.addCut({ type: 'CIE', at: 9660, width: 1 });
    const changes: string[] = [];
    model.changed.connect((_, change) => changes.push(change));
    model.relocate(['a.nxs', 'b.nxs']);
    expect(changes).toEqual([]);
    model.relocate(['a.nxs', 'moved/b.nxs']);
    expect(model.scans.map(({ path, state }) => [path, state])).toEqual([
      ['a.nxs', 'ready'],
      ['moved/b.nxs', 'loading']
    ]);
    await settle();
    expect(model.scans[1].state).toBe('ready');
    expect(model.document.scans).toEqual([{ path: 'a.nxs' }, { path: 'moved/b.nxs' }]);
    expect(model.cuts).toHaveLength(1);
    model.dispose();
  });

  it('keeps the steps of a document, and its results as long as scans and steps are the same', async () => {
    const model = await modelOf(['a.nxs']);
    const steps = [{ id: 'a', step: 'of later', parameters: { x: 1 } }];
    const sha256 = '0'.repeat(64);
    const results = [{ step: 'a', name: 'a', kind: 'map' as const, points: 6, sha256 }];
    model.load({ ...model.document, steps, results });
    model.setView({ scale: 'log' });
    model.relocate(['b.nxs']);
    expect(model.document).toMatchObject({ scans: [{ path: 'b.nxs' }], steps, results });
    model.addScans(['c.nxs']);
    expect(model.document).toMatchObject({ steps, results: [] });
    model.dispose();
  });
});
