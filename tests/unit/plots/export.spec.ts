import { curvePath } from '../../../src/plots/preview';

describe('curvePath', () => {
  const layout = {
    _size: { l: 10, t: 20, w: 100, h: 50 },
    xaxis: { range: [0, 2] as [number, number], _length: 100 },
    yaxis: { range: [0, 1] as [number, number], _length: 50 }
  };
  const path = (intensity: number[]) =>
    curvePath(
      {
        energy: Float64Array.from(intensity.keys()),
        intensity: Float64Array.from(intensity),
        sigma: new Float64Array(intensity.length)
      },
      layout
    );

  it('runs over the plot area', () => {
    expect(path([0, 1, 0.5])).toBe('M10.0 70.0L60.0 20.0L110.0 45.0');
  });

  it('has a gap where nothing was measured', () => {
    expect(path([0, NaN, 0.5])).toBe('M10.0 70.0M110.0 45.0');
  });
});
