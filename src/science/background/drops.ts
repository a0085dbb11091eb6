import { median } from '../statistics.js';

/**
 * Fraction of the points averaged on each side of a position: enough to suppress noise, but
 * narrower than an edge.
 */
const share = 1 / 25;
const most = 12;

/**
 * Energy where a signal changes most between the points before and those after: the middle between
 * the two nearest points.
 * @param sign 1: rises; −1: falls.
 * @param x ascending (n), like `y`.
 */
export function steepest(x: Float64Array, y: Float64Array, sign: 1 | -1): number {
  return placeOf(x, changesIn(y), change => sign * change);
}

/**
 * Energy where a slowly falling signal drops by a share that stands out from its fall on both
 * sides; the steepest part of a line's tail would be next to the line.
 * @param x ascending (n), like `y`.
 * @returns null if there is no such drop.
 */
export function sharpestDrop(x: Float64Array, y: Float64Array): number | null {
  const result = changesIn(y);
  const { width, changes, levels } = result;
  // across a gap, such as excluded points, a tail falls further
  const spans = changes.map((_, i) => x[i + 2 * width - 1] - x[i]);
  const longest = 1.5 * (spans.length > 0 ? median(Array.from(spans)) : 0);
  const shares = changes.map((change, i) =>
    spans[i] <= longest ? -change / Math.abs(levels[i]) : NaN
  );
  const excesses = shares.map((dropShare, i) => {
    const neighbours = [shares[i - 2 * width], shares[i + 2 * width]].filter(Number.isFinite);
    const usual =
      neighbours.reduce((sum, value) => sum + value, 0) / Math.max(1, neighbours.length);
    return neighbours.length > 0 ? dropShare - usual : NaN;
  });
  const best = excesses.reduce(
    (most, excess, i) => (excess > (excesses[most] ?? -Infinity) ? i : most),
    -1
  );
  return excesses[best] > 0 ? between(x, result, best) : null;
}

/** Differences of means over some points on both sides, at each position with enough points. */
interface Changes {
  /** Number of points on each side. */
  width: number;
  changes: Float64Array;
  /** The mean on the lower side. */
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

function placeOf(x: Float64Array, result: Changes, valueOf: (change: number) => number): number {
  const { changes } = result;
  let best = 0;
  for (let i = 1; i < changes.length; i++) {
    best = valueOf(changes[i]) > valueOf(changes[best]) ? i : best;
  }
  return between(x, result, best);
}

/** The middle of the averaged points. */
function between(x: Float64Array, { width, changes }: Changes, i: number): number {
  return changes.length > 0 ? (x[i + width - 1] + x[i + width]) / 2 : x[0];
}
