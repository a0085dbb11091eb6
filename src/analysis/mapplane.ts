import { mapEdges } from '../science/grid.js';
import type { CutType, MapAxes } from '../science/map.js';
import type { MapView, Range } from './document/types.js';

/**
 * The plane that a map is drawn in: Ω to the right, and upwards ω (`incident`) or Δ = Ω − ω
 * (`transfer`), in which each column of cells is shifted by its own Ω. A point of it is (x, y), eV.
 */
export type MapPlane = MapView['view'];

/** Visible ranges of a plane, eV. */
export interface PlaneRanges {
  x: Range;
  y: Range;
}

/** y from Ω and ω, and ω from Ω and y: the function is its own inverse. */
export function otherEnergy(plane: MapPlane, incident: number, energy: number): number {
  return plane === 'transfer' ? incident - energy : energy;
}

/** The ranges of a whole map, in whole cells. */
export function wholeRanges(map: MapAxes, plane: MapPlane): PlaneRanges {
  const { incident, emission } = mapEdges(map);
  const [low, high] = [emission[0], emission[emission.length - 1]];
  const columns = map.incident;
  return {
    x: [incident[0], incident[incident.length - 1]],
    y: plane === 'transfer' ? [columns[0] - high, columns[columns.length - 1] - low] : [low, high]
  };
}

/**
 * The ranges that a zoom shows. A zoom stores ω at the middle of the visible Ω in either plane, so
 * that the centre and the size stay the same if the plane changes.
 */
export function zoomedRanges(
  { incident, emission }: NonNullable<MapView['zoom']>,
  plane: MapPlane
): PlaneRanges {
  const middle = (incident[0] + incident[1]) / 2;
  const [low, high] = emission;
  return { x: incident, y: plane === 'transfer' ? [middle - high, middle - low] : emission };
}

/** The zoom that shows ranges of a plane. */
export function zoomOf({ x, y }: PlaneRanges, plane: MapPlane): NonNullable<MapView['zoom']> {
  const { x: incident, y: emission } = zoomedRanges({ incident: x, emission: y }, plane);
  return { incident, emission };
}

/** The axis that a cut is perpendicular to; `diagonal`: x − y is constant along it. */
export type CutDirection = 'x' | 'y' | 'diagonal';

export function directionOf(type: CutType, plane: MapPlane): CutDirection {
  if (type === 'CIE') {
    return 'x';
  }
  return (type === 'CEE') === (plane === 'incident') ? 'y' : 'diagonal';
}

/** The energy that a cut through a point of a plane holds constant, eV. */
export function heldEnergy(direction: CutDirection, x: number, y: number): number {
  return direction === 'x' ? x : direction === 'y' ? y : x - y;
}

/** Least and largest value of that energy within ranges, which may be reversed. */
export function heldRange(direction: CutDirection, { x, y }: PlaneRanges): Range {
  const corners = x.flatMap(value => y.map(other => heldEnergy(direction, value, other)));
  return [Math.min(...corners), Math.max(...corners)];
}
