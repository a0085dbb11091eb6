import { otherEnergy } from '../analysis/mapplane.js';
import type { MapAxes } from '../science/map.js';
import { isWithin, pixelAt, planeOf, type IPlotArea } from '../figures/maps/area.js';
import type { ICell } from './hittest.js';

/** How far to move, in cells or points: to the right, and up. */
export type Steps = readonly [right: number, up: number];

/**
 * The cell at a number of steps from another, as drawn, limited to cells whose centres are visible.
 * @param from null for the cell in the middle of the visible range.
 * @returns null if no cell is visible.
 */
export function steppedCell(
  { incident, emission }: MapAxes,
  area: IPlotArea,
  from: ICell | null,
  [right, up]: Steps
): ICell | null {
  const plane = planeOf(area);
  const columns = seenAmong(incident, area, 'x', value => value);
  const column = placeIn(columns, from?.incident, right * directionOf(area.x));
  if (column === null) {
    return null;
  }
  // ω falls as Δ rises
  const turn = directionOf(area.y) * (plane === 'transfer' ? -1 : 1);
  const rows = seenAmong(emission, area, 'y', value => otherEnergy(plane, incident[column], value));
  const row = placeIn(rows, from?.emission, up * turn);
  return row === null ? null : { incident: column, emission: row };
}

/** Centre of a cell on the node, pixels. */
export function pixelsOfCell(
  { incident, emission }: MapAxes,
  area: IPlotArea,
  cell: ICell
): readonly [x: number, y: number] {
  const column = incident[cell.incident];
  const row = otherEnergy(planeOf(area), column, emission[cell.emission]);
  return [pixelAt(area, 'x', column), pixelAt(area, 'y', row)];
}

/** Indices of the visible energies along an axis. */
function seenAmong(
  energies: Float64Array,
  area: IPlotArea,
  axis: 'x' | 'y',
  drawn: (energy: number) => number
): number[] {
  return [...energies.keys()].filter(i => isWithin(area, axis, drawn(energies[i])));
}

/** An index among ascending ones, some steps from another; without another, the middle one. */
function placeIn(seen: readonly number[], from: number | undefined, by: number): number | null {
  if (seen.length === 0) {
    return null;
  }
  const wanted = from === undefined ? seen[seen.length >> 1] : from + by;
  return Math.min(seen[seen.length - 1], Math.max(seen[0], wanted));
}

function directionOf([low, high]: readonly [number, number]): 1 | -1 {
  return low <= high ? 1 : -1;
}
