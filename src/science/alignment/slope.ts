import { smoothingBand } from '../smooth.js';
import { forward } from '../uncertainty/operators.js';
import { weightSigma } from '../uncertainty/curve.js';
import type { Range, Spectrum } from '../spectrum.js';

/** A smoothed reference and its slope (m each). */
export interface Slope {
  smooth: Float64Array;
  /** dr/dE, and its variance. */
  slope: Float64Array;
  slopeVariance: Float64Array;
  /** Whether the slope is significant within the range. */
  isSeen: boolean;
  /** Whether noise is too small to disturb the search for a shift. */
  isClear: boolean;
}

/** With the mean of d²/σ_d²; Infinity if there is no noise, or it is unknown. */
interface Measured extends Slope {
  ratio: number;
}

/**
 * A significant slope has a mean d²/σ_d² of at least `ratio`, and above the 1 of pure noise by
 * `sigmas` of its own σ.
 */
const significant = { ratio: 2, sigmas: 4.5 };

/** Mean d²/σ_d² of a clear slope. */
const clear = 5;

/** Growth of the window, and largest window as a fraction of the points in the range. */
const wider = { factor: 1.4, part: 1 / 4 };

/**
 * The slope from the smallest window, starting at `window`, for which it is clear, else from the
 * window that shows it best: with few counts, noise hides the slope of a wide line in a small
 * window.
 */
export function slopeOf(reference: Spectrum, range: Range, window: number): Slope {
  const { energy } = reference;
  const inside = [...energy.keys()].filter(i => energy[i] >= range[0] && energy[i] <= range[1]);
  const most = Math.min(inside.length * wider.part, energy.length);
  let best = slopeWith(reference, inside, window);
  for (let points = window; !best.isClear;) {
    points = oddAbove(points * wider.factor);
    if (points > most) {
      break;
    }
    const next = slopeWith(reference, inside, points);
    best = next.ratio > best.ratio ? next : best;
  }
  return best;
}

function oddAbove(points: number): number {
  return 2 * Math.floor(points / 2) + 1;
}

function slopeWith(reference: Spectrum, inside: readonly number[], window: number): Measured {
  const { energy, intensity } = reference;
  const smooth = forward(smoothingBand(energy, { window, order: 2 }), intensity);
  const derived = smoothingBand(energy, { window, order: 2, derivative: 1 });
  const slope = forward(derived, intensity);
  const variance = weightSigma(reference).map(sigma => sigma * sigma);
  const squared = { ...derived, weights: derived.weights.map(w => w * w) };
  const slopeVariance = forward(squared, variance);
  const squares = inside.map(i => slope[i] ** 2 / slopeVariance[i]).filter(Number.isFinite);
  const n = squares.length;
  const ratio = n > 0 ? squares.reduce((sum, square) => sum + square, 0) / n : Infinity;
  const least = Math.max(significant.ratio, 1 + significant.sigmas * sigmaOfRatio(window, n));
  return {
    smooth,
    slope,
    slopeVariance,
    ratio,
    isSeen: !(ratio <= least),
    isClear: !(ratio < clear)
  };
}

/**
 * For noise alone: overlapping windows share noise, so of n slopes about n/(0.37·window) are
 * independent.
 */
function sigmaOfRatio(window: number, n: number): number {
  return Math.sqrt((2 * 0.37 * window) / Math.max(n, 1));
}
