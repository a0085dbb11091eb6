import type { IBox } from './display.js';

/** Scan lines per row of pixels, along which coverage is measured. */
const lines = 5;

interface IEdge {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** 1 downwards, −1 upwards. */
  way: 1 | -1;
}

/** Fraction of each pixel inside outlines, by the non-zero winding rule. */
export class Coverage {
  /** @param outlines closed, alternating x and y, pixels. @param seen pixels to compute. */
  constructor(
    outlines: readonly (readonly number[])[],
    private _seen: IBox
  ) {
    for (const line of outlines) {
      for (let i = 0; i + 1 < line.length; i += 2) {
        const next = i + 3 < line.length ? i + 2 : 0;
        this._add(line[i], line[i + 1], line[next], line[next + 1]);
      }
    }
    this._edges.sort((a, b) => a.y0 - b.y0);
  }

  /**
   * @param paint called with the row, its first pixel, and the coverage of that and the following
   * pixels.
   */
  each(paint: (row: number, from: number, parts: Float32Array) => void): void {
    const { x, y, width, height } = this._seen;
    const from = Math.floor(x);
    const parts = new Float32Array(Math.max(0, Math.ceil(x + width) - from) + 1);
    const last = Math.min(Math.ceil(y + height), Math.ceil(this._bottom));
    const first = Math.max(Math.floor(y), Math.floor(this._edges[0]?.y0 ?? 0));
    let active: IEdge[] = [];
    let next = 0;
    for (let row = first; row < last; row++) {
      while (next < this._edges.length && this._edges[next].y0 < row + 1) {
        active.push(this._edges[next++]);
      }
      active = active.filter(({ y1 }) => y1 > row);
      let [low, high] = [Infinity, -Infinity];
      for (let k = 0; k < lines; k++) {
        const at = row + (k + 0.5) / lines;
        if (at < y || at >= y + height) {
          continue;
        }
        for (const [start, end] of spansAt(active, at)) {
          const [x0, x1] = [Math.max(start, x), Math.min(end, x + width)];
          if (x1 > x0) {
            cover(parts, x0 - from, x1 - from);
            low = Math.min(low, Math.floor(x0) - from);
            high = Math.max(high, Math.ceil(x1) - from);
          }
        }
      }
      if (high > low) {
        paint(row, from + low, parts.subarray(low, high));
        parts.fill(0, low, high + 1);
      }
    }
  }

  private _add(x0: number, y0: number, x1: number, y1: number): void {
    if (y0 !== y1 && [x0, y0, x1, y1].every(Number.isFinite)) {
      this._edges.push(
        y0 < y1 ? { x0, y0, x1, y1, way: 1 } : { x0: x1, y0: y1, x1: x0, y1: y0, way: -1 }
      );
      this._bottom = Math.max(this._bottom, y0, y1);
    }
  }

  private _edges: IEdge[] = [];
  private _bottom = -Infinity;
}

/** Intervals of a scan line that lie inside. */
function spansAt(edges: readonly IEdge[], at: number): [number, number][] {
  const crossings = edges
    .filter(({ y0, y1 }) => y0 <= at && at < y1)
    .map(({ x0, y0, x1, y1, way }) => ({ x: x0 + ((at - y0) / (y1 - y0)) * (x1 - x0), way }))
    .sort((a, b) => a.x - b.x);
  const spans: [number, number][] = [];
  let [turns, start] = [0, 0];
  for (const { x, way } of crossings) {
    const before = turns;
    turns += way;
    if (before === 0) {
      start = x;
    } else if (turns === 0) {
      spans.push([start, x]);
    }
  }
  return spans;
}

/** Add a scan line's contribution to the pixels between two points. */
function cover(parts: Float32Array, from: number, to: number): void {
  const [first, last] = [Math.floor(from), Math.floor(to)];
  if (first === last) {
    parts[first] += (to - from) / lines;
    return;
  }
  parts[first] += (first + 1 - from) / lines;
  for (let pixel = first + 1; pixel < last; pixel++) {
    parts[pixel] += 1 / lines;
  }
  if (last < parts.length) {
    parts[last] += (to - last) / lines;
  }
}
