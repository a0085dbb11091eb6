import { XESError } from '../../base/errors.js';
import { centresOf } from '../../science/pixelcentres.js';
import { constantAxis, type PointAxis } from '../../science/pointaxis.js';
import { isAlike, isTurned, sizeOf } from '../shapes.js';
import type { ArrayListing } from './types.js';

/** How an array relates to the points of a signal. */
export interface Place {
  /** The signal's axis it runs along; null: one value for all points, or one for each. */
  dim: number | null;
  /** Whether it has the edges of the cells, one more than cells. */
  hasEdges: boolean;
}

/** Why the relation of an array to a signal is ambiguous, as a clause. */
export class Ambiguous {
  constructor(readonly why: string) {}
}

/**
 * How an array relates to the points of a signal, from their shapes alone.
 * @param dims axes of the signal that it is declared to run along.
 * @param isEnergy only energies may be edges.
 * @throws XESError `scan/shape-mismatch`
 */
export function placeOf(
  array: ArrayListing,
  signal: ArrayListing,
  dims: readonly number[],
  isEnergy: boolean
): Place | Ambiguous {
  const { shape } = signal;
  const [count, total] = [sizeOf(array.shape), sizeOf(shape)];
  if (count === total && isTurned(dims)) {
    return new Ambiguous(
      `"${array.name}" has its axes in another order than "${signal.name}", which only the file's own declaration is read by`
    );
  }
  // a single measured value belongs to one point, but a single energy was constant
  const isForAll = count === 1 && (isEnergy || total === 1 || array.shape.length === 0);
  if (isForAll || (count === total && (isLine(array.shape) || isAlike(array.shape, shape)))) {
    return { dim: null, hasEdges: false };
  }
  const fits = (more: number) =>
    shape.flatMap((length, dim) => (length > 1 && count === length + more ? [dim] : []));
  const [centres, edges] = isLine(array.shape) ? [fits(0), isEnergy ? fits(1) : []] : [[], []];
  const matching = centres.length > 0 ? centres : edges;
  const declared = matching.filter(dim => dims.length === 1 && dims[0] === dim);
  const chosen = declared.length > 0 ? declared : matching;
  if (chosen.length === 0) {
    throw mismatch(array, signal);
  }
  return chosen.length > 1
    ? new Ambiguous(`along which axis of "${signal.name}" "${array.name}" runs is not said`)
    : { dim: chosen[0], hasEdges: centres.length === 0 };
}

/** The values at the points of a signal (n), C order: an axis of a grid remains an axis. */
export function pointsAt(
  values: Float64Array,
  { dim, hasEdges }: Place,
  shape: readonly number[]
): PointAxis {
  const length = sizeOf(shape);
  if (dim === null) {
    return values.length === length ? values : constantAxis(values[0], length);
  }
  const run = sizeOf(shape.slice(dim + 1));
  return { values: hasEdges ? centresOf(values) : values, run, length };
}

/** @throws XESError `scan/shape-mismatch` */
export function requireSameShape(arrays: readonly ArrayListing[]): void {
  const [first, ...others] = arrays;
  const other = others.find(({ shape }) => !isAlike(shape, first.shape));
  if (other) {
    throw mismatch(other, first);
  }
}

function mismatch(array: ArrayListing, signal: ArrayListing): XESError {
  return new XESError(
    'scan/shape-mismatch',
    `"${array.name}" has ${shapeText(array)} values and "${signal.name}" ${shapeText(signal)}: they belong to no common points. Name arrays of one length, or the axes of a grid.`
  );
}

export function shapeText({ shape }: ArrayListing): string {
  return shape.join(' × ') || '1';
}

function isLine(shape: readonly number[]): boolean {
  return shape.filter(length => length > 1).length <= 1;
}
