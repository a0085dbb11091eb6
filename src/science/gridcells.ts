import type { Levels } from './levels.js';
import { isGrid, type PointAxis } from './pointaxis.js';
import type { ArmPoints, CellValues, Points } from './points.js';
import { singleCells } from './singlecells.js';

/** Rows or columns of a map, and the axis they were derived from. */
export interface AxisLevels {
  axis: PointAxis;
  /** From `levelsOfValues`. */
  levels: Levels;
}

/**
 * The cells of a map whose points lie on a grid, one point per cell: bit for bit the numbers of
 * `CellSums`, without summing over points or storing an energy for each. Arrays already in the
 * right order are not copied.
 * @returns null if the axes are not those of one grid, or some of their energies are equal or
 * missing.
 */
export function gridCells(
  points: Points,
  arm: ArmPoints,
  rows: AxisLevels,
  columns: AxisLevels
): CellValues | null {
  const sides = [offsets(rows, columns.levels.values.length), offsets(columns, 1)];
  const [inner, outer] = sides.sort((a, b) => (a?.run ?? 0) - (b?.run ?? 0));
  if (!inner || !outer || inner.run !== 1 || outer.run !== inner.of.length) {
    return null;
  }
  const size = outer.of.length * inner.of.length;
  if (size !== outer.length || size !== inner.length || size !== arm.intensity.length) {
    return null;
  }
  const { intensity, sigma, counts, monitor } = singleCells(points, arm);
  const place = (values: Float64Array) => placed(values, outer.of, inner.of);
  return {
    intensity: place(intensity),
    sigma: arm.sigma || counts ? place(sigma) : sigma, // all unknown, so the order is irrelevant
    counts: counts && place(counts),
    monitor: monitor && place(monitor)
  };
}

/** The contribution of each energy of an axis to the index of a cell. */
interface Offsets {
  of: Int32Array;
  run: number;
  length: number;
}

/** @returns null unless each energy has its own level. */
function offsets({ axis, levels }: AxisLevels, step: number): Offsets | null {
  const { values, of } = levels;
  return isGrid(axis) && of.length === values.length && of.every(level => level >= 0)
    ? { of: of.map(level => level * step), run: axis.run, length: axis.length }
    : null;
}

/** Outer positions filled together, so that cells next to each other are written while cached. */
const blockSize = 16;

/**
 * Values of a grid, with the inner axis varying fastest, in the order of cells; the same array if
 * it is in that order already.
 */
function placed(values: Float64Array, outer: Int32Array, inner: Int32Array): Float64Array {
  const m = inner.length;
  if (outer.every((offset, k) => offset === k * m) && inner.every((offset, k) => offset === k)) {
    return values;
  }
  const cells = new Float64Array(values.length);
  for (let from = 0; from < outer.length; from += blockSize) {
    const to = Math.min(from + blockSize, outer.length);
    for (let k = 0; k < m; k++) {
      for (let o = from; o < to; o++) {
        cells[outer[o] + inner[k]] = values[o * m + k];
      }
    }
  }
  return cells;
}
