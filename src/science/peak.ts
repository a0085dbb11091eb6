import { XESError } from './errors.js';
import { OrthogonalPolynomials } from './orthogonal.js';
import { coveredRange, indicesWithin } from './ranges.js';
import type { Estimate, Range, Spectrum, Warning } from './spectrum.js';
import { pick, tidy } from './tidy.js';

export interface PeakResult extends Estimate {
  warnings: Warning[];
}

export interface PeakOptions {
  /** Where to look, eV; everywhere without one. */
  range?: Range | null;
  /** Points about the highest that the parabola goes through; odd, 3 or more. */
  points?: number;
}

/**
 * Position of the highest peak, eV: the top of the parabola of least squares through the points about
 * the highest, x = −b/2a, σ from the points'.
 * @throws XESError `spectrum/no-peak` where the highest point lies at an end, or no parabola has a top;
 * `spectrum/too-few`, `spectrum/empty-range`, `spectrum/parameter` (even or too few points).
 */
export function peakPosition(spectrum: Spectrum, options: PeakOptions = {}): PeakResult {
  const { points = 5 } = options;
  if (!Number.isInteger(points) || points < 3 || points % 2 === 0) {
    throw new XESError(
      'spectrum/parameter',
      `A parabola needs an odd number of points, 3 or more, not ${points}.`
    );
  }
  const { spectrum: part, warnings } = inRange(spectrum, options.range, points);
  const top = highest(part);
  const first = top - (points - 1) / 2;
  if (first < 0 || first + points > part.energy.length) {
    throw noPeak('the highest point lies at an end');
  }
  const origin = part.energy[top];
  const window = (values: Float64Array) => values.subarray(first, first + points);
  const basis = new OrthogonalPolynomials(
    window(part.energy).map(e => e - origin),
    null,
    2
  );
  const [slope, curvature] = [basis.coefficients(0, 1), basis.coefficients(0, 2)];
  const y = window(part.intensity);
  const dot = (c: Float64Array) => c.reduce((sum, value, i) => sum + value * y[i], 0);
  const [b, a] = [dot(slope), dot(curvature)];
  if (!(a < 0)) {
    throw noPeak('the points about the highest have no top');
  }
  const shift = -b / a;
  const variance = window(part.sigma).reduce((sum, sigma, i) => {
    const deviation = ((slope[i] + shift * curvature[i]) / a) * sigma;
    return sum + deviation * deviation;
  }, 0);
  return { value: origin + shift, sigma: Math.sqrt(variance), warnings };
}

/** A tidy spectrum, and the part of it in a range. */
export function inRange(spectrum: Spectrum, range: Range | null | undefined, least: number) {
  const { spectrum: tidied, warnings } = tidy(spectrum, least);
  if (!range) {
    return { spectrum: tidied, warnings };
  }
  const covered = coveredRange(tidied, range);
  const part = tidy(pick(tidied, indicesWithin(tidied, covered.range)), least);
  return { spectrum: part.spectrum, warnings: [...warnings, ...covered.warnings] };
}

/** Index of the highest point; the first of equals. */
export function highest({ intensity }: Spectrum): number {
  return intensity.reduce((best, y, i) => (y > intensity[best] ? i : best), 0);
}

/** @returns `spectrum/no-peak` */
export function noPeak(why: string): XESError {
  return new XESError(
    'spectrum/no-peak',
    `There is no peak to measure: ${why}. Choose another range.`
  );
}
