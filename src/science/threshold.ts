import { crossing } from './crossing.js';
import { isWithin } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { highest } from './peak.js';
import { erfc } from './special/erf.js';
import type { Range, Spectrum } from './spectrum.js';

/** Where a line above a threshold ends, and what noise does to that. */
export interface LineEnds {
  /** eV. */
  range: Range;
  /** Of the lower and the upper end: how it hangs on the points (∂E/∂y), where it was interpolated. */
  slopes: [number, number][][];
  /** Of the lower and the upper end: the points (eV) where it may as well lie, with their probability. */
  chances: { energy: number; probability: number }[][];
}

/**
 * The ends of the line about the highest point in a range, above a fraction of it: the last points that reach
 * it, or the places between points where it is crossed.
 * @throws XESError `spectrum/parameter` (threshold), `spectrum/empty-range` where only the highest reaches it.
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
  const sides = ([-1, 1] as const).map(way => lastPoint(inside, top, way, threshold));
  if (sides[0] === sides[1]) {
    throw new XESError(
      'spectrum/empty-range',
      'Only the highest point reaches the threshold: lower it, or smooth the spectrum.'
    );
  }
  return {
    range: [energy[sides[0]], energy[sides[1]]],
    slopes: [[], []],
    chances: ([-1, 1] as const).map(way => chancesOf(inside, top, way, threshold))
  };
}

function lastPoint({ intensity }: Spectrum, top: number, way: 1 | -1, threshold: number): number {
  let last = top;
  while (intensity[last + way] >= threshold * intensity[top]) {
    last += way;
  }
  return last;
}

/** Where the range ends before the threshold is reached, its last point is the end. */
function crossings(spectrum: Spectrum, inside: Spectrum, top: number, threshold: number): LineEnds {
  const found = ([-1, 1] as const).map(way => {
    const last = lastPoint(inside, top, way, threshold);
    const isCut = !(inside.intensity[last + way] > -Infinity);
    const place = isCut ? null : crossing(spectrum, top, way, threshold);
    return place ?? { energy: spectrum.energy[last], slopes: [] };
  });
  return {
    range: [found[0].energy, found[1].energy],
    slopes: found.map(({ slopes }) => slopes),
    chances: [[], []]
  };
}

/** Rarer places are no matter. */
const rare = 1e-6;

/**
 * Where the last point above the threshold may lie, going outwards: at each point the line ends if the next
 * falls below, which it does by chance, with the σ of it and of the highest.
 */
function chancesOf(
  { energy, intensity, sigma }: Spectrum,
  top: number,
  way: 1 | -1,
  threshold: number
): { energy: number; probability: number }[] {
  const found: { energy: number; probability: number }[] = [];
  let left = 1;
  for (let i = top; left > rare; i += way) {
    const over = intensity[i + way] - threshold * intensity[top];
    const spread = Math.hypot(sigma[i + way], threshold * sigma[top]);
    const isCertain = !(spread > 0) || !Number.isFinite(over);
    // beyond the range there is nothing
    const goesOn = isCertain ? (over >= 0 ? 1 : 0) : erfc(-over / spread / Math.SQRT2) / 2;
    found.push({ energy: energy[i], probability: left * (1 - goesOn) });
    left *= goesOn;
  }
  return found;
}
