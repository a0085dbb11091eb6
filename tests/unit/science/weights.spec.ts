import fc from 'fast-check';
import { average, type Estimator, type Spectrum } from '../../../src/science';
import { dice, expectHonest, expectUnbiased, gaussian, measure, repeat } from './montecarlo';
import { steps } from './synthetic';

const energies = steps(9640, 0.3, 21);
const line = (e: number) => 200 + 4000 * gaussian(9643, 1.5)(e);
const monitors = [900, 1000, 1300];
const random = dice(31);
const scans: Spectrum[] = monitors.map(monitor => measure(energies, line, random, monitor));
const estimators: Estimator[] = ['ratio-of-sums', 'mean-of-ratios', 'interpolated'];

describe('a weighted average', () => {
  it('is ΣwN/ΣwI1 with σ = √Σw²N/ΣwI1, which is no longer a count', () => {
    const weights = [1, 0.5, 0.25];
    const { spectrum, coverage } = average(scans, { weights });
    energies.forEach((_, i) => {
      const sum = (of: (w: number, k: number) => number) =>
        weights.reduce((total, w, k) => total + of(w, k), 0);
      const counts = (k: number) => scans[k].counts?.[i] ?? NaN;
      const monitor = sum((w, k) => w * monitors[k]);
      expect(spectrum.intensity[i]).toBeCloseTo(sum((w, k) => w * counts(k)) / monitor, 14);
      expect(spectrum.sigma[i]).toBeCloseTo(
        Math.sqrt(sum((w, k) => w * w * counts(k))) / monitor,
        14
      );
    });
    expect([spectrum.counts, spectrum.monitor]).toEqual([null, null]);
    expect(new Set(coverage)).toEqual(new Set([3]));
  });

  it.each(estimators)('of equal weights equals the unweighted one, to the bit: %s', estimator => {
    const other = measure(steps(9640.1, 0.4, 12), line, dice(5));
    for (const set of [scans, [...scans, other]]) {
      const weights = set.map(() => 0.7);
      expect(average(set, { estimator, weights })).toEqual(average(set, { estimator }));
    }
  });

  it.each(estimators)('ignores a scan of weight 0: %s', estimator => {
    const [first, , third] = scans;
    const without = average([first, third], { estimator, weights: [2, 1] });
    expect(average(scans, { estimator, weights: [2, 0, 1] })).toEqual(without);
  });

  it.each(estimators)('does not depend on the scale of the weights: %s', estimator => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 }), w => {
        const [one, other] = [1, 1024].map(scale =>
          average(scans, { estimator, weights: w.map(value => value * scale) })
        );
        expect(other).toEqual(one);
      })
    );
  });

  it.each(estimators)('has an honest σ and the true mean: %s', estimator => {
    const samples = repeat(3000, 32, draw => {
      const set = monitors.map(monitor => measure([9640, 9643, 9646], line, draw, monitor));
      const { intensity, sigma } = average(set, { estimator, weights: [1, 0.3, 0.6] }).spectrum;
      return [...intensity].map((value, i) => ({ value, sigma: sigma[i] }));
    });
    samples.forEach((sample, i) => {
      expectHonest(sample);
      expectUnbiased(sample, line([9640, 9643, 9646][i]) / 1000, 1e-6);
    });
  });

  it('of points without a count still has a σ', () => {
    const none = scans.map(scan => ({ ...scan, counts: new Float64Array(21) }));
    const { sigma } = average(none, { weights: [1, 0.5, 0.5] }).spectrum;
    sigma.forEach(s => expect(s).toBeCloseTo(1 / (900 + 500 + 650), 14));
  });

  it.each([
    ['too few', [1, 1]],
    ['none above 0', [0, 0, 0]],
    ['one below 0', [1, -1, 1]],
    ['no number', [1, NaN, 1]],
    ['endless', [1, Infinity, 1]]
  ])('refuses weights: %s', (_, weights) => {
    expect(() => average(scans, { weights })).toThrow(
      expect.objectContaining({ code: 'spectrum/parameter' })
    );
  });
});
