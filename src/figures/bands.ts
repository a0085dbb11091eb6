import { otherEnergy } from '../analysis/mapplane.js';
import { mapEdges } from '../science/grid.js';
import type { RXESMap } from '../science/map.js';
import { isMeasured } from '../science/statistics.js';
import { cellAt } from './cellat.js';
import { intensityScale } from './intensityscale.js';
import { Pixels } from './pixels.js';
import { levelOf, type IRasterView } from './raster.js';

/**
 * Position of each pixel between the centres of cells: the index of the lower cell, and the
 * fraction of the way to the next.
 */
interface IPlaces {
  /** −1 outside of the map. */
  index: Int32Array;
  part: Float64Array;
}

/**
 * Paint the bands between contours: each pixel takes the colour of the band of its intensity,
 * interpolated between the centres of the four surrounding cells, as contours are, so that colours
 * change at the contour lines. Next to an empty cell, and beyond the outermost centres, the
 * intensity of the cell itself is used.
 * @param levels intensities of the contours, ascending.
 * @returns RGBA, `width * height * 4`, top row first.
 */
export function paintBands(
  map: RXESMap,
  view: IRasterView,
  levels: readonly number[]
): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, table, plane = 'incident' } = view;
  const pixels = new Pixels(width, height, table);
  const colors = colorsOf(map, view, levels);
  const borders = mapEdges(map);
  const columns = placesOf(map.incident, borders.incident, view.x, width);
  const rowsAt = (incident: number) => {
    const [low, high] = view.y.map(y => otherEnergy(plane, incident, y));
    return placesOf(map.emission, borders.emission, [high, low], height);
  };
  let rows = rowsAt(0);
  for (let u = 0; u < width; u++) {
    if (plane === 'transfer') {
      rows = rowsAt(energyAt(view.x, width, u));
    }
    for (let v = 0; v < height; v++) {
      const value = intensityAt(map, columns, u, rows, v);
      if (isMeasured(value)) {
        pixels.paint(u, v, colors[bandOf(levels, value)]);
      }
    }
  }
  return pixels.bytes;
}

/**
 * Colour index of each band, out of 256: that of its middle on the colour bar; the outermost bands
 * end at the limits.
 */
function colorsOf(map: RXESMap, view: IRasterView, levels: readonly number[]): number[] {
  const { place, intensity } = intensityScale(map, view.scale, view.noise);
  const [low, high] = view.limits;
  // other values have no place on a logarithmic scale
  const within = (end: number) => Math.max(low, Math.min(high, end));
  const ends = [low, ...levels.map(within), high].map(place);
  const level = levelOf(map, view);
  return ends.slice(1).map((end, k) => level(intensity((ends[k] + end) / 2)));
}

/** Number of levels that an intensity reaches. */
function bandOf(levels: readonly number[], value: number): number {
  let band = 0;
  while (band < levels.length && value >= levels[band]) {
    band++;
  }
  return band;
}

function energyAt([from, to]: readonly [number, number], size: number, pixel: number): number {
  return from + ((pixel + 0.5) / size) * (to - from);
}

function placesOf(
  centres: Float64Array,
  borders: Float64Array,
  range: readonly [number, number],
  size: number
): IPlaces {
  const places = { index: new Int32Array(size), part: new Float64Array(size) };
  for (let pixel = 0; pixel < size; pixel++) {
    const energy = energyAt(range, size, pixel);
    const cell = cellAt(borders, energy);
    const from = cell > 0 && energy < centres[cell] ? cell - 1 : cell;
    places.index[pixel] = from;
    if (from >= 0 && from + 1 < centres.length) {
      const part = (energy - centres[from]) / (centres[from + 1] - centres[from]);
      places.part[pixel] = Math.max(0, part);
    }
  }
  return places;
}

function intensityAt(
  { incident, intensity }: RXESMap,
  columns: IPlaces,
  u: number,
  rows: IPlaces,
  v: number
): number {
  const [i, j] = [rows.index[v], columns.index[u]];
  if (i < 0 || j < 0) {
    return NaN;
  }
  const [along, up] = [columns.part[u], rows.part[v]];
  const cell = i * incident.length + j;
  const [right, above] = [along > 0 ? 1 : 0, up > 0 ? incident.length : 0];
  const lower = mean(intensity[cell], intensity[cell + right], along);
  const upper = mean(intensity[cell + above], intensity[cell + above + right], along);
  const value = mean(lower, upper, up);
  return isMeasured(value)
    ? value
    : intensity[cell + (along >= 0.5 ? right : 0) + (up >= 0.5 ? above : 0)];
}

function mean(from: number, to: number, part: number): number {
  return part > 0 ? from + part * (to - from) : from;
}
