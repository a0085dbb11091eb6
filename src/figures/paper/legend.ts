import type { IFigure } from '../description.js';
import type { IBox, Item } from './display.js';
import { dashOf, type Place } from './traceitems.js';
import { fitted, widthOf } from './text.js';
import { tracesIn, type ITrace } from './trace.js';

interface IGiven {
  x?: number;
  xanchor?: 'left' | 'right';
  yanchor?: 'top' | 'bottom';
  bgcolor?: string;
  maxheight?: number;
}

/** Height of a row, length of its line, font size and padding, pixels. */
const [row, line, size, pad] = [14, 18, 10, 4];
/** Largest fraction of a plot's width for names; in a narrow plot, this many pixels at most. */
const [mostPart, narrow] = [0.6, 170];

/**
 * Room needed by a legend to the right of the plot, pixels; 0 if it is inside, or there is none.
 */
export function legendRoom(figure: IFigure): number {
  const { x = 1 } = legendIn(figure);
  const names = namesIn(figure);
  return x <= 1 || names.length === 0
    ? 0
    : Math.max(...names.map(({ name = '' }) => widthOf(name, size))) + line + 4 * pad;
}

/**
 * The legend of a figure, in the corner where it covers least; empty if it has none.
 * @param toX maps values of the axes to pixels, as does `toY`.
 */
export function legendItems(
  figure: IFigure,
  area: IBox,
  color: string,
  toX: Place,
  toY: Place
): Item[] {
  const all = namesIn(figure);
  if (all.length === 0) {
    return [];
  }
  const { x = 1, xanchor = 'right', yanchor = 'top', bgcolor, maxheight = 1 } = legendIn(figure);
  const isBeside = x > 1;
  const fit = Math.max(1, Math.floor((area.height * maxheight - 2 * pad) / row));
  const more = all.length > fit ? all.length - fit + 1 : 0;
  const shown = all.slice(0, all.length - more);
  const within = Math.max(area.width * mostPart, Math.min(area.width - 2 * pad, narrow));
  const most = isBeside ? Infinity : within - line - 3 * pad;
  const texts = shown.map(({ name = '' }) => fitted(name, size, most));
  const words = more > 0 ? [...texts, `and ${more} more`] : texts;
  const width = Math.max(...words.map(text => widthOf(text, size))) + line + 3 * pad;
  const height = words.length * row + pad;
  const needed = { width, height };
  const corner = isBeside
    ? { x: area.x + area.width + pad, y: area.y + pad }
    : freest(area, needed, { xanchor, yanchor }, pointsOf(figure, toX, toY));
  const { x: left, y: top } = corner;
  const box = [left, top, left + width, top, left + width, top + height, left, top + height];
  return [
    ...(bgcolor === undefined || isBeside
      ? []
      : [{ kind: 'path' as const, lines: [box], isClosed: true, fill: bgcolor }]),
    ...shown.flatMap((trace, i) => sample(trace, left + pad, top + pad / 2 + (i + 0.5) * row)),
    ...words.map((text, i): Item => ({
      kind: 'text',
      text,
      x: left + line + 2 * pad,
      y: top + pad / 2 + (i + 0.5) * row + size * 0.36,
      anchor: 'start',
      size,
      color
    }))
  ];
}

type Corner = Required<Pick<IGiven, 'xanchor' | 'yanchor'>>;

const corners: readonly Corner[] = [
  { xanchor: 'right', yanchor: 'top' },
  { xanchor: 'left', yanchor: 'top' },
  { xanchor: 'right', yanchor: 'bottom' },
  { xanchor: 'left', yanchor: 'bottom' }
];

/** The corner that covers the fewest points; in a tie, the default one. */
function freest(
  area: IBox,
  { width, height }: { width: number; height: number },
  usual: Corner,
  points: readonly (readonly [number, number])[]
): { x: number; y: number } {
  const places = [usual, ...corners].map(({ xanchor, yanchor }) => ({
    x: xanchor === 'left' ? area.x + pad : area.x + area.width - width - pad,
    y: yanchor === 'top' ? area.y + pad : area.y + area.height - height - pad
  }));
  const covered = ({ x, y }: { x: number; y: number }) =>
    points.filter(([u, v]) => u >= x && u <= x + width && v >= y && v <= y + height).length;
  const counts = places.map(covered);
  return places[counts.indexOf(Math.min(...counts))];
}

function pointsOf(figure: IFigure, toX: Place, toY: Place): [number, number][] {
  return tracesIn(figure)
    .filter(({ yaxis = 'y' }) => yaxis === 'y')
    .flatMap(({ x, y }) => Array.from(x, (value, i): [number, number] => [toX(value), toY(y[i])]));
}

function sample({ line: style, marker, mode = '' }: ITrace, x: number, y: number): Item[] {
  const color = style?.color ?? '#000000';
  const width = style?.width ?? 1.5;
  const dash = dashOf(style?.dash, width);
  const radius = (typeof marker?.size === 'number' ? marker.size : 4) / 2;
  return [
    { kind: 'path', lines: [[x, y, x + line, y]], stroke: color, width, ...(dash ? { dash } : {}) },
    ...(mode.includes('markers')
      ? [{ kind: 'dots' as const, at: [x + line / 2, y, radius], fill: color }]
      : [])
  ];
}

function legendIn({ layout }: IFigure): IGiven {
  return layout.legend ?? {};
}

/** Traces with a row, in the order of the figure. */
function namesIn(figure: IFigure): readonly ITrace[] {
  const traces = figure.layout.showlegend === true ? tracesIn(figure) : [];
  const order = new Map((figure.data as unknown as readonly ITrace[]).map(({ y }, i) => [y, i]));
  return traces
    .filter(({ name, showlegend }) => name !== undefined && name !== '' && showlegend !== false)
    .sort((a, b) => (order.get(a.y) ?? 0) - (order.get(b.y) ?? 0));
}
