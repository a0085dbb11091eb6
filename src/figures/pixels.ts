/** Pixels painted individually, in colours of a table; initially all transparent. */
export class Pixels {
  /** @param table of colours, r g b. */
  constructor(
    private _width: number,
    height: number,
    private _table: Uint8Array
  ) {
    this.bytes = new Uint8ClampedArray(new ArrayBuffer(_width * height * 4));
  }

  /** RGBA, `width * height * 4`, top row first. */
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;

  /** Paint a pixel, from the left and the top, in the colour of an index of the table. */
  paint(u: number, v: number, index: number): void {
    const { bytes, _table: table } = this;
    const color = 3 * index;
    const at = 4 * (v * this._width + u);
    bytes[at] = table[color];
    bytes[at + 1] = table[color + 1];
    bytes[at + 2] = table[color + 2];
    bytes[at + 3] = 255;
  }
}
