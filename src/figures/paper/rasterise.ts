import { colorOf, type RGBA } from './color.js';
import { circleOf, letterOutlines, strokeOf } from './outlines.js';
import type { IBox, IDisplay, IImage, IPixels, Item } from './display.js';
import { Coverage } from './coverage.js';

/**
 * Rasterise a figure: the result does not depend on the machine's fonts. @param dpi pixels per
 * inch.
 */
export function rasterised({ width, height, ground, items }: IDisplay, dpi: number): IPixels {
  const scale = dpi / 72;
  const [across, down] = [width, height].map(length => Math.max(1, Math.round(length * scale)));
  const data = new Uint8ClampedArray(new ArrayBuffer(4 * across * down));
  const [red, green, blue] = colorOf(ground ?? '#ffffff'); // the background is opaque
  for (let at = 0; at < data.length; at += 4) {
    data[at] = red;
    data[at + 1] = green;
    data[at + 2] = blue;
    data[at + 3] = 255;
  }
  const target = { width: across, height: down, data };
  const all = { x: 0, y: 0, width: across, height: down };
  items.forEach(item => draw(item, scale, { target, seen: all }));
  return target;
}

interface IContext {
  target: IPixels;
  /** Pixels that may be drawn on. */
  seen: IBox;
}

function draw(item: Item, scale: number, context: IContext): void {
  const scaled = (line: readonly number[]) => line.map(value => value * scale);
  switch (item.kind) {
    case 'path': {
      const lines = item.lines.map(scaled);
      const { isClosed = false, width = 1, dash = [], opacity = 1 } = item;
      if (item.fill !== undefined) {
        fill(lines, item.fill, opacity, context);
      }
      if (item.stroke !== undefined) {
        const dashes = dash.map(value => value * scale);
        const outlines = lines.flatMap(line => strokeOf(line, width * scale, isClosed, dashes));
        fill(outlines, item.stroke, opacity, context);
      }
      return;
    }
    case 'dots': {
      const { fill: inner, stroke, width = 1, opacity = 1 } = item;
      const circles = circlesOf(item.at, scale);
      if (inner !== undefined) {
        fill(circles, inner, opacity, context);
      }
      if (stroke !== undefined) {
        const outlines = circles.flatMap(circle => strokeOf(circle, width * scale, true, []));
        fill(outlines, stroke, opacity, context);
      }
      return;
    }
    case 'text': {
      const outlines = letterOutlines(item).map(scaled);
      if (item.rim !== undefined) {
        const width = (item.size / 4) * scale;
        fill(
          outlines.flatMap(line => strokeOf(line, width, true, [])),
          item.rim,
          1,
          context
        );
      }
      fill(outlines, item.color, 1, context);
      return;
    }
    case 'image':
      drawImage(item, scale, context);
      return;
    case 'clip': {
      const inner = boxIn(item, scale, context.seen);
      item.items.forEach(entry => draw(entry, scale, { ...context, seen: inner }));
    }
  }
}

function circlesOf(at: readonly number[], scale: number): number[][] {
  const circles: number[][] = [];
  for (let i = 0; i < at.length; i += 3) {
    circles.push(circleOf(at[i] * scale, at[i + 1] * scale, at[i + 2] * scale));
  }
  return circles;
}

/** Intersection of two rectangles, pixels. */
function boxIn(box: IBox, scale: number, within: IBox): IBox {
  const [x0, y0] = [Math.max(box.x * scale, within.x), Math.max(box.y * scale, within.y)];
  const x1 = Math.min((box.x + box.width) * scale, within.x + within.width);
  const y1 = Math.min((box.y + box.height) * scale, within.y + within.height);
  return { x: x0, y: y0, width: Math.max(0, x1 - x0), height: Math.max(0, y1 - y0) };
}

/** Fill outlines of either orientation by the non-zero winding rule. */
function fill(
  outlines: readonly (readonly number[])[],
  color: string,
  opacity: number,
  { target, seen }: IContext
): void {
  const [red, green, blue, alpha] = colorOf(color);
  const paint: RGBA = [red, green, blue, alpha * opacity];
  new Coverage(outlines, seen).each((row, from, parts) => {
    for (let k = 0; k < parts.length; k++) {
      blend(target.data, 4 * (row * target.width + from + k), paint, parts[k]);
    }
  });
}

function blend(data: Uint8ClampedArray, at: number, [red, green, blue, alpha]: RGBA, part: number) {
  const seen = Math.min(1, part) * alpha;
  if (seen > 0) {
    data[at] += (red - data[at]) * seen;
    data[at + 1] += (green - data[at + 1]) * seen;
    data[at + 2] += (blue - data[at + 2]) * seen;
  }
}

function drawImage(image: IImage, scale: number, { target, seen }: IContext): void {
  const box = boxIn(image, scale, seen);
  const { width, height, data } = image.pixels;
  const [x0, x1] = [Math.round(box.x), Math.round(box.x + box.width)];
  for (let v = Math.round(box.y); v < Math.round(box.y + box.height); v++) {
    const row = Math.floor((((v + 0.5) / scale - image.y) / image.height) * height);
    for (let u = x0; u < x1; u++) {
      const column = Math.floor((((u + 0.5) / scale - image.x) / image.width) * width);
      if (row >= 0 && row < height && column >= 0 && column < width) {
        const from = 4 * (row * width + column);
        const color: RGBA = [data[from], data[from + 1], data[from + 2], data[from + 3] / 255];
        blend(target.data, 4 * (v * target.width + u), color, 1);
      }
    }
  }
}
