/** @jest-environment jsdom */
import type { Scan } from '../../../src/formats';
import { AnalysisModel, snapshot } from '../../../src/model';
import { settle } from '../plots/fakeplotly';
import { rxesScan } from '../widgets/scans';
import { FakeCompute } from './fakecompute';
import { documentOf, modelOf, rest } from './support';

/** A model whose scan is still being read, and its preview: the map of an arm. */
async function previewed(channel?: string) {
  const whole = await modelOf(['a'], () => rxesScan(['upper', 'lower']));
  const { map, channel: arm } = whole.model;
  if (!map || !arm) {
    throw new Error('no map');
  }
  let read: (scan: Scan) => void = () => undefined;
  const compute = new FakeCompute(() => new Promise<Scan>(resolve => (read = resolve)));
  compute.previews = new Map([['s1', { channel: arm, valueKey: 'preview', map }]]);
  const model = new AnalysisModel({ compute });
  model.load(documentOf(['a']));
  if (channel !== undefined) {
    model.setChannel(channel);
  }
  await settle();
  return { model, map, whole: whole.model, read: () => read(rxesScan(['upper', 'lower'])) };
}

describe('the preview of a scan while it is read', () => {
  it('is its map, marked as preliminary; its cuts have no curve yet', async () => {
    const { model, map, whole } = await previewed();
    expect([model.map, model.valueKey, model.isPreliminary]).toEqual([map, 'preview', true]);
    expect([model.kind, model.channel?.name]).toEqual(['RXES', 'upper']);
    expect(model.cuts.map(({ at }) => at)).toEqual(whole.cuts.map(({ at }) => at));
    const profiles = model.cuts.map(({ id }) => model.profile(id));
    expect(profiles.map(({ state, curve }) => [state, curve])).toEqual([
      ['waiting', null],
      ['waiting', null]
    ]);
    expect(snapshot(model)).toMatchObject({ settled: false, preliminary: true, kind: 'RXES' });
  });

  it('is replaced once the scan is there', async () => {
    const { model, map, read } = await previewed();
    read();
    await rest(model);
    expect(model.isPreliminary).toBe(false);
    expect([model.map === map, model.valueKey === 'preview']).toEqual([false, false]);
    expect(model.cuts.map(({ id }) => model.profile(id).state)).toEqual(['ready', 'ready']);
    expect(snapshot(model)).toMatchObject({ settled: true, preliminary: false });
  });

  it('is not that of another arm', async () => {
    const { model } = await previewed('lower');
    expect([model.map, model.isPreliminary]).toEqual([null, false]);
  });
});
