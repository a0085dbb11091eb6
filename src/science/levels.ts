import { isBelow } from './equalenergies.js';
import { axisValues, isGrid, repeat, type PointAxis } from './pointaxis.js';
import { isMeasured } from './statistics.js';
import { tally, type Tally } from './tally.js';

/** Least ratio of successive gaps that separates a step from a rare large jitter. */
const clearRatio = 5;

/**
 * Values an axis was moved to, eV: `values` ascending (m), and the level of each point (n; -1 for
 * none).
 */
export interface Levels {
  values: Float64Array;
  of: Int32Array;
}

/**
 * The energies that an axis was moved to; the order of the points does not matter. Equal energies
 * are one level. In a readback with jitter, sorted neighbours further apart than half the nominal
 * step belong to different levels. A level's value is the median of its points. Points without a
 * finite energy have no level.
 * @param jitter differences below this may be noise of the readings, eV; 0 for demands and tables,
 * where every difference is a step.
 */
export function levels(axis: PointAxis, jitter = 0): Levels {
  const levelsFound = levelsOfValues(axis, jitter);
  return { values: levelsFound.values, of: levelsOfPoints(axis, levelsFound) };
}

/** The level of each point (n), from the levels of the axis's values. */
export function levelsOfPoints(axis: PointAxis, { of }: Levels): Int32Array {
  if (!isGrid(axis)) {
    return of;
  }
  const points = new Int32Array(axis.length);
  repeat(of, axis.run, points);
  return points;
}

/**
 * As `levels`, with the level of each of `axisValues` (m): a grid has few of them, and nothing is
 * stored per point.
 */
export function levelsOfValues(axis: PointAxis, jitter = 0): Levels {
  const all = tally(axis);
  return separatedBy(axis, all, jitter > 0 ? nominalStep(all, jitter) / 2 : 0);
}

/**
 * The levels of readings that lie in groups, if the gaps between the groups are clearly wider than
 * those within; null if no gap separates groups.
 */
export function levelsByGap(axis: PointAxis): Levels | null {
  const all = tally(axis);
  const gaps = all.values.slice(1).map((value, k) => value - all.values[k]);
  gaps.sort();
  // among many random readings some are nearly equal, which does not separate groups
  const extent = gaps.reduce((sum, gap) => sum + gap, 0);
  const negligible = (0.02 * extent) / all.size;
  let [widest, least] = [clearRatio, NaN];
  for (let k = 1; k < gaps.length; k++) {
    const ratio = gaps[k] / Math.max(gaps[k - 1], negligible);
    if (ratio > widest) {
      [widest, least] = [ratio, gaps[k]];
    }
  }
  return Number.isNaN(least) ? null : separatedBy(axis, all, least / 2);
}

/** Neighbours further apart than this belong to different levels. */
function separatedBy(axis: PointAxis, all: Tally, apart: number): Levels {
  const values: number[] = [];
  const starts: number[] = [];
  let first = 0;
  for (let k = 1; k <= all.values.length; k++) {
    if (k === all.values.length || isBelow(all.values[k - 1] + apart, all.values[k])) {
      values.push(medianOf(all, first, k));
      starts.push(all.values[first]);
      first = k;
    }
  }
  return {
    values: Float64Array.from(values),
    of: assign(axisValues(axis), Float64Array.from(starts))
  };
}

/**
 * The smallest step the axis was moved by, eV. Gaps between sorted neighbours are jitter (small) or
 * steps (large, possibly of several sizes); the largest ratio of successive gaps separates them.
 * @returns Infinity if there is only jitter.
 */
function nominalStep({ values, counts, size }: Tally, noise: number): number {
  const certainStep = 2 * noise; // a step even if the scan has larger ones
  let jitter = 0;
  let hasJitter = counts.some(count => count > 1);
  const steps: number[] = [];
  for (let k = 1; k < values.length; k++) {
    const gap = values[k] - values[k - 1];
    if (gap > noise) {
      steps.push(gap);
    } else {
      jitter = Math.max(jitter, gap);
      hasJitter = true;
    }
  }
  steps.sort((a, b) => a - b);
  if (!hasJitter) {
    return steps[0] ?? Infinity;
  }
  let step = NaN;
  let widest = clearRatio;
  let below = jitter;
  for (const gap of steps) {
    if (below > certainStep) {
      break;
    }
    const ratio = gap / Math.max(below, 0.002);
    if (ratio > widest) {
      widest = ratio;
      step = gap;
    }
    below = gap;
  }
  if (!Number.isNaN(step)) {
    return step;
  }
  // no clear step: noise, unless the range is much larger (a continuous scan in tiny steps)
  const extent = values.length > 1 ? values[values.length - 1] - values[0] : 0;
  return extent > 5 * noise ? extent / (size - 1) : Infinity;
}

/** Median of the points represented by the distinct values from `first` up to `end` (excluded). */
function medianOf({ values, counts }: Tally, first: number, end: number): number {
  let total = 0;
  for (let k = first; k < end; k++) {
    total += counts[k];
  }
  let passed = 0;
  for (let k = first; k < end; k++) {
    passed += counts[k];
    if (2 * passed > total) {
      return values[k];
    }
    if (2 * passed === total) {
      return (values[k] + values[k + 1]) / 2;
    }
  }
  return NaN;
}

/** The level of each point, from the lowest energy of each level (ascending). */
function assign(axis: Float64Array, starts: Float64Array): Int32Array {
  const of = new Int32Array(axis.length).fill(-1);
  const last = starts.length - 1;
  const holds = (level: number, energy: number) =>
    energy >= starts[level] && (level === last || energy < starts[level + 1]);
  let level = 0;
  for (let i = 0; i < axis.length; i++) {
    const energy = axis[i];
    if (!isMeasured(energy)) {
      continue;
    }
    // points mostly stay on a level or move to the next one: searches are rare
    if (!holds(level, energy)) {
      const next = level < last ? level + 1 : 0;
      level = holds(next, energy) ? next : search(starts, energy);
    }
    of[i] = level;
  }
  return of;
}

/** Index of the last start that is not above the energy. */
function search(starts: Float64Array, energy: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= energy) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
