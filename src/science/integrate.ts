import { coveredRange } from './ranges.js';
import type { Estimate, Range, Spectrum, Warning } from './spectrum.js';
import { tidy } from './tidy.js';
import { uncertaintyOf } from './uncertainty/curve.js';
import { deviation, pull } from './uncertainty/sensitivity.js';

/**
 * Weights w (n) with ∫ y dE = Σ w·y for straight lines between ascending energies, from low to
 * high: the trapezoidal rule with interpolated ends. Parts outside the energies contribute nothing.
 */
export function areaWeights(energy: Float64Array, [low, high]: Range): Float64Array {
  const weights = new Float64Array(energy.length);
  for (let i = 0; i + 1 < energy.length; i++) {
    const from = Math.max(energy[i], low);
    const to = Math.min(energy[i + 1], high);
    if (!(from < to)) {
      continue;
    }
    const isWhole = from === energy[i] && to === energy[i + 1];
    const middle = (from + to) / 2;
    const fraction = isWhole ? 0.5 : (middle - energy[i]) / (energy[i + 1] - energy[i]);
    weights[i] += (to - from) * (1 - fraction);
    weights[i + 1] += (to - from) * fraction;
  }
  return weights;
}

/** Σ w·y with its σ: √Σw²σ² for independent points. */
export function weightedSum(weights: Float64Array, spectrum: Spectrum): Estimate {
  let value = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] !== 0) {
      value += weights[i] * spectrum.intensity[i];
    }
  }
  return { value, sigma: deviation(pull(uncertaintyOf(spectrum), weights)) };
}

export interface AreaResult extends Estimate {
  /** Integrated range, eV. */
  range: Range;
  warnings: Warning[];
}

/**
 * Area of a spectrum over a range (default: the whole spectrum), eV × intensity, with its σ.
 * @throws XESError `spectrum/too-few` (under two points), `spectrum/empty-range`.
 */
export function area(spectrum: Spectrum, range?: Range | null): AreaResult {
  const { spectrum: tidied, warnings } = tidy(spectrum, 2);
  const covered = coveredRange(tidied, range);
  return {
    ...weightedSum(areaWeights(tidied.energy, covered.range), tidied),
    range: covered.range,
    warnings: [...warnings, ...covered.warnings]
  };
}
