import { lineBreak } from '../axes.js';
import { wrapped, fitted, widthOf } from './text.js';
import { ticksOf, tickTexts } from './ticks.js';

/** Direction of an axis, and its number among those. */
export type AxisName = 'x' | `y${'' | number}`;

/** An axis of a figure, as drawn. */
export interface IPaperAxis {
  readonly letter: 'x' | 'y';
  /** Powers of ten if logarithmic; may be reversed. */
  readonly range: readonly [number, number];
  readonly isLog: boolean;
  /** In the unit of the range. */
  readonly ticks: readonly number[];
  readonly texts: readonly string[];
  /** `×10⁻³`, common to all ticks; '' if none. */
  readonly factor: string;
  readonly title: readonly string[];
  readonly titleSize: number;
  readonly size: number;
  readonly hasTicks: boolean;
  readonly hasTexts: boolean;
  readonly hasGrid: boolean;
  /** Colour of a line at zero; null for none. */
  readonly zero: string | null;
  /** Its fraction of the height, from the bottom. */
  readonly domain: readonly [number, number];
}

/** The properties of a plotly axis that are used here. */
interface IGiven {
  title?: { text?: string; font?: { size?: number } };
  range?: readonly [number, number];
  type?: string;
  nticks?: number;
  dtick?: number;
  ticks?: string;
  showticklabels?: boolean;
  showgrid?: boolean;
  zeroline?: boolean;
  zerolinecolor?: string;
  domain?: readonly [number, number];
  tickformat?: string;
  tickfont?: { size?: number };
}

/** Sizes of titles, the default first: a long title is smaller. */
const titleSizes = [1, 0.9, 0.8, 0.7];

/**
 * An axis of a figure, once its length is known.
 * @param extent of the data along it, for an axis without a range. @param length pixels.
 */
export function axisOf(
  given: unknown,
  letter: 'x' | 'y',
  extent: () => readonly [number, number],
  length: number,
  usual: number
): IPaperAxis {
  const axis = (given ?? {}) as IGiven;
  const isLog = axis.type === 'log';
  const range = axis.range ?? extent();
  const size = axis.tickfont?.size ?? usual;
  const hasTicks = axis.ticks !== '';
  const { nticks, dtick } = axis;
  const ticks = dtick
    ? steps(range, dtick)
    : ticksOf({ letter, range, isLog, length, ...(nticks ? { count: nticks } : {}) });
  const { texts, factor } = tickTexts(ticks, isLog, axis.tickformat === '.6~f');
  const { title, titleSize } = titleOf(
    axis.title?.text ?? '',
    axis.title?.font?.size ?? usual,
    length
  );
  return {
    letter,
    range,
    isLog,
    ...(hasTicks ? { ticks, ...thinned(texts, size, letter, length) } : { ticks: [], texts: [] }),
    factor,
    title,
    titleSize,
    size,
    hasTicks,
    hasTexts: hasTicks && axis.showticklabels !== false,
    hasGrid: axis.showgrid !== false,
    zero: axis.zeroline === true ? (axis.zerolinecolor ?? '#444444') : null,
    domain: axis.domain ?? [0, 1]
  };
}

/** A title on one or two lines no longer than its axis: in a smaller font if necessary. */
export function titleOf(text: string, usual: number, length: number) {
  const lines = text.split(lineBreak).filter(line => line !== '');
  for (const size of titleSizes.map(part => usual * part)) {
    const title = twoLines(lines, size, length);
    if (title) {
      return { title, titleSize: size };
    }
  }
  const least = usual * titleSizes[titleSizes.length - 1];
  return { title: lines.map(line => fitted(line, least, length)), titleSize: least };
}

/**
 * The lines if they fit, else broken before a unit or an equation; null if that does not fit
 * either.
 */
function twoLines(lines: readonly string[], size: number, length: number): string[] | null {
  const fit = (some: readonly string[]) => some.every(line => widthOf(line, size) <= length);
  if (fit(lines)) {
    return [...lines];
  }
  if (lines.length > 1) {
    return null;
  }
  const [line] = lines;
  // before its unit, or before an equation, which stays together
  const parts = [/ (?=\()/, / (?=\S+ = )/].map(at => line.split(at));
  const broken = parts.find(some => some.length === 2 && fit(some)) ?? wrapped(line, size, length);
  return broken.length === 2 && broken.join(' ') === line ? broken : null;
}

/** Avoid overlaps of adjacent numbers: every second one is written, or fewer. */
function thinned(texts: readonly string[], size: number, letter: 'x' | 'y', length: number) {
  const widest = Math.max(0, ...texts.map(text => widthOf(text, size)));
  const room = length / Math.max(1, texts.length);
  const every = letter === 'x' ? Math.max(1, Math.ceil((widest + size / 2) / room)) : 1;
  return { texts: texts.map((text, i) => (i % every === 0 ? text : '')) };
}

function steps(range: readonly [number, number], step: number): number[] {
  const [low, high] = [Math.min(...range), Math.max(...range)];
  const first = Math.ceil(low / step);
  return Array.from(
    { length: Math.max(0, Math.floor(high / step) - first + 1) },
    (_, i) => (first + i) * step
  );
}
