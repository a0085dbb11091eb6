import { background, type Spectrum } from '../../../../src/science';
import { fittedLine } from './leastsquaresline';
import { gaussian } from '../montecarlo';
import { steps } from '../synthetic';

/**
 * A strong line and its foot, such as Kβ1,3 alone: no straight line describes it, and the best one
 * nearly reaches zero.
 */
const energy = Float64Array.from(steps(9558, 0.3, 207));
const counts = energy.map(e => Math.round(4000 + 560_000 * gaussian(9571.5, 4)(e)));
const monitor = energy.map((_, i) => 4e6 + 1000 * (i % 7));
const intensity = counts.map((n, i) => n / monitor[i]);
const sigma = counts.map((n, i) => Math.sqrt(n) / monitor[i]);
const strong: Spectrum = { energy, intensity, sigma, counts, monitor };
const middle = energy[103];

function found(model: string, weights: 'poisson' | 'none') {
  const exclude: [number, number][] = [[9640, 9660]];
  const { fit } = background(strong, { model, exclude, weights });
  return {
    fit,
    of: (name: string) => fit.parameters.find(parameter => parameter.name === name)?.value ?? NaN,
    codes: fit.warnings.map(({ code }) => code)
  };
}

/**
 * Derivatives of the logarithm of the likelihood by the powers of the energy, relative to their
 * largest possible values.
 */
function score(expected: (e: number) => number, powers: number): number[] {
  return Array.from({ length: powers }, (_, k) => {
    let [sum, all] = [0, 0];
    energy.forEach((e, i) => {
      const slope = (e - middle) ** k * monitor[i];
      sum += slope * (1 - counts[i] / (monitor[i] * expected(e)));
      all += Math.abs(slope) * Math.abs(1 - counts[i] / (monitor[i] * expected(e)));
    });
    return sum / all;
  });
}

describe('a polynomial has one best fit, which is found however badly it describes the points', () => {
  it('a straight line by likelihood: at the maximum', () => {
    const { fit, of, codes } = found('linear', 'poisson');
    expect([fit.converged, fit.estimator]).toEqual([true, 'poisson-likelihood']);
    const line = (e: number) => of('slope') * e + of('intercept');
    expect(energy.every(e => line(e) > 0)).toBe(true);
    for (const share of score(line, 2)) {
      expect(Math.abs(share)).toBeLessThan(1e-6);
    }
    expect(codes).toEqual(['fit/poor']);
  });

  it('a cubic by likelihood, about an origin in their midst', () => {
    const { fit, of } = found('polynomial3', 'poisson');
    expect(fit.converged).toBe(true);
    const cubic = (e: number) =>
      [0, 1, 2, 3].reduce((sum, k) => sum + of(`c${k}`) * (e - of('origin')) ** k, 0);
    for (const share of score(cubic, 4)) {
      expect(Math.abs(share)).toBeLessThan(1e-6);
    }
  });

  it('a straight line of equal weights is that of direct least squares', () => {
    const { fit, of } = found('linear', 'none');
    expect(fit.converged).toBe(true);
    const direct = fittedLine(energy, intensity);
    expect(of('slope') / direct.slope).toBeCloseTo(1, 9);
    expect((of('slope') * middle + of('intercept')) / direct.at(middle)).toBeCloseTo(1, 9);
  });
});
