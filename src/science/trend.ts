import { XESError } from '../base/errors.js';
import { OrthogonalPolynomials } from './orthogonal.js';
import type { Estimate } from './spectrum.js';

/** How a number changes with time, and whether it does. */
export interface Trend {
  /** Change a unit of time. */
  slope: Estimate;
  /** Slope over its σ: beyond ±3 it is no accident. */
  z: number;
  /** χ² about the weighted mean over its degrees of freedom: 1 where nothing changes. */
  redchi: number;
  hasChanged: boolean;
  /** A point of the line: the weighted means; σ is that of the value. */
  middle: Estimate & { time: number };
  /** From the first time to the last of those tested. */
  span: number;
  /** χ² about the line over its degrees of freedom; NaN of two values, which it goes through. */
  redchiAbout: number;
  /** Degrees of freedom about the line: two less than values tested. */
  dof: number;
}

/** The value of the line at a time. */
export function valueOn({ slope, middle }: Trend, time: number): number {
  return middle.value + slope.value * (time - middle.time);
}

/**
 * Straight line of least squares, weighted by 1/σ², through values against time (n each).
 * `hasChanged` tests the slope: |z| > 3. Values without a σ above zero are left out.
 * @throws XESError `spectrum/too-few` where fewer than two remain, or all are of one time.
 */
export function trend(times: ArrayLike<number>, values: readonly Estimate[]): Trend {
  const kept = values.flatMap((one, k) =>
    Number.isFinite(times[k]) && Number.isFinite(one.value) && one.sigma > 0
      ? [{ ...one, time: times[k] }]
      : []
  );
  if (new Set(kept.map(({ time }) => time)).size < 2) {
    throw new XESError(
      'spectrum/too-few',
      'A change with time needs values of at least two times, each with its uncertainty.'
    );
  }
  const weights = kept.map(({ sigma }) => 1 / (sigma * sigma));
  const line = new OrthogonalPolynomials(
    kept.map(({ time }) => time - kept[0].time),
    weights,
    1
  );
  const coefficients = line.coefficients(0, 1);
  let [slope, variance] = [0, 0];
  kept.forEach(({ value, sigma }, k) => {
    slope += coefficients[k] * value;
    variance += coefficients[k] * sigma * (coefficients[k] * sigma);
  });
  const total = weights.reduce((a, b) => a + b, 0);
  const mean = kept.reduce((sum, { value }, k) => sum + weights[k] * value, 0) / total;
  const chisqr = kept.reduce(
    (sum, { value }, k) => sum + weights[k] * (value - mean) * (value - mean),
    0
  );
  const z = slope / Math.sqrt(variance);
  const tested = kept.map(({ time }) => time);
  const start = Math.min(...tested);
  const offset = kept.reduce((sum, { time }, k) => sum + weights[k] * (time - start), 0) / total;
  return {
    slope: { value: slope, sigma: Math.sqrt(variance) },
    z,
    redchi: chisqr / (kept.length - 1),
    hasChanged: Math.abs(z) > 3,
    middle: { time: start + offset, value: mean, sigma: 1 / Math.sqrt(total) },
    span: Math.max(...tested) - start,
    redchiAbout: kept.length > 2 ? Math.max(0, chisqr - z * z) / (kept.length - 2) : NaN,
    dof: kept.length - 2
  };
}

/** The same; null where fewer than two values of different times have a σ. */
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
