import { inPlane } from '../../../src/analysis/profileplane';
import type { SpectrumValue } from '../../../src/analysis/steps/values';

const of = (...values: number[]) => Float64Array.from(values);
const value: SpectrumValue = {
  kind: 'spectrum',
  axis: 'emission',
  spectrum: {
    energy: of(8638, 8638.5, 8640),
    intensity: of(1, 2, 3),
    sigma: of(0.1, 0.2, 0.3),
    counts: of(10, 20, 30),
    monitor: of(100, 200, 300),
    shared: [{ curve: of(4, 5, 6), sign: 1 }],
    unit: 'counts / monitor'
  },
  columns: { coverage: of(7, 8, 9) }
};
const cut = (type: string, at = 9660) => ({ step: 'cut', parameters: { type, at } });

describe('a profile as it is drawn', () => {
  it('is over Δ at the Ω of its cut, ascending, with all that a point has', () => {
    expect(inPlane(value, cut('CIE'), 'transfer')).toEqual({
      kind: 'spectrum',
      axis: 'transfer',
      spectrum: {
        energy: of(1020, 1021.5, 1022),
        intensity: of(3, 2, 1),
        sigma: of(0.3, 0.2, 0.1),
        counts: of(30, 20, 10),
        monitor: of(300, 200, 100),
        shared: [{ curve: of(6, 5, 4), sign: 1 }],
        unit: 'counts / monitor'
      },
      columns: { coverage: of(9, 8, 7) }
    });
    expect(value.spectrum.intensity).toEqual(of(1, 2, 3));
  });

  it('is as it is over ω, along Ω, and where there is no number', () => {
    expect(inPlane(value, cut('CIE'), 'incident')).toBe(value);
    const herfd: SpectrumValue = { ...value, axis: 'incident' };
    expect(inPlane(herfd, cut('CEE'), 'transfer')).toBe(herfd);
    expect(inPlane(value, { step: 'cut', parameters: { type: 'CIE' } }, 'transfer')).toBe(value);
  });
});
