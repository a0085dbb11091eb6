import { defaultMapView } from '../../../src/analysis/document';
import { readMapView } from '../../../src/analysis/document/readview';
import { ColorLimits } from '../../../src/model/colorlimits';
import { colorsPatch, mapViewOf } from '../../../src/analysis/mapcolors';
import { visibleCrop } from '../../../src/model/cropping';
import type { DrawnMap, IComputeDocument } from '../../../src/compute/types';

const difference = { isDifference: true };

describe('the colours of a difference', () => {
  it('diverge, whatever those of maps are, and are never logarithmic', () => {
    const view = { ...defaultMapView, colorMap: 'magma', scale: 'log', limits: [1, 2] } as const;
    expect(mapViewOf(view, null)).toBe(view);
    const own = mapViewOf(view, difference);
    expect(own).toMatchObject({ colorMap: 'vik', limits: null, scale: 'symlog' });
    expect(mapViewOf(view, difference)).toBe(own);
  });

  it('are chosen for differences separately', () => {
    const patch = colorsPatch(defaultMapView, difference, { colorMap: 'berlin', scale: 'symlog' });
    expect(patch).toEqual({ difference: { colorMap: 'berlin', limits: null }, scale: 'symlog' });
    const view = { ...defaultMapView, ...patch };
    expect(colorsPatch(view, difference, { limits: [-1, 2] })).toEqual({
      difference: { colorMap: 'berlin', limits: [-1, 2] }
    });
    expect(colorsPatch(view, null, { colorMap: 'oslo' })).toEqual({ colorMap: 'oslo' });
    expect(readMapView(view)).toEqual(view);
    expect(readMapView({ ...view, difference: { colorMap: 'red', limits: [2, 1] } })).toMatchObject(
      {
        difference: { colorMap: 'vik', limits: null }
      }
    );
  });

  it('extend equally below and above zero, unless they are pinned', () => {
    const limits = new ColorLimits({} as IComputeDocument, () => undefined);
    const extents: DrawnMap['extents'] = { linear: [-1, 3], log: [1, 3] };
    const map = { ...difference, extents } as DrawnMap;
    const choice = { scale: 'linear', limits: null, percentile: null } as const;
    expect(limits.of(map, 'k', choice)).toEqual([-3, 3]);
    expect(limits.of(map, 'k', choice)).toBe(limits.of(map, 'k', choice));
    expect(limits.of({ ...map, isDifference: false }, 'k', choice)).toEqual([-1, 3]);
    expect(limits.of(map, 'k', { ...choice, limits: [0, 2] })).toEqual([0, 2]);
  });
});

describe('the visible area, as ranges of a crop', () => {
  const map = {
    incident: Float64Array.of(9658, 9659, 9660),
    emission: Float64Array.of(8630, 8631, 8632)
  };
  const zoom = { incident: [9658.2, 9659.4], emission: [8630.1, 8631.5] } as const;

  it('is Ω and ω, or Ω and Δ, as the map is drawn; all of it without a zoom', () => {
    expect(visibleCrop(map, { view: 'incident', zoom })).toEqual(zoom);
    expect(visibleCrop(map, { view: 'transfer', zoom })).toEqual({
      incident: [9658.2, 9659.4],
      transfer: [1027.3, 1028.7]
    });
    expect(visibleCrop(map, { view: 'incident', zoom: null })).toEqual({
      incident: [9657.5, 9660.5],
      emission: [8629.5, 8632.5]
    });
  });
});
