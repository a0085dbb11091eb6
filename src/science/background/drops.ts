import { median } from '../statistics.js';

/** Of the points, how many are averaged on each side of a place: noise moves no place then, and an edge is narrower. */
const share = 1 / 25;
const most = 12;

/**
 * Where a signal changes most between the points before and those after: the energy between the two points next to it.
 * @param sign 1: rises; −1: falls. @param x ascending (n), as `y`.
 */
export function steepest(x: Float64Array, y: Float64Array, sign: 1 | -1): number {
  return placeOf(x, changesIn(y), change => sign * change);
}

/**
 * Where a slowly falling signal falls by a share that stands out from how it falls on both sides: of the tail of a line
 * the steepest place is next to the line. @param x ascending (n), as `y`. @returns null where it falls nowhere so.
 */
export function sharpestDrop(x: Float64Array, y: Float64Array): number | null {
  const found = changesIn(y);
  const { width, changes, levels } = found;
  // across a gap, as of excluded points, a tail falls further
  const spans = changes.map((_, i) => x[i + 2 * width - 1] - x[i]);
  const longest = 1.5 * (spans.length > 0 ? median(Array.from(spans)) : 0);
  const shares = changes.map((change, i) =>
    spans[i] <= longest ? -change / Math.abs(levels[i]) : NaN
  );
  const apart = shares.map((one, i) => {
    const beside = [shares[i - 2 * width], shares[i + 2 * width]].filter(Number.isFinite);
    const usual = beside.reduce((sum, value) => sum + value, 0) / Math.max(1, beside.length);
    return beside.length > 0 ? one - usual : NaN;
  });
  const best = apart.reduce((most, one, i) => (one > (apart[most] ?? -Infinity) ? i : most), -1);
  return apart[best] > 0 ? between(x, found, best) : null;
}

/** Differences of means over some points on both sides, of each place that has as many. */
interface Changes {
  /** How many points on each side. */
  width: number;
  changes: Float64Array;
  /** The mean before. */
  levels: Float64Array;
}

function changesIn(y: Float64Array): Changes {
  const width = Math.max(1, Math.min(most, Math.round(y.length * share)));
  const count = Math.max(0, y.length - 2 * width + 1);
  const mean = (from: number) => {
    let sum = 0;
    for (let i = from; i < from + width; i++) {
      sum += y[i];
    }
    return sum / width;
  };
  const levels = Float64Array.from({ length: count }, (_, i) => mean(i));
  const changes = levels.map((level, i) => mean(i + width) - level);
  return { width, changes, levels };
}

function placeOf(x: Float64Array, found: Changes, of: (change: number) => number): number {
  const { changes } = found;
  let best = 0;
  for (let i = 1; i < changes.length; i++) {
    best = of(changes[i]) > of(changes[best]) ? i : best;
  }
  return between(x, found, best);
}

/** In the middle of the points that are averaged. */
function between(x: Float64Array, { width, changes }: Changes, i: number): number {
  return changes.length > 0 ? (x[i + width - 1] + x[i + width]) / 2 : x[0];
}
