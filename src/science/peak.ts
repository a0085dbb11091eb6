import { XESError } from '../base/errors.js';
import { fittedLine } from './lineshape.js';
import { OrthogonalPolynomials } from './orthogonal.js';
import { coveredRange, indicesWithin } from './ranges.js';
import type { Estimate, Range, Spectrum, Warning } from './spectrum.js';
import { pick, tidy } from './tidy.js';
import { uncertaintyOf, weightSigma } from './uncertainty/curve.js';
import { deviation, pull } from './uncertainty/sensitivity.js';

export interface PeakResult extends Estimate {
  warnings: Warning[];
}

export interface PeakOptions {
  /** Range to search, eV; default: the whole spectrum. */
  range?: Range | null;
  /** Points around the highest that the parabola is fitted to; odd, 3 or more. */
  points?: number;
}

/** Curvature over its σ from which a top is significant. */
const curved = 4;

/** Share of σ from which the line shape matters for the position of the top. */
const shapeMatters = 1 / 3;

/**
 * Position of the highest peak, eV: the top of the least-squares parabola through the points around
 * the highest, x = −b/2a, with σ from the points. If noise hides their curvature (below 4 σ), more
 * points are included, two at a time, while the outer points reach half the height of the inner
 * ones; failing that, the position is that of a fitted line. If the steps are so wide that the line
 * shape matters (by a third of σ or more), it is that of `fittedLine` through the same points. The
 * position always lies among its points.
 * @throws XESError `spectrum/no-peak` if the highest point lies at an end, or no parabola has a top
 * among its points; `spectrum/too-few`, `spectrum/empty-range`, `spectrum/parameter` (even or too
 * few points).
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
  const half = (points - 1) / 2;
  if (top < half || top + half >= part.energy.length) {
    throw noPeak('the highest point lies at an end');
  }
  let reach = half;
  for (; isPartOfLine(part, top, reach, half, 1 / 2); reach++) {
    const window = pointsAround(part, top, reach);
    const parabolaTop = parabola(window, part.energy[top]);
    if (parabolaTop) {
      return byShape(parabolaTop, window, warnings);
    }
  }
  while (isPartOfLine(part, top, reach, half, 1 / 3)) {
    reach++;
  }
  return fittedPosition(pointsAround(part, top, reach - 1), warnings);
}

function pointsAround(spectrum: Spectrum, top: number, reach: number): Spectrum {
  return pick(
    spectrum,
    Array.from({ length: 2 * reach + 1 }, (_, k) => top - reach + k)
  );
}

/** The position of a fitted line, for a peak whose curvature is hidden by noise. */
function fittedPosition(window: Spectrum, warnings: Warning[]): PeakResult {
  const line = window.energy.length > 4 ? fittedLine(window) : null;
  if (!line || !(Math.max(line.position.sigma, line.width.sigma) < line.width.value / 4)) {
    throw noPeak('noise hides where the points about the highest have their top');
  }
  return {
    ...line.position,
    warnings: [
      ...warnings,
      {
        code: 'position/noisy',
        message: `Noise hides the curvature of the maximum: the position is that of a Gaussian and a Lorentzian fitted to ${window.energy.length} points.`
      }
    ]
  };
}

/**
 * Whether points this far from the highest may be used: the requested ones always, more while the
 * outer points reach a share of the inner ones.
 */
function isPartOfLine(
  { intensity }: Spectrum,
  top: number,
  reach: number,
  least: number,
  share: number
): boolean {
  if (reach === least) {
    return true;
  }
  const mean = (from: number, to: number) => {
    let sum = 0;
    for (let k = from; k <= to; k++) {
      sum += intensity[top - k] + intensity[top + k];
    }
    return sum / (to - from + 1) / 2;
  };
  const third = Math.max(Math.floor(reach / 3), 1);
  const isMeasured = reach <= top && top + reach < intensity.length;
  return isMeasured && mean(reach - third + 1, reach) >= share * mean(0, third);
}

/**
 * The top of the parabola through the points; null if there is none among them, or none that is
 * significant.
 */
function parabola(window: Spectrum, origin: number): Estimate | null {
  const { energy, intensity } = window;
  const x = energy.map(e => e - origin);
  const basis = new OrthogonalPolynomials(x, null, 2);
  const [slope, curvature] = [basis.coefficients(0, 1), basis.coefficients(0, 2)];
  const dot = (c: Float64Array) => c.reduce((sum, value, i) => sum + value * intensity[i], 0);
  // a scale error shared by the points does not affect curvature
  const sigmas = weightSigma(window);
  const curvatureVariance = curvature.reduce(
    (sum, value, i) => sum + value * sigmas[i] * (value * sigmas[i]),
    0
  );
  const [b, a] = [dot(slope), dot(curvature)];
  const shift = -b / a;
  const spread = Math.sqrt(curvatureVariance) / -a;
  if (!(a < 0) || spread > 1 / curved || !(shift >= x[0] && shift <= x[x.length - 1])) {
    return null;
  }
  const gradient = slope.map((c, i) => (c + shift * curvature[i]) / a);
  // second order: a quotient scatters more when its divisor is noisy
  const second = spread > 0 ? 1 + 3 * spread * spread : 1;
  const sigma = deviation(pull(uncertaintyOf(window), gradient));
  return { value: origin + shift, sigma: sigma * Math.sqrt(second) };
}

/**
 * The parabola's top, with σ including the effect of line shape; the top of a fitted line if that
 * is more than a third of σ.
 */
function byShape(found: Estimate, window: Spectrum, warnings: Warning[]): PeakResult {
  const line = found.sigma > 0 && window.energy.length > 4 ? fittedLine(window) : null;
  const off = line ? Math.abs(line.position.value - found.value) : 0;
  if (!line || !(off > shapeMatters * found.sigma)) {
    return { value: found.value, sigma: Math.hypot(found.sigma, off), warnings };
  }
  return {
    value: line.position.value,
    sigma: Math.max(line.position.sigma, found.sigma),
    warnings: [
      ...warnings,
      {
        code: 'position/shape',
        message: `The shape of the line decides where its top is: a parabola through these ${window.energy.length} points has it ${off.toPrecision(2)} eV away. The position is that of a Gaussian and a Lorentzian; with finer steps it would not depend on the shape.`
      }
    ]
  };
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
export function noPeak(reason: string): XESError {
  return new XESError(
    'spectrum/no-peak',
    `There is no peak to measure: ${reason}. Choose another range.`
  );
}
