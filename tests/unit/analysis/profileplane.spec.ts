import { inPlane } from '../../../src/analysis/profileplane';
import type { SpectrumValue } from '../../../src/analysis/steps/values';
import { uncertaintyOf } from '../../../src/science/uncertainty/curve';
import type { Uncertainty } from '../../../src/science/uncertainty/model';
import { covariance, pull } from '../../../src/science/uncertainty/sensitivity';

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
    unit: 'counts / monitor'
  },
  columns: { coverage: of(7, 8, 9) }
};
const cut = (type: string, at = 9660) => ({ step: 'cut', parameters: { type, at } });

describe('a drawn profile', () => {
  it('is over Δ at the Ω of its cut, ascending, with everything a point has', () => {
    expect(inPlane(value, cut('CIE'), 'transfer')).toEqual({
      kind: 'spectrum',
      axis: 'transfer',
      spectrum: {
        energy: of(1020, 1021.5, 1022),
        intensity: of(3, 2, 1),
        sigma: of(0.3, 0.2, 0.1),
        counts: of(30, 20, 10),
        monitor: of(300, 200, 100),
        uncertainty: expect.anything() as Uncertainty,
        unit: 'counts / monitor'
      },
      columns: { coverage: of(9, 8, 7) }
    });
    expect(value.spectrum.intensity).toEqual(of(1, 2, 3));
    // its points have the same counts, in reverse
    const { spectrum } = inPlane(value, cut('CIE'), 'transfer');
    const first = pull(uncertaintyOf(spectrum), of(1, 0, 0));
    const last = pull(uncertaintyOf(value.spectrum), of(0, 0, 1));
    expect(covariance(first, last)).toBeCloseTo(0.3 * 0.3, 14);
  });

  it('is unchanged over ω, along Ω, and without a value', () => {
    expect(inPlane(value, cut('CIE'), 'incident')).toBe(value);
    const herfd: SpectrumValue = { ...value, axis: 'incident' };
    expect(inPlane(herfd, cut('CEE'), 'transfer')).toBe(herfd);
    expect(inPlane(value, { step: 'cut', parameters: { type: 'CIE' } }, 'transfer')).toBe(value);
  });
});
