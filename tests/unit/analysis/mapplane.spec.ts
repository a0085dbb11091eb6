import * as fc from 'fast-check';
import {
  directionOf,
  heldEnergy,
  heldRange,
  otherEnergy,
  wholeRanges,
  zoomedRanges,
  zoomOf,
  type MapPlane
} from '../../../src/analysis/mapplane';

const planes = fc.constantFrom<MapPlane>('incident', 'transfer');
const energy = fc.double({ min: 1, max: 20_000, noNaN: true });
const range = fc
  .tuple(energy, fc.double({ min: 1e-3, max: 100, noNaN: true }))
  .map(([low, size]): [number, number] => [low, low + size]);

describe('the plane of a map', () => {
  it('has ω, or Δ = Ω − ω, with the other derived in the same way', () => {
    expect(otherEnergy('incident', 9660, 8639)).toBe(8639);
    expect(otherEnergy('transfer', 9660, 8639)).toBe(1021);
    fc.assert(
      fc.property(planes, energy, energy, (plane, incident, emission) => {
        const y = otherEnergy(plane, incident, emission);
        expect(otherEnergy(plane, incident, y)).toBeCloseTo(emission, 8);
      })
    );
  });

  it('is as large as the sheared columns: to their cells’ borders', () => {
    const map = {
      incident: Float64Array.of(9658, 9659, 9661),
      emission: Float64Array.of(8630, 8632)
    };
    expect(wholeRanges(map, 'incident')).toEqual({ x: [9657.5, 9662], y: [8629, 8633] });
    expect(wholeRanges(map, 'transfer')).toEqual({ x: [9657.5, 9662], y: [1025, 1032] });
  });

  it('zooms to the requested area, and to about the same area in the other view', () => {
    fc.assert(
      fc.property(planes, range, range, (plane, x, y) => {
        const zoom = zoomOf({ x, y }, plane);
        const back = zoomedRanges(zoom, plane);
        expect(back.x).toEqual(x);
        expect(back.y[0]).toBeCloseTo(y[0], 8);
        expect(back.y[1]).toBeCloseTo(y[1], 8);
        const middle = ([low, high]: readonly [number, number]) => (low + high) / 2;
        const other = zoomedRanges(zoom, plane === 'incident' ? 'transfer' : 'incident');
        expect(middle(other.y)).toBeCloseTo(middle(x) - middle(y), 8);
        expect(other.y[1] - other.y[0]).toBeCloseTo(y[1] - y[0], 8);
      })
    );
  });

  it('holds constant the same value at a point in either view', () => {
    fc.assert(
      fc.property(planes, energy, energy, (plane, incident, emission) => {
        const y = otherEnergy(plane, incident, emission);
        const held = (type: 'CIE' | 'CEE' | 'CET') =>
          heldEnergy(directionOf(type, plane), incident, y);
        expect(held('CIE')).toBe(incident);
        expect(held('CEE')).toBeCloseTo(emission, 8);
        expect(held('CET')).toBeCloseTo(incident - emission, 8);
      })
    );
  });

  it('has ranges evaluated at the corners, also if reversed', () => {
    expect(heldRange('x', { x: [1, 3], y: [10, 20] })).toEqual([1, 3]);
    expect(heldRange('y', { x: [1, 3], y: [20, 10] })).toEqual([10, 20]);
    expect(heldRange('diagonal', { x: [3, 1], y: [10, 20] })).toEqual([-19, -7]);
  });
});
