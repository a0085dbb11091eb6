import { writtenEnergy } from '../base/writtenenergy.js';
import { XESError } from '../base/errors.js';
import { areaWeights } from './integrate.js';
import { locate, valueAt } from './interpolate.js';
import { coveredRange } from './ranges.js';
import type { Estimate, Range, Spectrum, Warning } from './spectrum.js';
import { lineAbove, type LineEnds } from './threshold.js';
import { tidy } from './tidy.js';
import { uncertaintyOf } from './uncertainty/curve.js';
import { pull, variance } from './uncertainty/sensitivity.js';

export interface MomentOptions {
  /** Energies, eV; default: all. */
  range?: Range | null;
  /** Use only the points around the highest that reach this fraction of it, 0…1. */
  threshold?: number;
  /** Ends of the line above the threshold: its last points, or the crossings between points. */
  ends?: 'points' | 'crossings';
}

export interface Moments {
  /** Area, eV × intensity. */
  m0: Estimate;
  /** Centroid, eV; NaN with a warning if it would lie outside the range. */
  m1: Estimate;
  /** Variance about the centroid, eV²; NaN without one. */
  m2: Estimate;
  /** Range they are taken over, eV. */
  range: Range;
  warnings: Warning[];
}

/**
 * Moments of a spectrum by the trapezoidal rule (weights w): M0 = Σwy, M1 = ΣwEy/M0, M2 = Σw(E −
 * M1)²y/M0, with first-order σ: of M1 √Σ(w(E − M1)σ)²/M0, of M2 √Σ(w((E − M1)² − M2)σ)²/M0. A
 * threshold selects the contiguous points around the highest that reach it. The ends are either
 * such points, and σ includes the effect of noise on which points they are; or the interpolated
 * crossings, which move with the noise but do not jump, and σ includes that.
 * @throws XESError `spectrum/too-few`, `spectrum/empty-range`, `spectrum/no-area` (M0 ≤ 0),
 * `spectrum/parameter` (threshold).
 */
export function moments(spectrum: Spectrum, options: MomentOptions = {}): Moments {
  const { spectrum: tidied, warnings } = tidy(spectrum, 2);
  const covered = coveredRange(tidied, options.range);
  const ends = options.threshold
    ? lineAbove(tidied, covered.range, options.threshold, options.ends ?? 'points')
    : null;
  const range = ends?.range ?? covered.range;
  const values = valuesOver(tidied, range);
  if (!(values[0] > 0)) {
    throw new XESError(
      'spectrum/no-area',
      `The area from ${writtenEnergy(range[0])} to ${writtenEnergy(range[1])} eV is ${values[0]}: without one there is no centroid.`
    );
  }
  const statisticalVariances = gradients(tidied, range, values, ends).map(gradient =>
    variance(pull(uncertaintyOf(tidied), gradient))
  );
  const jumps = ends ? jumpsOf(tidied, ends) : [0, 0, 0];
  const isPlaced = values[1] >= range[0] && values[1] <= range[1];
  const estimate = (k: number): Estimate =>
    k === 0 || isPlaced
      ? { value: values[k], sigma: Math.sqrt(statisticalVariances[k] + jumps[k]) }
      : { value: NaN, sigma: NaN };
  const m0 = estimate(0);
  return {
    m0,
    m1: estimate(1),
    m2: estimate(2),
    range,
    warnings: [
      ...warnings,
      ...covered.warnings,
      ...(jumps[1] > statisticalVariances[1] ? [jumping] : []),
      ...(isPlaced ? (m0.value < 3 * m0.sigma ? [faint] : []) : [displaced])
    ]
  };
}

const faint: Warning = {
  code: 'moments/faint',
  message:
    'The area is less than three times its σ: centroid and variance are quotients by it, and may be further off than their σ say.'
};

const displaced: Warning = {
  code: 'moments/no-centroid',
  message:
    'The centroid would lie outside of the points: what is below zero outweighs the line. Choose a range about the line, or take a background off.'
};

const jumping: Warning = {
  code: 'moments/ends-jump',
  message:
    'Noise decides which points reach the threshold: that makes most of σ. Interpolated ends (crossings) are steadier, a range is steadiest.'
};

/**
 * M0, M1 and M2 over a range; relative to a nearby energy, as E² would lose the digits of small
 * differences.
 */
function valuesOver({ energy, intensity }: Spectrum, range: Range): [number, number, number] {
  const weights = areaWeights(energy, range);
  const origin = range[0];
  const sum = (valueOf: (i: number) => number) =>
    weights.reduce((total, w, i) => total + (w === 0 ? 0 : w * valueOf(i) * intensity[i]), 0);
  const m0 = sum(() => 1);
  const first = sum(i => energy[i] - origin) / m0;
  const second = sum(i => (energy[i] - origin - first) * (energy[i] - origin - first)) / m0;
  return [m0, origin + first, second];
}

/** ∂M/∂y (n) of the three, including ends that move with the points if they are interpolated. */
function gradients(
  { energy, intensity }: Spectrum,
  range: Range,
  [m0, m1, m2]: readonly number[],
  ends: LineEnds | null
): Float64Array[] {
  const weights = areaWeights(energy, range);
  const factors = [
    () => 1,
    (e: number) => (e - m1) / m0,
    (e: number) => ((e - m1) * (e - m1) - m2) / m0
  ];
  return factors.map(factor => {
    const gradient = weights.map((w, i) => w * factor(energy[i]));
    ends?.slopes.forEach((slopes, side) => {
      const place = locate(energy, range[side]);
      const height = place ? valueAt(intensity, place) : 0;
      const moved = (side === 0 ? -1 : 1) * height * factor(range[side]);
      slopes.forEach(([i, slope]) => (gradient[i] += moved * slope));
    });
    return gradient;
  });
}

/** Variance of each moment due to noise in the position of either end, the other end unchanged. */
function jumpsOf(spectrum: Spectrum, { range, chances }: LineEnds): number[] {
  const variances = [0, 0, 0];
  chances.forEach((places, side) => {
    const [sums, squares] = [
      [0, 0, 0],
      [0, 0, 0]
    ];
    const here = valuesOver(spectrum, range);
    for (const { energy, probability } of places) {
      const moved: Range = side === 0 ? [energy, range[1]] : [range[0], energy];
      if (moved[0] < moved[1]) {
        valuesOver(spectrum, moved).forEach((value, k) => {
          sums[k] += probability * (value - here[k]);
          squares[k] += probability * (value - here[k]) * (value - here[k]);
        });
      }
    }
    sums.forEach((mean, k) => (variances[k] += Math.max(squares[k] - mean * mean, 0)));
  });
  return variances;
}
