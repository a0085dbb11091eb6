import { XESError } from '../base/errors.js';
import { OrthogonalPolynomials } from './orthogonal.js';
import type { Estimate } from './spectrum.js';

/** How a quantity changes with time, and whether the change is significant. */
export interface Trend {
  /** Change per unit of time. */
  slope: Estimate;
  /** Slope over its σ: significant beyond ±3. */
  z: number;
  /** χ² about the weighted mean over its degrees of freedom: 1 if nothing changes. */
  redchi: number;
  hasChanged: boolean;
  /** A point of the line: the weighted means; σ is that of the value. */
  middle: Estimate & { time: number };
  /** From the first to the last time of the values tested. */
  span: number;
  /** χ² about the line over its degrees of freedom; NaN for two values, which define the line. */
  redchiAbout: number;
  /** Degrees of freedom about the line: number of values tested, less two. */
  dof: number;
}

/** The value of the line at a time. */
export function valueOn({ slope, middle }: Trend, time: number): number {
  return middle.value + slope.value * (time - middle.time);
}

/**
 * Least-squares straight line, weighted by 1/σ², through values against time (n each). `hasChanged`
 * tests the slope: |z| > 3. Values without a σ above zero are left out.
 * @throws XESError `spectrum/too-few` if fewer than two remain, or all have the same time.
 */
export function trend(times: ArrayLike<number>, values: readonly Estimate[]): Trend {
  const usable = values.flatMap((estimate, k) =>
    Number.isFinite(times[k]) && Number.isFinite(estimate.value) && estimate.sigma > 0
      ? [{ ...estimate, time: times[k] }]
      : []
  );
  if (new Set(usable.map(({ time }) => time)).size < 2) {
    throw new XESError(
      'spectrum/too-few',
      'A change with time needs values of at least two times, each with its uncertainty.'
    );
  }
  const weights = usable.map(({ sigma }) => 1 / (sigma * sigma));
  const line = new OrthogonalPolynomials(
    usable.map(({ time }) => time - usable[0].time),
    weights,
    1
  );
  const coefficients = line.coefficients(0, 1);
  let [slope, variance] = [0, 0];
  usable.forEach(({ value, sigma }, k) => {
    slope += coefficients[k] * value;
    variance += coefficients[k] * sigma * (coefficients[k] * sigma);
  });
  const total = weights.reduce((a, b) => a + b, 0);
  const mean = usable.reduce((sum, { value }, k) => sum + weights[k] * value, 0) / total;
  const chisqr = usable.reduce(
    (sum, { value }, k) => sum + weights[k] * (value - mean) * (value - mean),
    0
  );
  const z = slope / Math.sqrt(variance);
  const tested = usable.map(({ time }) => time);
  const start = Math.min(...tested);
  const offset = usable.reduce((sum, { time }, k) => sum + weights[k] * (time - start), 0) / total;
  return {
    slope: { value: slope, sigma: Math.sqrt(variance) },
    z,
    redchi: chisqr / (usable.length - 1),
    hasChanged: Math.abs(z) > 3,
    middle: { time: start + offset, value: mean, sigma: 1 / Math.sqrt(total) },
    span: Math.max(...tested) - start,
    redchiAbout: usable.length > 2 ? Math.max(0, chisqr - z * z) / (usable.length - 2) : NaN,
    dof: usable.length - 2
  };
}

/** As `trend`; null if fewer than two values of different times have a σ. */
export function trendOrNone(times: ArrayLike<number>, values: readonly Estimate[]): Trend | null {
  try {
    return trend(times, values);
  } catch (reason) {
    if (reason instanceof XESError && reason.code === 'spectrum/too-few') {
      return null;
    }
    throw reason;
  }
}
