/**
 * From a value to a pixel: `scale · value + shift`; for a logarithmic axis, from its power of ten.
 */
export interface IScale {
  readonly scale: number;
  readonly shift: number;
  readonly isLog: boolean;
}

/** Subdivisions of a column of pixels, so that steep lines are smooth too. */
const parts = 3;

/**
 * Lines as pixels, drawn without a browser's paths, which take some ms per thousand points. In each
 * part of a column a line covers the span of pixels from its lowest to its highest point, so that
 * no extreme is lost however many points there are.
 */
export class PixelRaster {
  /**
   * @param data RGBA, from the top left (4 × width × height), transparent.
   * @param thickness of a line, pixels.
   */
  constructor(
    private _data: Uint8ClampedArray,
    private _width: number,
    private _height: number,
    private _thickness: number
  ) {
    this._low = new Float32Array(_width * parts);
    this._high = new Float32Array(_width * parts);
    this._covered = new Float32Array(_height);
  }

  /**
   * Draw a line over the present pixels; it is interrupted at points that are not finite.
   * @param x ascending. @param color `#rrggbb` @param alpha from 0 to 1.
   */
  draw(
    x: ArrayLike<number>,
    y: ArrayLike<number>,
    across: IScale,
    down: IScale,
    color: string,
    alpha: number
  ): void {
    this._low.fill(Infinity);
    this._high.fill(-Infinity);
    const [kx, dx] = [across.scale * parts, across.shift * parts];
    const ends = [0, this._width].map(pixel => (pixel - across.shift) / across.scale);
    const first = Math.max(0, firstAbove(x, Math.min(...ends)) - 1);
    const last = firstAbove(x, Math.max(...ends));
    let [u0, v0] = [NaN, NaN];
    for (let i = first; i <= last && i < x.length; i++) {
      const u1 = kx * x[i] + dx;
      const v1 = down.scale * (down.isLog ? Math.log10(y[i]) : y[i]) + down.shift;
      if (Number.isFinite(u0 + v0 + u1 + v1)) {
        if (u0 <= u1) {
          this._follow(u0, v0, u1, v1);
        } else {
          this._follow(u1, v1, u0, v0); // for a reversed axis
        }
      }
      [u0, v0] = [u1, v1];
    }
    const [red, green, blue] = [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
    for (let column = 0; column < this._width; column++) {
      this._paint(column, red, green, blue, alpha);
    }
  }

  /**
   * Record the pixels covered by a segment. @param u0 parts of columns, as `u1`. @param v0 pixels,
   * as `v1`.
   */
  private _follow(u0: number, v0: number, u1: number, v1: number): void {
    const half = this._thickness / 2;
    const slope = u1 > u0 ? (v1 - v0) / (u1 - u0) : 0;
    const reach = half * Math.hypot(1, slope * parts);
    const [least, most] = v0 < v1 ? [v0 - half, v1 + half] : [v1 - half, v0 + half];
    const end = Math.min(this._low.length - 1, Math.floor(u1));
    for (let at = Math.max(0, Math.floor(u0)); at <= end; at++) {
      const from = u1 > u0 ? v0 + (Math.max(u0, at) - u0) * slope : v0;
      const to = u1 > u0 ? v0 + (Math.min(u1, at + 1) - u0) * slope : v1;
      const middle = (from + to) / 2;
      const low = Math.min(from, to, Math.max(least, middle - reach));
      const high = Math.max(from, to, Math.min(most, middle + reach));
      this._low[at] = Math.min(this._low[at], low);
      this._high[at] = Math.max(this._high[at], high);
    }
  }

  private _paint(column: number, red: number, green: number, blue: number, alpha: number): void {
    const covered = this._covered;
    let [top, bottom] = [this._height, 0];
    for (let at = column * parts; at < (column + 1) * parts; at++) {
      const low = Math.max(0, this._low[at]);
      const high = Math.min(this._height, this._high[at]);
      if (low < high) {
        const [from, to] = [Math.floor(low), Math.ceil(high)];
        top = Math.min(top, from);
        bottom = Math.max(bottom, to);
        for (let row = from; row < to; row++) {
          covered[row] += Math.min(high, row + 1) - Math.max(low, row);
        }
      }
    }
    for (let row = top; row < bottom; row++) {
      const part = (covered[row] * alpha) / parts;
      covered[row] = 0;
      this._blend(4 * (row * this._width + column), red, green, blue, part);
    }
  }

  /** Blend a colour into a pixel, weighted by its coverage. */
  private _blend(at: number, red: number, green: number, blue: number, part: number): void {
    const data = this._data;
    const below = (data[at + 3] / 255) * (1 - part);
    const whole = part + below;
    if (part > 0) {
      data[at] = (red * part + data[at] * below) / whole;
      data[at + 1] = (green * part + data[at + 1] * below) / whole;
      data[at + 2] = (blue * part + data[at + 2] * below) / whole;
      data[at + 3] = 255 * whole;
    }
  }

  /** For each part of a column, the rows covered by the line being drawn. */
  private _low: Float32Array;
  private _high: Float32Array;
  /** Number of covered parts of each pixel of a column. */
  private _covered: Float32Array;
}

/** Index of the first of some ascending values above a limit; their number if there is none. */
function firstAbove(values: ArrayLike<number>, limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] > limit) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
