import type { Scan } from '../../../src/formats/scan';
import { AnalysisModel, Rows, snapshot } from '../../../src/model';
import { cut, scanMap } from '../../../src/science';
import { emissionScan, mapScan } from '../compute/scans';
import { disposeClients, setup as setUpCompute } from '../compute/support';
import { documentOf } from './support';

/** A model on the compute worker's session, behind a real channel. */
async function setUp(paths: string[]) {
  const { client, reader, workers, crashes } = setUpCompute();
  reader.files.set('more.nxs', mapScan);
  const compute = client.open({ path: () => 'a.xes.json' });
  const model = new AnalysisModel({ compute });
  model.load(documentOf(paths));
  await model.settled;
  const computed = () => workers.flatMap(worker => worker.computed.map(({ id }) => id));
  return { model, compute, reader, workers, crashes, computed };
}

describe('an analysis on the compute worker', () => {
  afterEach(disposeClients);

  it('shows a map with its default cuts, equal to the computation to the bit', async () => {
    const { model, computed } = await setUp(['map.nxs']);
    const scan = mapScan();
    const map = scanMap(scan, scan.channels[0]);
    expect([model.kind, model.map?.incident, model.map?.emission]).toEqual([
      'RXES',
      map.incident,
      map.emission
    ]);
    expect(model.cuts.map(({ type }) => type)).toEqual(['CIE', 'CEE']);
    for (const one of model.cuts) {
      const { energy, intensity, sigma } = cut(map, one);
      const profile = model.profile(one.id);
      expect(profile).toMatchObject({ state: 'ready', isStale: false });
      expect(profile.curve).toMatchObject({ energy, intensity, sigma });
      expect(await model.curve(one.id)).toMatchObject({ energy, intensity, sigma });
    }
    expect(computed().filter(id => id === 's1')).toHaveLength(1); // one map, however many cuts
    model.dispose();
  });

  it('shows one curve of a scan that is ticked, and active in the same arm', async () => {
    const { model } = await setUp(['a.nxs']);
    const channel = model.channel?.name ?? '';
    model.show(['s1']);
    model.setActive({ id: 's1', channel });
    await model.settled;
    expect(model.shown.map(({ ref }) => ref)).toEqual([{ id: 's1', channel }]);
    expect(model.shown[0].value?.kind).toBe('spectrum');
    model.dispose();
  });

  it('shows the results of a step for several scans, each by name', async () => {
    const { model } = await setUp(['a.nxs', 'b.nxs']);
    const id = model.addStep({ step: 'smooth', from: ['scans'], parameters: {} });
    await model.settled;
    expect(model.shown.map(({ label, isActive }) => [label, isActive])).toEqual([
      ['smooth 1 · a', true],
      ['smooth 1 · b', true]
    ]);
    expect(model.labelOfRef({ id, only: [`${id}/s1`] })).toBe('smooth 1 · a');
    expect(new Set(model.shown.map(({ color }) => color)).size).toBe(2);
    model.dispose();
  });

  it('returns numbers for the current parameters, and reports which are still being computed', async () => {
    const { model } = await setUp(['a.nxs']);
    const [low, high] = [0, 1].map(end => model.spectrum?.energy.at(-end) ?? 0);
    const id = model.addStep({
      step: 'area',
      from: ['s1'],
      parameters: { range: [low - 1, high + 1] }
    });
    const now = () =>
      snapshot(model).steps.map(({ pending, numbers }) => ({ pending, numbers }))[0];
    expect(now()).toEqual({ pending: true, numbers: {} });
    await model.settled;
    const before = now();
    expect(before).toMatchObject({ pending: false, numbers: { [`${id}/s1`]: { area: {} } } });
    model.setStep(id, { range: [low, (low + high) / 2] });
    expect(snapshot(model).steps[0]).toMatchObject({
      parameters: { range: [low, (low + high) / 2] },
      outcome: 'running',
      pending: true,
      numbers: {},
      warnings: []
    });
    await model.settled;
    expect(now().pending).toBe(false);
    expect(now().numbers).not.toEqual(before.numbers);
    model.dispose();
  });

  it('has one curve for a cut, ticked while its map is shown, in either arm', async () => {
    const { model } = await setUp(['map.nxs', 'a.nxs']);
    const [{ id, at }] = model.cuts;
    model.setCut(id, { at: at - 1 });
    model.show([id]);
    await model.settled;
    const ofCut = () => model.shown.filter(({ ref }) => ref.id === id);
    expect(ofCut().map(({ label, key }) => [label, key])).toEqual([
      [`CIE ${at - 1} eV`, `${id}/s1`]
    ]);
    expect(ofCut()[0].value).toBe(model.profile(id).curve); // the same thing
    expect([...(model.outcome(id)?.items.keys() ?? [])]).toEqual([`${id}/s1`]);
    const [before] = ofCut();
    model.setActive({ id: 's1', channel: 'lower' });
    await model.settled;
    expect(model.profile(id).curve?.intensity).not.toEqual(before.value);
    model.setActive('s2'); // has no map
    await model.settled;
    expect(ofCut()).toEqual([before]);
    expect([...(model.outcome(id)?.items.keys() ?? [])]).toEqual([`${id}/s1`]);
    model.dispose();
  });

  it('reports nothing about a cut if a spectrum is shown, and draws none on a map that hides it', async () => {
    const { model } = await setUp(['a.nxs', 'map.nxs']);
    const id = model.addStep({ step: 'cut', parameters: { type: 'CIE', at: 2 } });
    model.setActive('s1');
    await model.settled;
    expect([model.outcome(id), model.profile(id).state]).toEqual([null, 'empty']);
    model.setActive('s2');
    await model.settled;
    expect([model.outcome(id), model.profile(id).state]).toEqual([null, 'ready']);
    model.leaveOut(id, 's2');
    await model.settled;
    expect(model.cuts).toEqual([]);
    model.dispose();
  });

  it('cuts the map of a step, and with the same cuts those next to it, whichever is active', async () => {
    const { model } = await setUp(['map.nxs', 'more.nxs']);
    const [{ id: first }] = model.cuts;
    model.setCut(first, { width: 2 });
    const cropped = model.addStep({
      step: 'crop',
      from: ['scans'],
      parameters: { incident: [-1e5, 1e5] }
    });
    const less = model.addStep({ step: 'mapDifference', from: ['s1', 's2'], parameters: {} });
    model.show([less, { id: cropped, only: [`${cropped}/s2`] }, 's1']);
    await model.settled;
    const drawn = () => model.mapsShown.maps;
    const profiles = () =>
      drawn().map(({ isActive, name }) => model.profile(first, isActive ? null : name));
    expect(drawn().map(({ ref, isActive }) => [ref.id, isActive])).toEqual([
      ['s1', false],
      [cropped, false],
      [less, true]
    ]);
    const [scan, part, difference] = profiles();
    expect([scan, part, difference].map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
    expect(part.curve?.intensity).toEqual(scan.curve?.intensity); // a crop of all, of a scan that is the same
    expect(difference.curve?.intensity.every(value => value === 0)).toBe(true);
    expect(scan.curve?.intensity.some(value => value > 0)).toBe(true);
    expect((await model.curve(first)).intensity).toEqual(difference.curve?.intensity);
    expect(drawn().map(map => model.colorLimitsOf(map))[2]).toEqual(model.colorLimits);
    model.setActive({ id: cropped, only: [`${cropped}/s2`] });
    await model.settled;
    expect(drawn().map(({ isActive }) => isActive)).toEqual([false, true, false]);
    expect(profiles().map(({ curve }) => curve?.intensity)).toEqual(
      [scan, part, difference].map(({ curve }) => curve?.intensity)
    );
    model.dispose();
  });

  it('has no rows and ticks of combined items, even if they were saved', async () => {
    const { model, reader } = await setUp([]);
    const wide = (from: number) => (): Scan => {
      const scan = emissionScan(1);
      const energy = Float64Array.from({ length: 60 }, (_, i) => from + i);
      const counts = energy.map(e => 100 + 900 * Math.exp(-(((e - 130) / 4) ** 2)));
      const sigma = counts.map(value => Math.sqrt(value) / 2);
      const [channel] = scan.channels;
      const intensity = counts.map(value => value / 2);
      return {
        ...scan,
        shape: [60],
        points: { planned: 60, measured: 60 },
        monitor: energy.map(() => 2),
        channels: [{ ...channel, emission: energy, counts, intensity, sigma }]
      };
    };
    reader.files.set('near.nxs', wide(100));
    reader.files.set('far.nxs', wide(120));
    model.addScans(['near.nxs', 'far.nxs']);
    const parameters = { model: 'linear', exclude: [[118, 142]] };
    const id = model.addStep({ step: 'background', from: ['s1', 's2'], parameters });
    const items = [`${id}/s1`, `${id}/s2`].map(key => ({ id, only: [key] }));
    model.show(items);
    await model.settled;
    const rows = new Rows();
    const listed = () => (rows.follow(model, new Set([id])), rows.places.map(({ type }) => type));
    expect(listed().filter(type => type === 'item')).toHaveLength(2);
    const before = model.document;
    model.setStep(id, { join: true });
    await model.settled;
    expect(model.outcome(id)?.state).toBe('done');
    expect(listed().filter(type => type === 'item')).toEqual([]);
    expect(model.view.shown).toEqual([{ id }]);
    // a document that was saved with such ticks
    model.load({ ...model.document, view: { ...model.view, shown: items } });
    await model.settled;
    expect([model.view.shown, listed().includes('item')]).toEqual([[{ id }], false]);
    model.load(before);
    await model.settled;
    expect(model.view.shown).toEqual(items);
    model.dispose();
  });

  it('has old results at once after undo, and recomputes nothing', async () => {
    const { model, computed } = await setUp(['map.nxs']);
    const [{ id, at }] = model.cuts;
    const before = model.profile(id).curve;
    model.setCut(id, { at: at - 1 });
    await model.settled;
    expect(model.profile(id).curve?.intensity).not.toEqual(before?.intensity);
    const done = computed().length;
    model.undo();
    await model.settled;
    expect(model.profile(id)).toMatchObject({
      state: 'ready',
      curve: { intensity: before?.intensity }
    });
    model.redo();
    await model.settled;
    expect(computed()).toHaveLength(done);
    model.dispose();
  });

  it('is settled when the last of several reloads has arrived, for everyone waiting', async () => {
    const { model, compute, reader } = await setUp(['a.nxs']);
    model.reload('s1');
    expect(model.isSettled).toBe(false);
    // the next is requested at the very moment when the previous one arrives
    const again = compute.settled.then(() => {
      reader.files.set('a.nxs', () => emissionScan(2));
      model.reload('s1');
    });
    await model.settled;
    await again;
    expect([model.isSettled, model.active?.state]).toEqual([true, 'ready']);
    expect(model.spectrum?.intensity).toEqual(emissionScan(2).channels[0].intensity);
    model.dispose();
  });

  it('shows the old curve until the new one is there', async () => {
    const { model } = await setUp(['map.nxs']);
    const [{ id, at }] = model.cuts;
    const { curve } = model.profile(id);
    model.setCut(id, { at: at - 1 });
    expect(model.profile(id).curve?.intensity).toEqual(curve?.intensity);
    expect(model.isSettled).toBe(false);
    await model.settled;
    expect(model.profile(id)).toMatchObject({ state: 'ready', isStale: false });
    model.setCut(id, { at: 9000 });
    await model.settled;
    expect(model.profile(id)).toMatchObject({ state: 'empty', curve: null });
    await expect(model.curve(id)).rejects.toMatchObject({ code: 'cut/empty' });
    model.dispose();
  });

  it('retains its cuts when another scan is shown, which is then read', async () => {
    const { model, reader } = await setUp(['map.nxs', 'more.nxs', 'a.nxs']);
    expect(reader.begun).toEqual(['map.nxs']);
    model.addCut({ type: 'CIE', at: model.map?.incident[0] ?? NaN, width: 1 });
    await model.settled;
    const { id } = model.cuts[2];
    const { curve } = model.profile(id);
    model.setActive('s2');
    expect([model.map, model.active?.state]).toEqual([null, 'loading']);
    await model.settled;
    expect(reader.begun).toEqual(['map.nxs', 'more.nxs']);
    expect(model.cuts[2].id).toBe(id);
    expect(model.profile(id).curve?.intensity).toEqual(curve?.intensity);
    model.setActive('s3');
    await model.settled;
    expect([model.map, model.kind]).toEqual([null, 'XES']);
    expect(model.spectrum?.energy).toHaveLength(3);
    model.dispose();
  });

  it('has the results of an added step, and the reason if there are none', async () => {
    const { model } = await setUp(['a.nxs', 'b.nxs']);
    const id = model.addStep({ step: 'average', from: ['scans'], parameters: {} });
    await model.settled;
    expect(model.outcome(id)?.state).toBe('done');
    const { items } = await model.result({ id });
    const [a, b] = [emissionScan(1), emissionScan(2)].map(scan => scan.channels[0].intensity);
    const spectrum = items[0].value?.kind === 'spectrum' ? items[0].value.spectrum : null;
    expect(spectrum?.intensity).toHaveLength(a.length);
    spectrum?.intensity.forEach((value, i) => {
      expect(value).toBeGreaterThan(a[i]);
      expect(value).toBeLessThan(b[i]);
    });
    model.setStep(id, { estimator: 'of another kind' });
    await model.settled;
    expect(model.outcome(id)).toMatchObject({ state: 'failed', error: { code: 'step/parameter' } });
    model.dispose();
  });

  it('computes nothing of a hidden document that was released, until it is recalled', async () => {
    const { model, computed } = await setUp(['map.nxs']);
    model.isHidden = true;
    await model.settled;
    const done = computed().length;
    expect(model.release()).toBeGreaterThan(0);
    expect([model.bytes, model.map, model.cuts]).toEqual([0, null, []]);
    for (let i = 0; i < 5; i++) {
      await new Promise(resolve => setTimeout(resolve, 10));
      await model.settled;
    }
    expect([model.bytes, computed().length]).toEqual([0, done]);
    model.recall();
    await model.settled;
    expect(model.cuts.map(({ id }) => model.profile(id).state)).toEqual(['ready', 'ready']);
    expect(model.bytes).toBeGreaterThan(0);
    model.dispose();
  });

  it('shows everything again after the worker ended', async () => {
    const { model, workers, crashes } = await setUp(['map.nxs']);
    const { map } = model;
    workers[0].crash();
    await new Promise(resolve => setTimeout(resolve, 20));
    model.setView({ scale: 'log' });
    await model.settled;
    expect(workers).toHaveLength(2);
    expect(crashes).toHaveLength(1);
    expect(model.map).toMatchObject({ incident: map?.incident, emission: map?.emission });
    expect(model.cuts.map(({ id }) => model.profile(id).state)).toEqual(['ready', 'ready']);
    expect([model.active?.state, model.active?.error]).toEqual(['ready', null]);
    model.dispose();
  });

  it('explains with the name of a scan why nothing can be shown', async () => {
    const { model, reader } = await setUp(['a.nxs']);
    reader.files.set('run/dark.nxs', () => {
      const scan = emissionScan(1);
      scan.channels[0].intensity.fill(NaN);
      scan.channels[0].counts?.fill(NaN);
      return scan;
    });
    model.addScans(['run/dark.nxs']);
    model.setActive('s2');
    await model.settled;
    expect(model.active).toMatchObject({ state: 'ready', error: { code: 'scan/no-intensity' } });
    expect(model.active?.error?.message).toMatch(/^No point of "dark" has both an energy/);
    const { error } = model.active ?? {};
    model.setView({ scale: 'log' });
    await model.settled;
    expect(model.active?.error).toBe(error);
    model.dispose();
  });
});
