import { otherEnergy } from '../analysis/mapplane.js';
import { cellAt } from '../figures/cellat.js';
import { mapEdges } from '../science/grid.js';
import type { MapAxes } from '../science/map.js';
import { energyAt, isInside, planeOf, type IPlotArea } from '../figures/maps/area.js';

/** A cell of a map, as indices of its axes. */
export interface ICell {
  incident: number;
  emission: number;
}

/** The cell under a point of the node, in pixels; null if there is none. */
export function cellUnder(axes: MapAxes, area: IPlotArea, x: number, y: number): ICell | null {
  const borders = mapEdges(axes);
  const incident = cellAt(borders.incident, energyAt(area, 'x', x));
  // as painted: each column of cells at the Δ of its own Ω
  const at = axes.incident[incident];
  const emission = cellAt(borders.emission, otherEnergy(planeOf(area), at, energyAt(area, 'y', y)));
  return isInside(area, x, y) && incident >= 0 && emission >= 0 ? { incident, emission } : null;
}
