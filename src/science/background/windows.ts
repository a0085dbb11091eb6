import { writtenEnergy } from '../../base/writtenenergy.js';
import { isBelow, isWithin } from '../equalenergies.js';
import { XESError } from '../../base/errors.js';
import type { Range } from '../spectrum.js';

/**
 * The energies a background is fitted to: those in any of `include` (all, if empty) and in none of
 * `exclude`.
 */
export interface Windows {
  include: readonly Range[];
  exclude: readonly Range[];
}

/** @throws XESError `fit/window` if a range has no width. */
export function checkRanges(ranges: readonly Range[]): void {
  const bad = ranges.find(([low, high]) => !isBelow(low, high));
  if (bad) {
    throw new XESError(
      'fit/window',
      `The range ${writtenEnergy(bad[0])}…${writtenEnergy(bad[1])} eV has no width: give its lower end first.`
    );
  }
}

/** Whether an energy belongs to the windows. */
export function isInWindows(energy: number, { include, exclude }: Windows): boolean {
  const isIn = (range: Range) => isWithin(energy, range);
  return (include.length === 0 || include.some(isIn)) && !exclude.some(isIn);
}

/**
 * Ranges of the lines: the excluded ranges, else the gaps between the windows; overlapping ranges
 * are merged.
 */
export function lineRegions({ include, exclude }: Windows): Range[] {
  if (exclude.length > 0) {
    return merge(exclude);
  }
  const windows = merge(include);
  return windows.slice(1).map(([low], i): Range => [windows[i][1], low]);
}

function merge(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const merged: Range[] = [];
  for (const [low, high] of sorted) {
    const last = merged[merged.length - 1];
    if (last && !isBelow(last[1], low)) {
      merged[merged.length - 1] = [last[0], Math.max(last[1], high)];
    } else {
      merged.push([low, high]);
    }
  }
  return merged;
}
