import { XESError } from './errors.js';
import { areaWeights, weightedSum } from './integrate.js';
import { highest } from './peak.js';
import { coveredRange } from './ranges.js';
import type { Estimate, Range, Spectrum, Warning } from './spectrum.js';
import { tidy } from './tidy.js';

export interface MomentOptions {
  /** Over which energies, eV; all without one. */
  range?: Range | null;
  /** Only the points about the highest that reach this fraction of it, 0…1. */
  threshold?: number;
}

export interface Moments {
  /** Area, eV × intensity. */
  m0: Estimate;
  /** Centroid, eV. */
  m1: Estimate;
  /** Variance about the centroid, eV². */
  m2: Estimate;
  /** What they are taken over, eV. */
  range: Range;
  warnings: Warning[];
}

/**
 * Moments of a spectrum by the trapezoidal rule (weights w): M0 = Σwy, M1 = ΣwEy/M0, M2 = Σw(E − M1)²y/M0,
 * with σ to first order: of M1 √Σ(w(E − M1)σ)²/M0, of M2 √Σ(w((E − M1)² − M2)σ)²/M0.
 * A threshold keeps the line's own points: those that hang together about the highest.
 * @throws XESError `spectrum/too-few`, `spectrum/empty-range`, `spectrum/no-area` (M0 ≤ 0),
 * `spectrum/parameter` (threshold).
 */
export function moments(spectrum: Spectrum, options: MomentOptions = {}): Moments {
  const { spectrum: tidied, warnings } = tidy(spectrum, 2);
  const covered = coveredRange(tidied, options.range);
  const range = options.threshold
    ? lineAbove(tidied, covered.range, options.threshold)
    : covered.range;
  const weights = areaWeights(tidied.energy, range);
  const m0 = weightedSum(weights, tidied);
  if (!(m0.value > 0)) {
    throw new XESError(
      'spectrum/no-area',
      `The area from ${range[0]} to ${range[1]} eV is ${m0.value}: without one there is no centroid.`
    );
  }
  // about a near energy: the digits of E² are needed for what it differs by
  const origin = range[0];
  const from = (centre: number) => tidied.energy.map(e => e - origin - centre);
  const ratio = (factor: Float64Array) =>
    weightedSum(
      weights.map((w, i) => w * factor[i]),
      tidied
    ).value / m0.value;
  const sigmaOf = (factor: Float64Array) =>
    weightedSum(
      weights.map((w, i) => w * factor[i]),
      tidied
    ).sigma / m0.value;
  const first = ratio(from(0));
  const squares = from(first).map(d => d * d);
  const second = ratio(squares);
  return {
    m0,
    m1: { value: origin + first, sigma: sigmaOf(from(first)) },
    m2: { value: second, sigma: sigmaOf(squares.map(d => d - second)) },
    range,
    warnings: [...warnings, ...covered.warnings]
  };
}

/** From the first to the last of the points about the highest that reach the threshold. */
function lineAbove(spectrum: Spectrum, [low, high]: Range, threshold: number): Range {
  if (!(threshold > 0 && threshold < 1)) {
    throw new XESError(
      'spectrum/parameter',
      `A threshold is a fraction of the highest point, not ${threshold}.`
    );
  }
  const { energy } = spectrum;
  const inside = {
    ...spectrum,
    intensity: spectrum.intensity.map((y, i) =>
      energy[i] >= low && energy[i] <= high ? y : -Infinity
    )
  };
  const top = highest(inside);
  const limit = threshold * inside.intensity[top];
  let [first, last] = [top, top];
  while (first > 0 && inside.intensity[first - 1] >= limit) {
    first--;
  }
  while (last + 1 < energy.length && inside.intensity[last + 1] >= limit) {
    last++;
  }
  if (first === last) {
    throw new XESError(
      'spectrum/empty-range',
      'Only the highest point reaches the threshold: lower it, or smooth the spectrum.'
    );
  }
  return [energy[first], energy[last]];
}
