import type { ICurve } from '../../../src/figures/curves/curve';
import { nearestPoint } from '../../../src/plots/nearestpoint';
import { curveOf } from './drawn';

function curve(key: string, intensity: number[]): ICurve {
  return curveOf(key, {
    axis: 'emission',
    energy: Float64Array.from(intensity, (_, i) => i),
    intensity: Float64Array.from(intensity),
    sigma: new Float64Array(intensity.length)
  });
}

/** 100 pixels an eV, and 100 an intensity from below. */
const layout = {
  _size: { l: 10, t: 20, w: 300, h: 300 },
  xaxis: { range: [0, 3] as [number, number], _length: 300 },
  yaxis: { range: [0, 3] as [number, number], _length: 300 }
};

describe('the point under the pointer', () => {
  const curves = [curve('a', [0, 1, 2, 3]), curve('b', [3, 2, 1, NaN])];

  it('is the one drawn nearest, of any curve', () => {
    expect(nearestPoint(curves, layout, 115, 222)).toMatchObject({
      curve: { key: 'a' },
      index: 1,
      x: 110,
      y: expect.closeTo(220, 9) as number
    });
    expect(nearestPoint(curves, layout, 115, 122)).toMatchObject({ curve: { key: 'b' }, index: 1 });
  });

  it('is none far from all, outside the axes, and where nothing was measured', () => {
    expect(nearestPoint(curves, layout, 110, 310)).toBeNull();
    expect(nearestPoint(curves, layout, 5, 320)).toBeNull();
    expect(nearestPoint([curves[1]], layout, 310, 320)).toBeNull();
    expect(nearestPoint([curve('empty', [])], layout, 110, 220)).toBeNull();
  });

  it('respects a logarithmic axis', () => {
    const log = {
      ...layout,
      yaxis: { range: [0, 2] as [number, number], type: 'log', _length: 300 }
    };
    expect(nearestPoint([curve('c', [1, 10, 100])], log, 112, 171)).toMatchObject({
      index: 1,
      x: 110,
      y: expect.closeTo(170, 9) as number
    });
  });
});
