import { XESError } from '../../base/errors.js';
import { centresOf } from '../../science/pixelcentres.js';
import { constantAxis, type PointAxis } from '../../science/pointaxis.js';
import { isAlike, isTurned, sizeOf } from '../shapes.js';
import type { ArrayListing } from './types.js';

/** How an array belongs to the points of a signal. */
export interface Place {
  /** The signal's axis that it runs along; null: one value for all points, or one for each. */
  dim: number | null;
  /** Whether it has the edges of the cells, one more than there are. */
  hasEdges: boolean;
}

/** Why it is open how an array belongs to a signal, as the middle of a sentence. */
export class Ambiguous {
  constructor(readonly why: string) {}
}

/**
 * How an array belongs to the points of a signal, by their shapes alone.
 * @param dims axes of the signal that it is declared to run along. @param isEnergy edges are for energies alone.
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
  // what was measured once is one point's, but an energy that has one value stood still
  const isForAll = count === 1 && (isEnergy || total === 1 || array.shape.length === 0);
  if (isForAll || (count === total && (isLine(array.shape) || isAlike(array.shape, shape)))) {
    return { dim: null, hasEdges: false };
  }
  const fits = (more: number) =>
    shape.flatMap((length, dim) => (length > 1 && count === length + more ? [dim] : []));
  const [centres, edges] = isLine(array.shape) ? [fits(0), isEnergy ? fits(1) : []] : [[], []];
  const found = centres.length > 0 ? centres : edges;
  const declared = found.filter(dim => dims.length === 1 && dims[0] === dim);
  const chosen = declared.length > 0 ? declared : found;
  if (chosen.length === 0) {
    throw mismatch(array, signal);
  }
  return chosen.length > 1
    ? new Ambiguous(`along which axis of "${signal.name}" "${array.name}" runs is not said`)
    : { dim: chosen[0], hasEdges: centres.length === 0 };
}

/** The values of the points of a signal (n), C order: an axis of a grid stays one. */
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
