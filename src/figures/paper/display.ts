/** A stroke or an area. */
export interface IPath {
  readonly kind: 'path';
  /** Polylines: alternating x and y. */
  readonly lines: readonly (readonly number[])[];
  readonly isClosed?: boolean;
  readonly stroke?: string;
  readonly width?: number;
  /** Alternating lengths of dashes and gaps. */
  readonly dash?: readonly number[];
  readonly fill?: string;
  readonly opacity?: number;
}

/** Markers of measured points. */
export interface IDots {
  readonly kind: 'dots';
  /** Alternating x, y and radius. */
  readonly at: readonly number[];
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly opacity?: number;
}

/** Text on a single line. */
export interface IText {
  readonly kind: 'text';
  readonly text: string;
  /** Start, middle or end of its baseline. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly size: number;
  readonly color: string;
  /** Degrees, clockwise. */
  readonly angle?: number;
  /** Colour of its outline, so that it is legible on any background. */
  readonly rim?: string;
}

/** A raster image. */
export interface IImage {
  readonly kind: 'image';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: IPixels;
}

/** RGBA, top row first. */
export interface IPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Clips its items to a rectangle. */
export interface IClip extends IBox {
  readonly kind: 'clip';
  readonly items: readonly Item[];
}

/** Items are drawn in order. */
export type Item = IPath | IDots | IText | IImage | IClip;

/** A rectangle: its upper left corner, and its size. */
export interface IBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Contents of a page: lengths in points of 1/72 inch, y downwards. */
export interface IDisplay {
  readonly width: number;
  readonly height: number;
  /** Null if transparent. */
  readonly ground: string | null;
  readonly items: readonly Item[];
}

/** The item scaled, then moved. */
export function placed(item: Item, scale: number, dx = 0, dy = 0): Item {
  const at = (value: number, i: number) => value * scale + (i % 2 === 0 ? dx : dy);
  switch (item.kind) {
    case 'path':
      return {
        ...item,
        lines: item.lines.map(line => line.map(at)),
        ...(item.width === undefined ? {} : { width: item.width * scale }),
        ...(item.dash ? { dash: item.dash.map(value => value * scale) } : {})
      };
    case 'dots':
      return {
        ...item,
        at: item.at.map((value, i) => (i % 3 === 2 ? value * scale : at(value, i % 3))),
        ...(item.width === undefined ? {} : { width: item.width * scale })
      };
    case 'text':
      return { ...item, x: at(item.x, 0), y: at(item.y, 1), size: item.size * scale };
    case 'image':
      return { ...item, ...placedBox(item, scale, dx, dy) };
    case 'clip':
      return {
        ...item,
        ...placedBox(item, scale, dx, dy),
        items: item.items.map(inner => placed(inner, scale, dx, dy))
      };
  }
}

function placedBox({ x, y, width, height }: IBox, scale: number, dx: number, dy: number): IBox {
  return { x: x * scale + dx, y: y * scale + dy, width: width * scale, height: height * scale };
}

/** A rectangle's outline. */
export function outlineOf({ x, y, width, height }: IBox): number[] {
  return [x, y, x + width, y, x + width, y + height, x, y + height];
}
