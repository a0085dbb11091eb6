import type { IFigure } from '../description.js';
import type { ITheme } from '../theme.js';
import { titleOf } from './axis.js';
import { colorOf } from './color.js';
import type { IBox, IPixels, Item } from './display.js';
import { widthOf } from './text.js';

/** A colour bar, drawn to the right of a map, or below. */
export interface IColorBarBox {
  readonly thickness: number;
  /** Their position, from 0 at the low end to 1. */
  readonly ticks: readonly { readonly part: number; readonly text: string }[];
  readonly title: readonly string[];
  readonly titleSize: number;
  readonly size: number;
  readonly pixels: IPixels;
  /** Space needed including its text, pixels: of the width or, if below, of the height. */
  readonly room: number;
  readonly isBelow: boolean;
}

interface IGiven {
  cmin: number;
  cmax: number;
  colorscale: readonly (readonly [number, string])[];
  colorbar: {
    title?: { text?: string };
    thickness?: number;
    tickvals?: readonly number[];
    ticktext?: readonly string[];
    tickfont?: { size?: number };
  };
}

const [beside, above, tick, usual] = [10, 4, 4, 11];

/**
 * The colour bar of a map's figure; null if it has none.
 * @param area of the map. @param isBelow whether it lies below, where it takes no width.
 */
export function colorBarOf({ data }: IFigure, area: IBox, isBelow: boolean): IColorBarBox | null {
  const marker = data
    .map(trace => trace.marker as (IGiven & { showscale?: boolean }) | undefined)
    .find(entry => entry?.showscale);
  if (!marker) {
    return null;
  }
  const { cmin, cmax, colorscale, colorbar } = marker;
  const { tickvals = [], ticktext = [], thickness = 12, tickfont } = colorbar;
  const size = tickfont?.size ?? usual;
  const ticks = tickvals.flatMap((value, i) => {
    const part = cmax > cmin ? (value - cmin) / (cmax - cmin) : 0;
    return part >= -1e-9 && part <= 1 + 1e-9 ? [{ part, text: ticktext[i] ?? '' }] : [];
  });
  const { title, titleSize } = titleOf(
    colorbar.title?.text ?? '',
    usual,
    isBelow ? area.width : area.height
  );
  const widest = Math.max(0, ...ticks.map(({ text }) => widthOf(text, size)));
  const words = title.length * titleSize * 1.2;
  const bar = { thickness, title, titleSize, size, pixels: gradient(colorscale), isBelow };
  if (isBelow) {
    const under = fitsBeside(bar, area) ? 0 : words;
    const apart = thinned(ticks, size, area.width);
    return { ...bar, ticks: apart, room: above + thickness + tick + size + 4 + under };
  }
  return {
    ...bar,
    ticks,
    room: beside + thickness + tick + widest + 5 + (words > 0 ? words + 3 : 0)
  };
}

/** 256 colours, highest first. */
function gradient(scale: IGiven['colorscale']): IPixels {
  const stops = scale.map(([part, color]) => ({ part, color: colorOf(color) }));
  const data = new Uint8ClampedArray(new ArrayBuffer(4 * 256));
  for (let i = 0; i < 256; i++) {
    const part = 1 - i / 255;
    const k = Math.max(
      1,
      stops.findIndex(stop => stop.part >= part)
    );
    const [from, to] = [stops[k - 1], stops[k]];
    const way = (part - from.part) / (to.part - from.part || 1);
    for (let c = 0; c < 3; c++) {
      data[4 * i + c] = Math.round(from.color[c] + way * (to.color[c] - from.color[c]));
    }
    data[4 * i + 3] = 255;
  }
  return { width: 1, height: 256, data };
}

/** Whether the title of a bar below fits to its left, below the title of the vertical axis. */
function fitsBeside({ title, titleSize }: Pick<IColorBarBox, 'title' | 'titleSize'>, area: IBox) {
  return title.length <= 1 && widthOf(title[0] ?? '', titleSize) + beside <= area.x;
}

/** Avoid overlaps of adjacent numbers: every second tick, or fewer. */
function thinned(ticks: IColorBarBox['ticks'], size: number, length: number) {
  const widest = Math.max(0, ...ticks.map(({ text }) => widthOf(text, size)));
  const room = length / Math.max(1, ticks.length);
  const every = Math.max(1, Math.ceil((widest + size / 2) / room));
  return ticks.filter((_, i) => i % every === 0);
}

/** Draw it below a map. @param top of the space reserved for it. */
export function colorBarBelow(
  bar: IColorBarBox,
  area: IBox,
  top: number,
  { text, border }: Pick<ITheme, 'text' | 'border'>
): Item[] {
  const { title, titleSize, size, thickness, ticks, pixels } = bar;
  const y = top + above;
  const bottom = y + thickness;
  const toX = (part: number) => area.x + part * area.width;
  const textsAt = bottom + tick + size * 0.95;
  const isBeside = fitsBeside(bar, area);
  const flat = { width: pixels.height, height: 1, data: turned(pixels) };
  return [
    { kind: 'image', x: area.x, y, width: area.width, height: thickness, pixels: flat },
    {
      kind: 'path',
      lines: ticks.map(({ part }) => [toX(part), bottom, toX(part), bottom + tick]),
      stroke: border,
      width: 0.8
    },
    ...ticks.map((entry): Item => ({
      kind: 'text',
      text: entry.text,
      x: toX(entry.part),
      y: textsAt,
      anchor: 'middle',
      size,
      color: text
    })),
    ...title.map((words, i): Item => ({
      kind: 'text',
      text: words,
      x: isBeside ? area.x - beside / 2 : area.x + area.width / 2,
      y: isBeside ? y + thickness / 2 + titleSize * 0.36 : textsAt + (i + 1) * titleSize * 1.2,
      anchor: isBeside ? 'end' : 'middle',
      size: titleSize,
      color: text
    }))
  ];
}

/** Rotate a vertical gradient, so that the highest colour is at the right. */
function turned({ height, data }: IPixels): Uint8ClampedArray<ArrayBuffer> {
  const flat = new Uint8ClampedArray(data.length);
  for (let i = 0; i < height; i++) {
    flat.set(data.subarray(4 * (height - 1 - i), 4 * (height - i)), 4 * i);
  }
  return flat;
}

/** Draw it to the right of a map's area. */
export function colorBarItems(bar: IColorBarBox, area: IBox, text: string, line: string): Item[] {
  const x = area.x + area.width + beside;
  const box = { x, y: area.y, width: bar.thickness, height: area.height };
  const right = x + bar.thickness;
  const widest = Math.max(0, ...bar.ticks.map(entry => widthOf(entry.text, bar.size)));
  const titleAt = right + tick + widest + 5 + bar.titleSize * 0.3;
  const middle = area.y + area.height / 2;
  return [
    { kind: 'image', ...box, pixels: bar.pixels },
    {
      kind: 'path',
      lines: bar.ticks.map(({ part }) => {
        const y = area.y + (1 - part) * area.height;
        return [right, y, right + tick, y];
      }),
      stroke: line,
      width: 0.8
    },
    ...bar.ticks.map((entry): Item => ({
      kind: 'text',
      text: entry.text,
      x: right + tick + 2,
      y: area.y + (1 - entry.part) * area.height + bar.size * 0.36,
      anchor: 'start',
      size: bar.size,
      color: text
    })),
    ...bar.title.map((words, i): Item => ({
      kind: 'text',
      text: words,
      x: titleAt + (bar.title.length - 1 - i) * bar.titleSize * 1.2,
      y: middle,
      anchor: 'middle',
      angle: 90,
      size: bar.titleSize,
      color: text
    }))
  ];
}
