import type { IFigure } from '../description.js';
import { titleOf } from './axis.js';
import { colorOf } from './color.js';
import type { IBox, IPixels, Item } from './display.js';
import { widthOf } from './text.js';

/** A colour bar, as it is drawn at the right of a map. */
export interface IColorBarBox {
  readonly thickness: number;
  /** Where they lie, from 0 at the low end to 1. */
  readonly ticks: readonly { readonly part: number; readonly text: string }[];
  readonly title: readonly string[];
  readonly titleSize: number;
  readonly size: number;
  readonly pixels: IPixels;
  /** What it needs with its words, pixels. */
  readonly room: number;
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

const [beside, tick, usual] = [10, 4, 11];

/** The colour bar of a figure of a map; null where it has none. @param height pixels. */
export function colorBarOf({ data }: IFigure, height: number): IColorBarBox | null {
  const marker = data
    .map(trace => trace.marker as (IGiven & { showscale?: boolean }) | undefined)
    .find(one => one?.showscale);
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
  const { title, titleSize } = titleOf(colorbar.title?.text ?? '', usual, height);
  const widest = Math.max(0, ...ticks.map(({ text }) => widthOf(text, size)));
  const words = title.length * titleSize * 1.2;
  const room = beside + thickness + tick + widest + 5 + (words > 0 ? words + 3 : 0);
  return { thickness, ticks, title, titleSize, size, pixels: gradient(colorscale), room };
}

/** 256 colours, the highest first. */
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

/** Draw it at the right of a map's area. */
export function colorBarItems(bar: IColorBarBox, area: IBox, text: string, line: string): Item[] {
  const x = area.x + area.width + beside;
  const box = { x, y: area.y, width: bar.thickness, height: area.height };
  const right = x + bar.thickness;
  const widest = Math.max(0, ...bar.ticks.map(one => widthOf(one.text, bar.size)));
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
    ...bar.ticks.map((one): Item => ({
      kind: 'text',
      text: one.text,
      x: right + tick + 2,
      y: area.y + (1 - one.part) * area.height + bar.size * 0.36,
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
