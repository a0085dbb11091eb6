import type { Levels } from './levels.js';
import { isGrid, type PointAxis } from './pointaxis.js';
import type { ArmPoints, CellValues, Points } from './points.js';
import { singleCells } from './singlecells.js';

/** Rows or columns of a map, and the axis they were found in. */
export interface AxisLevels {
  axis: PointAxis;
  /** As `levelsOfValues` has them. */
  levels: Levels;
}

/**
 * The cells of a map whose points lie on a grid, each in a cell of its own: the numbers that `CellSums` has, to the
 * bit, with no sum over points and no energy for each. Arrays that need no other order are those of the points.
 * @returns null where the axes are not those of one grid, or some of their energies are equal or missing.
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
    sigma: arm.sigma || counts ? place(sigma) : sigma, // all unknown in any order
    counts: counts && place(counts),
    monitor: monitor && place(monitor)
  };
}

/** What each energy of an axis adds to the index of a cell. */
interface Offsets {
  of: Int32Array;
  run: number;
  length: number;
}

/** @returns null where not each energy is a level of its own. */
function offsets({ axis, levels }: AxisLevels, step: number): Offsets | null {
  const { values, of } = levels;
  return isGrid(axis) && of.length === values.length && of.every(level => level >= 0)
    ? { of: of.map(level => level * step), run: axis.run, length: axis.length }
    : null;
}

/** Outer places that are filled together, so that those that lie next to each other are in the cache. */
const together = 16;

/** Values of a grid, the inner axis going first, in the order of cells; the same array where it is that already. */
function placed(values: Float64Array, outer: Int32Array, inner: Int32Array): Float64Array {
  const m = inner.length;
  if (outer.every((offset, k) => offset === k * m) && inner.every((offset, k) => offset === k)) {
    return values;
  }
  const cells = new Float64Array(values.length);
  for (let from = 0; from < outer.length; from += together) {
    const to = Math.min(from + together, outer.length);
    for (let k = 0; k < m; k++) {
      for (let o = from; o < to; o++) {
        cells[outer[o] + inner[k]] = values[o * m + k];
      }
    }
  }
  return cells;
}
