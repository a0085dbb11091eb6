/** @jest-environment jsdom */
import { maxMaps } from '../../../src/model';
import { rxesScan } from '../widgets/scans';
import { modelOf, rest } from './support';

const shownOf = ({ mapsShown }: Awaited<ReturnType<typeof modelOf>>['model']) =>
  mapsShown.maps.map(({ ref, isActive }) => [ref.id, isActive]);

describe('maps side by side', () => {
  it('are that of the active row and the ticked ones, in the order of the list', async () => {
    const { model } = await modelOf(['a.nxs', 'b.nxs', 'x.nxs', 'c.nxs']);
    expect(shownOf(model)).toEqual([['s1', true]]);
    model.show(['s4', 's2', 's3']);
    await rest(model);
    expect(shownOf(model)).toEqual([
      ['s1', true],
      ['s2', false],
      ['s4', false]
    ]);
    model.setActive('s4');
    await rest(model);
    expect(shownOf(model)).toEqual([
      ['s2', false],
      ['s4', true]
    ]);
    model.setActive('s3'); // a curve
    await rest(model);
    expect(shownOf(model)).toEqual([]);
    model.dispose();
  });

  it('retain their zoom if another of them becomes active, but not with a map that is not among them', async () => {
    const { model } = await modelOf(['a.nxs', 'b.nxs', 'c.nxs']);
    model.show(['s1', 's2']);
    await rest(model);
    const zoom = { incident: [9658, 9659], emission: [8630, 8640] } as const;
    model.setView({ zoom });
    model.setActive('s2');
    expect(model.view.map.zoom).toEqual(zoom);
    await rest(model);
    model.setActive('s3');
    expect(model.view.map.zoom).toBeNull();
    model.dispose();
  });

  it('are nine at most, the active one among them; the number of the others is known', async () => {
    const paths = Array.from({ length: 12 }, (_, i) => `m${i}.nxs`);
    const { model } = await modelOf(paths);
    model.show(model.scans.map(({ id }) => id));
    model.setActive('s12');
    await rest(model);
    const { maps, left } = model.mapsShown;
    expect([maps.length, left]).toEqual([maxMaps, 3]);
    expect(maps[maps.length - 1]).toMatchObject({ ref: { id: 's12' }, isActive: true });
    model.dispose();
  });

  it('have separate limits, or the same from the smallest to the largest of all', async () => {
    const { model } = await modelOf(['a.nxs', 'b.nxs'], path => {
      const scan = rxesScan();
      const monitor = scan.monitor?.map(value => value / 10) ?? null;
      return path === 'a.nxs' ? scan : { ...scan, monitor };
    });
    model.show(['s2']);
    await rest(model);
    const limits = () => model.mapsShown.maps.map(map => model.colorLimitsOf(map));
    const [own, other] = limits();
    expect(other?.[1]).toBeGreaterThan(own?.[1] ?? NaN);
    const all = [
      Math.min(own?.[0] ?? NaN, other?.[0] ?? NaN),
      Math.max(own?.[1] ?? NaN, other?.[1] ?? NaN)
    ];
    model.setView({ sameLimits: true });
    expect(limits()).toEqual([all, all]);
    expect(model.colorLimits).toEqual(all);
    model.setView({ limits: [1, 2] });
    expect(limits()).toEqual([
      [1, 2],
      [1, 2]
    ]);
    model.dispose();
  });

  it('each have the profile of a cut, whichever is active', async () => {
    const { model } = await modelOf(['a.nxs', 'b.nxs']);
    model.show(['s1', 's2']);
    await rest(model);
    const [{ id }] = model.cuts;
    const [, beside] = model.mapsShown.maps;
    const ofBoth = [model.profile(id), model.profile(id, beside.name)];
    expect(ofBoth.map(({ state }) => state)).toEqual(['ready', 'ready']);
    model.setActive('s2');
    await rest(model);
    const [first] = model.mapsShown.maps;
    const after = [model.profile(id, first.name), model.profile(id)];
    expect(after.map(({ curve }) => curve?.intensity)).toEqual(
      ofBoth.map(({ curve }) => curve?.intensity)
    );
    model.dispose();
  });

  it('of a scan that is ticked as a whole are one, in the arm that is viewed', async () => {
    const { model } = await modelOf(['a.nxs'], () => rxesScan(['upper', 'lower']));
    model.show(['s1']);
    model.setChannel('lower');
    await rest(model);
    const arms = () => model.mapsShown.maps.map(({ ref, isActive }) => [ref.channel, isActive]);
    expect(arms()).toEqual([['lower', true]]);
    model.show([
      { id: 's1', channel: 'upper' },
      { id: 's1', channel: 'lower' }
    ]);
    await rest(model);
    expect(arms()).toEqual([
      ['upper', false],
      ['lower', true]
    ]);
    model.dispose();
  });
});
