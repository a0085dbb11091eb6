import type { RXESMap } from '../science/map.js';
import { edges } from '../science/grid.js';
import { extent } from '../science/statistics.js';

/** What part of a map is painted, at what size, in which colours. */
export interface IRasterView {
  /** Visible Ω and ω, eV. */
  x: [number, number];
  y: [number, number];
  /** Pixels. */
  width: number;
  height: number;
  limits: [number, number];
  scale: 'linear' | 'log';
  /** 256 colours, r g b. */
  table: Uint8Array;
}

type Limits = [number, number];

/** Asked for with every redraw; a map never changes, so its limits are found once. */
const known = new WeakMap<RXESMap, Partial<Record<'linear' | 'log', Limits>>>();

/** Smallest and largest intensity (positive ones on a logarithmic scale); [0, 1] of an empty map. */
export function autoLimits(map: RXESMap, scale: 'linear' | 'log'): Limits {
  const limits = known.get(map) ?? {};
  known.set(map, limits);
  return (limits[scale] ??= findLimits(map, scale));
}

function findLimits(map: RXESMap, scale: 'linear' | 'log'): Limits {
  const values = scale === 'log' ? map.intensity.filter(value => value > 0) : map.intensity;
  const found = extent(values);
  return found && found[0] < found[1] ? found : [found?.[0] ?? 0, (found?.[0] ?? 0) + 1];
}

/**
 * Paint a map: each screen pixel takes the colour of the cell it falls in, so that cells of any
 * width are right to the pixel. Cells without a point are transparent.
 * @returns RGBA, `width * height * 4`, top row first.
 */
export function paint(map: RXESMap, view: IRasterView): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, table } = view;
  const pixels = new Uint8ClampedArray(new ArrayBuffer(width * height * 4));
  const columns = cellOfPixels(edges(map.incident), view.x, width);
  const rows = cellOfPixels(edges(map.emission), [view.y[1], view.y[0]], height);
  const level = levelOf(view);
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

function cellOfPixels(
  borders: Float64Array,
  [from, to]: [number, number],
  size: number
): Int32Array {
  const cells = new Int32Array(size);
  for (let pixel = 0; pixel < size; pixel++) {
    cells[pixel] = cellAt(borders, from + ((pixel + 0.5) / size) * (to - from));
  }
  return cells;
}

function levelOf({ limits: [low, high], scale }: IRasterView): (value: number) => number {
  const transform = scale === 'log' ? (value: number) => Math.log(Math.max(value, 1e-300)) : Number;
  const start = transform(low);
  const factor = 255 / (transform(high) - start || 1);
  return value => Math.max(0, Math.min(255, Math.round((transform(value) - start) * factor)));
}
