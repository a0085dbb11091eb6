/** A stroke or an area. */
export interface IPath {
  readonly kind: 'path';
  /** Each a run of places: x and y in turn. */
  readonly lines: readonly (readonly number[])[];
  readonly isClosed?: boolean;
  readonly stroke?: string;
  readonly width?: number;
  /** Lengths that are drawn and left out in turn. */
  readonly dash?: readonly number[];
  readonly fill?: string;
  readonly opacity?: number;
}

/** Points of measurements. */
export interface IDots {
  readonly kind: 'dots';
  /** x, y and the radius of each in turn. */
  readonly at: readonly number[];
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly opacity?: number;
}

/** Words on one line. */
export interface IText {
  readonly kind: 'text';
  readonly text: string;
  /** Where its baseline begins, has its middle, or ends. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly size: number;
  readonly color: string;
  /** Degrees, clockwise. */
  readonly angle?: number;
  /** What it is written on, so that it is read on any ground. */
  readonly rim?: string;
}

/** Pixels. */
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

/** What is seen within a rectangle. */
export interface IClip extends IBox {
  readonly kind: 'clip';
  readonly items: readonly Item[];
}

/** What is drawn, in this order. */
export type Item = IPath | IDots | IText | IImage | IClip;

/** A rectangle: its upper left corner, and its size. */
export interface IBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What stands on a page: lengths in points of 1/72 inch, y downwards. */
export interface IDisplay {
  readonly width: number;
  readonly height: number;
  /** Null where it shines through. */
  readonly ground: string | null;
  readonly items: readonly Item[];
}

/** The same, moved after it was made larger. */
export function placed(item: Item, scale: number, dx = 0, dy = 0): Item {
  const at = (value: number, i: number) => value * scale + (i % 2 === 0 ? dx : dy);
  switch (item.kind) {
    case 'path':
      return {
        ...item,
        lines: item.lines.map(line => line.map(at)),
        ...(item.width === undefined ? {} : { width: item.width * scale }),
        ...(item.dash ? { dash: item.dash.map(one => one * scale) } : {})
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
        items: item.items.map(one => placed(one, scale, dx, dy))
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
