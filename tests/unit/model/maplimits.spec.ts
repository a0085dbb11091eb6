import { defaultMapView, type MapView, type Range } from '../../../src/analysis/document';
import type { DrawnMap, IComputeDocument } from '../../../src/compute/types';
import { MapLimits } from '../../../src/model/maplimits';
import type { ShownMap } from '../../../src/model/mapsshown';

function shown(name: string, linear: Range, isDifference = false): ShownMap {
  const map = { isDifference, extents: { linear, log: [1, 2] } } as DrawnMap;
  const item = { ref: { id: name }, key: name, label: name, color: '#000000' };
  return { ...item, name, isActive: false, isStale: false, map, valueKey: name, error: null };
}

const one = shown('one', [0, 5]);
const other = shown('other', [2, 90]);
const less = shown('less', [-3, 1], true);
const more = shown('more', [-2, 7], true);

/** The limits of four maps, two of which are differences, by name. */
function limitsOf(active: ShownMap, patch: Partial<MapView>): Record<string, Range | null> {
  const limits = new MapLimits({} as IComputeDocument, () => undefined);
  const view = { ...defaultMapView, percentile: null, ...patch };
  const maps = [one, other, less, more].map(map => ({ ...map, isActive: map === active }));
  const { map, valueKey } = active as ShownMap & { map: DrawnMap; valueKey: string };
  const own = limits.ofActive({ map, valueKey }, maps, view);
  return Object.fromEntries(
    maps.map(each => [each.name, each.isActive ? own : limits.ofBeside(each, maps, own, view)])
  );
}

describe('limits of maps beside differences', () => {
  it.each([one, more])('are each its own, those of differences about zero', active => {
    expect(limitsOf(active, {})).toEqual({
      one: [0, 5],
      other: [2, 90],
      less: [-3, 3],
      more: [-7, 7]
    });
  });

  it.each([one, less])(
    'are the same for maps, and for differences, where they are to be',
    active => {
      expect(limitsOf(active, { sameLimits: true })).toEqual({
        one: [0, 90],
        other: [0, 90],
        less: [-7, 7],
        more: [-7, 7]
      });
    }
  );

  it.each([one, less])('are pinned for maps, and for differences by themselves', active => {
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
