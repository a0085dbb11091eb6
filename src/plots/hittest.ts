import { mapEdges } from '../science/grid.js';
import type { RXESMap } from '../science/map.js';
import { energyAt, isInside, type IPlotArea } from './area.js';

/** A cell of a map, as indices of its axes. */
export interface ICell {
  incident: number;
  emission: number;
}

/** Index of the cell an energy falls in; −1 outside. `borders` ascending (n + 1). */
export function cellAt(borders: Float64Array, energy: number): number {
  let low = 0;
  let high = borders.length - 1;
  if (!(energy >= borders[0] && energy < borders[high])) {
    return -1;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (borders[middle] <= energy) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The cell under a point of the node, in pixels; null where there is none. */
export function cellUnder(map: RXESMap, area: IPlotArea, x: number, y: number): ICell | null {
  const borders = mapEdges(map);
  const incident = cellAt(borders.incident, energyAt(area, 'x', x));
  const emission = cellAt(borders.emission, energyAt(area, 'y', y));
  return isInside(area, x, y) && incident >= 0 && emission >= 0 ? { incident, emission } : null;
}
