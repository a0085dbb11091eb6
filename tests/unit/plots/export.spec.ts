import { spectrumCsv } from '../../../src/plots/export';
import { curvePath } from '../../../src/plots/preview';

describe('spectrumCsv', () => {
  it('has one line an energy, and no σ where it is unknown', () => {
    const csv = spectrumCsv({
      energy: Float64Array.of(8638.9, 8639.1),
      intensity: Float64Array.of(0.0642, 1e-9),
      sigma: Float64Array.of(0.0003, NaN)
    });
    expect(csv).toBe('energy_eV,intensity,sigma\n8638.9,0.0642,0.0003\n8639.1,1e-9,\n');
  });

  it('loses no digit', () => {
    const energy = Float64Array.of(0.1 + 0.2);
    const csv = spectrumCsv({ energy, intensity: energy, sigma: energy });
    expect(Number(csv.split('\n')[1].split(',')[0])).toBe(0.1 + 0.2);
  });
});

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
