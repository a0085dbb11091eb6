import type { ICurve } from '../../../src/figures/curves/curve';
import { steppedPoint, steppedUpwards } from '../../../src/plots/curvestep';
import { curveOf } from './drawn';

function curve(key: string, energy: number[], intensity: number[]): ICurve {
  return curveOf(key, {
    axis: 'emission',
    energy: Float64Array.from(energy),
    intensity: Float64Array.from(intensity),
    sigma: new Float64Array(intensity.length)
  });
}

/** 100 pixels an eV, and 100 an intensity from below. */
const layout = {
  _size: { l: 10, t: 20, w: 400, h: 300 },
  xaxis: { range: [0, 4] as [number, number], _length: 400 },
  yaxis: { range: [0, 3] as [number, number], _length: 300 }
};
const one = curve('one', [0, 1, 2, 3, 4], [0, 1, 2, NaN, 1]);
const two = curve('two', [0.4, 1.4, 2.4], [3, 2, 1]);
const go = (from: Parameters<typeof steppedPoint>[2], by: readonly [number, number]) =>
  steppedPoint([one, two], layout, from, by);

describe('a point moved by keys', () => {
  const middle = go(null, [0, 0]);

  it('is at first in the middle, and where it is drawn', () => {
    expect(middle).toMatchObject({ curve: { key: 'one' }, index: 2, x: 210 });
    expect(middle?.y).toBeCloseTo(120, 9);
  });

  it('moves along the curve, skipping unmeasured points, and stops at its ends', () => {
    expect(go(middle, [1, 0])?.index).toBe(4);
    expect(go(middle, [-1, 0])?.index).toBe(1);
    expect(go(middle, [10, 0])?.index).toBe(4);
    expect(go(middle, [-10, 0])?.index).toBe(0);
  });

  it('moves to the next curve and back, at the nearest energy', () => {
    const below = go(middle, [0, -1]);
    expect(below).toMatchObject({ curve: { key: 'two' }, index: 2 });
    expect(go(below, [0, -1])).toMatchObject({ curve: { key: 'two' } });
    expect(go(below, [0, 10])).toMatchObject({ curve: { key: 'one' }, index: 2 });
  });

  it('starts on the active curve, and again if its curve is removed', () => {
    const active = { ...two, isActive: true };
    expect(steppedPoint([one, active], layout, null, [0, 0])?.curve.key).toBe('two');
    expect(steppedPoint([two], layout, middle, [1, 0])).toMatchObject({
      curve: { key: 'two' },
      index: 2
    });
  });

  it('is none if nothing is visible', () => {
    const elsewhere = { ...layout, xaxis: { ...layout.xaxis, range: [7, 9] as [number, number] } };
    expect(steppedPoint([one, two], elsewhere, null, [0, 0])).toBeNull();
    expect(steppedPoint([], layout, null, [0, 0])).toBeNull();
  });

  it('moves along descending energies by direction, not by index', () => {
    const falling = curve('falling', [4, 3, 2, 1], [1, 2, 3, 2]);
    const at = steppedPoint([falling], layout, null, [0, 0]);
    expect(at?.index).toBe(2);
    expect(steppedPoint([falling], layout, at, [1, 0])?.index).toBe(1);
    expect(steppedPoint([falling], layout, at, [-1, 0])?.index).toBe(3);
  });

  it('moves up and down if energies run upwards, and sideways to the next curve', () => {
    const turned = { ...layout, xaxis: layout.yaxis, yaxis: layout.xaxis };
    const start = steppedUpwards([one, two], turned, null, [0, 0]);
    // energy 2 of 0 to 4 is half the height, intensity 2 of 0 to 3 two thirds of the width
    expect(start).toMatchObject({ curve: { key: 'one' }, index: 2, y: 170 });
    expect(start?.x).toBeCloseTo(10 + (2 / 3) * 400, 9);
    expect(steppedUpwards([one, two], turned, start, [0, -1])?.index).toBe(1);
    const next = steppedUpwards([one, two], turned, start, [1, 0]);
    expect(next).toMatchObject({ curve: { key: 'two' }, index: 2 });
    expect(steppedUpwards([one, two], turned, next, [-1, 0])?.curve.key).toBe('one');
  });
});
