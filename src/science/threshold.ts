import { crossing } from './crossing.js';
import { isWithin } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { highest } from './peak.js';
import { erfc } from './special/erf.js';
import type { Range, Spectrum } from './spectrum.js';

/** The ends of a line above a threshold, and the effect of noise on them. */
export interface LineEnds {
  /** eV. */
  range: Range;
  /** Of the lower and the upper end: derivatives by the points (∂E/∂y), if it was interpolated. */
  slopes: [number, number][][];
  /**
   * Of the lower and the upper end: other points (eV) where it may lie, with their probabilities.
   */
  chances: { energy: number; probability: number }[][];
}

/**
 * The ends of the line around the highest point in a range, above a fraction of it: the last points
 * that reach the fraction, or the interpolated crossings.
 * @throws XESError `spectrum/parameter` (threshold), `spectrum/empty-range` if only the highest
 * point reaches it.
 */
export function lineAbove(
  spectrum: Spectrum,
  range: Range,
  threshold: number,
  ends: 'points' | 'crossings'
): LineEnds {
  if (!(threshold > 0 && threshold < 1)) {
    throw new XESError(
      'spectrum/parameter',
      `A threshold is a fraction of the highest point, not ${threshold}.`
    );
  }
  const { energy } = spectrum;
  const isIn = (i: number) => isWithin(energy[i], range);
  const inside = {
    ...spectrum,
    intensity: spectrum.intensity.map((y, i) => (isIn(i) ? y : -Infinity))
  };
  const top = highest(inside);
  if (ends === 'crossings') {
    return crossings(spectrum, inside, top, threshold);
  }
  const sides = ([-1, 1] as const).map(direction => lastPoint(inside, top, direction, threshold));
  if (sides[0] === sides[1]) {
    throw new XESError(
      'spectrum/empty-range',
      'Only the highest point reaches the threshold: lower it, or smooth the spectrum.'
    );
  }
  return {
    range: [energy[sides[0]], energy[sides[1]]],
    slopes: [[], []],
    chances: ([-1, 1] as const).map(direction => chancesOf(inside, top, direction, threshold))
  };
}

function lastPoint(
  { intensity }: Spectrum,
  top: number,
  direction: 1 | -1,
  threshold: number
): number {
  let last = top;
  while (intensity[last + direction] >= threshold * intensity[top]) {
    last += direction;
  }
  return last;
}

/** If the range ends before the threshold is reached, its last point is the end. */
function crossings(spectrum: Spectrum, inside: Spectrum, top: number, threshold: number): LineEnds {
  const crossingsFound = ([-1, 1] as const).map(direction => {
    const last = lastPoint(inside, top, direction, threshold);
    const isCut = !(inside.intensity[last + direction] > -Infinity);
    const place = isCut ? null : crossing(spectrum, top, direction, threshold);
    return place ?? { energy: spectrum.energy[last], slopes: [] };
  });
  return {
    range: [crossingsFound[0].energy, crossingsFound[1].energy],
    slopes: crossingsFound.map(({ slopes }) => slopes),
    chances: [[], []]
  };
}

/** Positions with a lower probability are ignored. */
const rare = 1e-6;

/**
 * Possible positions of the last point above the threshold, going outwards: at each point the line
 * ends if the next falls below, with a probability from the σ of that point and of the highest.
 */
function chancesOf(
  { energy, intensity, sigma }: Spectrum,
  top: number,
  direction: 1 | -1,
  threshold: number
): { energy: number; probability: number }[] {
  const candidates: { energy: number; probability: number }[] = [];
  let remaining = 1;
  for (let i = top; remaining > rare; i += direction) {
    const over = intensity[i + direction] - threshold * intensity[top];
    const spread = Math.hypot(sigma[i + direction], threshold * sigma[top]);
    const isCertain = !(spread > 0) || !Number.isFinite(over);
    // outside the range there are no points
    const continuation = isCertain ? (over >= 0 ? 1 : 0) : erfc(-over / spread / Math.SQRT2) / 2;
    candidates.push({ energy: energy[i], probability: remaining * (1 - continuation) });
    remaining *= continuation;
  }
  return candidates;
}
