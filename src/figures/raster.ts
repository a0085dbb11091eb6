import type { ColorScale } from '../analysis/document/types.js';
import type { MapPlane } from '../analysis/mapplane.js';
import { mapEdges } from '../science/grid.js';
import type { RXESMap } from '../science/map.js';
import { cellAt } from './cellat.js';
import { intensityScale } from './intensityscale.js';

/** What part of a map is painted, at what size, in which colours. */
export interface IRasterView {
  /** In which plane; `incident` without it. */
  plane?: MapPlane;
  /** Visible Ω, and ω or Δ, eV. */
  x: readonly [number, number];
  y: readonly [number, number];
  /** Pixels. */
  width: number;
  height: number;
  limits: readonly [number, number];
  scale: ColorScale;
  /** 256 colours, r g b. */
  table: Uint8Array;
}

/**
 * Paint a map: each screen pixel takes the colour of the cell it falls in, so that cells of any
 * width are right to the pixel. Cells without a point are transparent.
 * @returns RGBA, `width * height * 4`, top row first.
 */
export function paint(map: RXESMap, view: IRasterView): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, table } = view;
  const pixels = new Uint8ClampedArray(new ArrayBuffer(width * height * 4));
  const borders = mapEdges(map);
  const columns = cellOfPixels(borders.incident, view.x, width);
  const rows = cellOfPixels(borders.emission, [view.y[1], view.y[0]], height);
  const level = levelOf(map, view);
  for (let v = 0; v < height; v++) {
    const row = rows[v] * map.incident.length;
    for (let u = 0; u < width && rows[v] >= 0; u++) {
      const value = columns[u] >= 0 ? map.intensity[row + columns[u]] : NaN;
      if (!Number.isNaN(value)) {
        const color = 3 * level(value);
        const at = 4 * (v * width + u);
        pixels[at] = table[color];
        pixels[at + 1] = table[color + 1];
        pixels[at + 2] = table[color + 2];
        pixels[at + 3] = 255;
      }
    }
  }
  return pixels;
}

function cellOfPixels(
  borders: Float64Array,
  [from, to]: readonly [number, number],
  size: number
): Int32Array {
  const cells = new Int32Array(size);
  for (let pixel = 0; pixel < size; pixel++) {
    cells[pixel] = cellAt(borders, from + ((pixel + 0.5) / size) * (to - from));
  }
  return cells;
}

/** From an intensity to one of the 256 colours. */
export function levelOf(
  map: RXESMap,
  { limits: [low, high], scale }: Pick<IRasterView, 'limits' | 'scale'>
): (intensity: number) => number {
  const { place } = intensityScale(map, scale);
  const start = place(low);
  const factor = 255 / (place(high) - start || 1);
  return (value: number) => Math.max(0, Math.min(255, Math.round((place(value) - start) * factor)));
}
