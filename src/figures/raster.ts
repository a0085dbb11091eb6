import type { ColorScale } from '../analysis/document/types.js';
import { otherEnergy, type MapPlane } from '../analysis/mapplane.js';
import { mapEdges } from '../science/grid.js';
import type { RXESMap } from '../science/map.js';
import { cellAt } from './cellat.js';
import { intensityScale } from './intensityscale.js';
import { Pixels } from './pixels.js';

/** The part of a map to paint, its size, and its colours. */
export interface IRasterView {
  /** The plane; `incident` if absent. */
  plane?: MapPlane;
  /** Visible Ω, and ω or Δ, eV. */
  x: readonly [number, number];
  y: readonly [number, number];
  /** Pixels. */
  width: number;
  height: number;
  limits: readonly [number, number];
  scale: ColorScale;
  /** Intensity below which symlog is linear; if absent, the noise of the map. */
  noise?: number;
  /** 256 colours, r g b. */
  table: Uint8Array;
}

/**
 * Paint a map: each screen pixel takes the colour of the cell it falls in, so that cells of any
 * width are exact to the pixel. Cells without a point are transparent. In the transfer plane each
 * column of cells lies at the Δ of its own Ω: nothing is resampled there either.
 * @returns RGBA, `width * height * 4`, top row first.
 */
export function paint(map: RXESMap, view: IRasterView): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, table, plane = 'incident' } = view;
  const pixels = new Pixels(width, height, table);
  const borders = mapEdges(map);
  const columns = cellOfPixels(borders.incident, view.x, width);
  const rows = rowsOfPixels(map, borders.emission, columns, plane, view);
  const level = levelOf(map, view);
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      const row = rows[u][v];
      const isCell = row >= 0 && columns[u] >= 0;
      const value = isCell ? map.intensity[row * map.incident.length + columns[u]] : NaN;
      if (!Number.isNaN(value)) {
        pixels.paint(u, v, level(value));
      }
    }
  }
  return pixels.bytes;
}

/**
 * The row of cells of each pixel (height, from the top), for each column of pixels; equal columns
 * share an array.
 */
function rowsOfPixels(
  { incident }: RXESMap,
  borders: Float64Array,
  columns: Int32Array,
  plane: MapPlane,
  { y: [low, high], height }: IRasterView
): Int32Array[] {
  const rowsAt = (at: number) =>
    cellOfPixels(borders, [otherEnergy(plane, at, high), otherEnergy(plane, at, low)], height);
  let rows = rowsAt(incident[0]);
  let known = 0;
  return Array.from(columns, column => {
    if (plane === 'transfer' && column >= 0 && column !== known) {
      rows = rowsAt(incident[column]);
      known = column;
    }
    return rows;
  });
}

function cellOfPixels(
  borders: Float64Array,
  [from, to]: readonly [number, number],
  size: number
): Int32Array {
  const cells = new Int32Array(size);
  const last = borders.length - 1;
  let [cell, stride] = [-1, 0];
  for (let pixel = 0; pixel < size; pixel++) {
    const energy = from + ((pixel + 0.5) / size) * (to - from);
    const isInside = energy >= borders[0] && energy < borders[last];
    if (cell < 0 || !isInside) {
      cell = isInside ? cellAt(borders, energy) : -1;
    } else {
      // extrapolated from the previous one, then corrected
      let next = Math.max(0, Math.min(last - 1, cell + stride));
      while (borders[next] > energy) {
        next--;
      }
      while (borders[next + 1] <= energy) {
        next++;
      }
      [cell, stride] = [next, next - cell];
    }
    cells[pixel] = cell;
  }
  return cells;
}

/** From an intensity to the index of its colour, out of 256. */
export function levelOf(
  map: RXESMap,
  { limits: [low, high], scale, noise }: Pick<IRasterView, 'limits' | 'scale' | 'noise'>
): (intensity: number) => number {
  const { place } = intensityScale(map, scale, noise);
  const start = place(low);
  const factor = 255 / (place(high) - start || 1);
  return (value: number) => Math.max(0, Math.min(255, Math.round((place(value) - start) * factor)));
}
