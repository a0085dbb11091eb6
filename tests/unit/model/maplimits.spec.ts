import { defaultMapView, type MapView, type Range } from '../../../src/analysis/document';
import type { DrawnMap, IComputeDocument } from '../../../src/compute/types';
import { MapLimits } from '../../../src/model/maplimits';
import type { ShownMap } from '../../../src/model/mapsshown';

function shown(
  name: string,
  linear: Range | null,
  isDifference = false,
  log: Range | null = [1, 2]
): ShownMap {
  const map = { isDifference, extents: { linear, log } } as DrawnMap;
  const item = { ref: { id: name }, key: name, label: name, color: '#000000' };
  return { ...item, name, isActive: false, isStale: false, map, valueKey: name, error: null };
}

const one = shown('one', [0, 5]);
const other = shown('other', [2, 90]);
const less = shown('less', [-3, 1], true);
const more = shown('more', [-2, 7], true);

/** The limits of maps, by name; of four, two of which are differences, where no others are given. */
function limitsOf(
  active: ShownMap,
  patch: Partial<MapView>,
  all: readonly ShownMap[] = [one, other, less, more]
): Record<string, Range | null> {
  const limits = new MapLimits({} as IComputeDocument, () => undefined);
  const view = { ...defaultMapView, percentile: null, ...patch };
  const maps = all.map(map => ({ ...map, isActive: map === active }));
  const { map, valueKey } = active as ShownMap & { map: DrawnMap; valueKey: string };
  const own = limits.ofActive({ map, valueKey }, maps, view);
  return Object.fromEntries(
    maps.map(each => [each.name, each.isActive ? own : limits.ofBeside(each, maps, own, view)])
  );
}

describe('limits of maps next to differences', () => {
  it.each([one, more])('are separate, those of differences about zero', active => {
    expect(limitsOf(active, {})).toEqual({
      one: [0, 5],
      other: [2, 90],
      less: [-3, 3],
      more: [-7, 7]
    });
  });

  it.each([one, less])('are shared by maps, and by differences, on request', active => {
    expect(limitsOf(active, { sameLimits: true })).toEqual({
      one: [0, 90],
      other: [0, 90],
      less: [-7, 7],
      more: [-7, 7]
    });
  });

  it.each([one, less])('are pinned for maps, and separately for differences', active => {
    const pinned: Partial<MapView> = {
      limits: [1, 4],
      difference: { colorMap: 'vik', limits: [-1, 2] }
    };
    expect(limitsOf(active, pinned)).toEqual({
      one: [1, 4],
      other: [1, 4],
      less: [-1, 2],
      more: [-1, 2]
    });
  });
});

describe('shared limits', () => {
  const empty = shown('empty', null, false, null);
  const emptyDifference = shown('nothing', null, true, null);
  const flat = shown('flat', [7, 7], false, [7, 7]);
  const same = { sameLimits: true } as const;

  it.each([one, empty])('are no wider for a map without an intensity', active => {
    const faint = shown('one', [0.1, 0.2]);
    const expected = { one: [0.1, 0.2], empty: [0.1, 0.2] };
    expect(limitsOf(active === one ? faint : empty, same, [faint, empty])).toEqual(expected);
    expect(limitsOf(empty, same, [empty, empty])).toEqual({ empty: [0, 1] });
  });

  it.each([less, emptyDifference, one])('nor of differences for an empty one', active => {
    const faint = shown('less', [-0.1, 0.05], true);
    const expected = { one: [0, 5], less: [-0.1, 0.1], nothing: [-0.1, 0.1] };
    const looked = active === less ? faint : active;
    expect(limitsOf(looked, same, [one, faint, emptyDifference])).toEqual(expected);
  });

  it('are no wider on a logarithm for a map without a positive intensity', () => {
    const negative = shown('negative', [-4, 0], false, null);
    const log = { ...same, scale: 'log' } as const;
    const positive = shown('one', [-1, 50], false, [20, 50]);
    const expected = { one: [20, 50], negative: [20, 50] };
    expect(limitsOf(positive, log, [positive, negative])).toEqual(expected);
    expect(limitsOf(negative, log, [positive, negative])).toEqual(expected);
  });

  it('include the intensity of a constant map, and no more', () => {
    const near = shown('one', [5, 7.5]);
    expect(limitsOf(flat, same, [near, flat])).toEqual({ one: [5, 7.5], flat: [5, 7.5] });
    expect(limitsOf(one, same, [one, flat])).toEqual({ one: [0, 7], flat: [0, 7] });
    expect(limitsOf(flat, same, [flat])).toEqual({ flat: [7, 8] });
  });

  it('are the pinned ones, whatever a map contains', () => {
    const pinned = { ...same, limits: [1, 4] } as const;
    expect(limitsOf(flat, pinned, [flat, empty])).toEqual({ flat: [1, 4], empty: [1, 4] });
  });
});

it('limits that the worker computes are requested once, whichever map is the active one', async () => {
  const requested: string[] = [];
  const compute = {
    limits: (valueKey: string) => (requested.push(valueKey), Promise.resolve([1, 2] as Range))
  } as unknown as IComputeDocument;
  const limits = new MapLimits(compute, () => undefined);
  const view = { ...defaultMapView, percentile: [1, 99] as const };
  const seen = async (active: string) => {
    const maps = [one, other].map(map => ({ ...map, isActive: map.name === active }));
    const of = () => {
      const own = limits.ofActive(maps.find(({ isActive }) => isActive) as never, maps, view);
      return maps.map(map => (map.isActive ? own : limits.ofBeside(map, maps, own, view)));
    };
    const first = of();
    await Promise.resolve();
    return [first, of()];
  };
  expect(await seen('one')).toEqual([
    [
      [0, 5],
      [2, 90]
    ],
    [
      [1, 2],
      [1, 2]
    ]
  ]);
  const same = Array(2).fill([1, 2]) as Range[];
  expect(await seen('other')).toEqual([same, same]); // and none is drawn with its extent again
  expect(requested).toEqual(['one', 'other']);
});
