import { plainWords } from '../axes.js';
import type { ICurve } from './curve.js';
import type { ISpectraRange } from './spectrarange.js';
import { fitted } from '../paper/text.js';
import { shortened } from './spectratraces.js';

/** Size of a whole plot, pixels. */
export interface IPlotSize {
  width: number;
  height: number;
}

/** Approximate height of a name, and width of a character, pixels. */
const lineHeight = 13;
const characterWidth = 7.2;
/** Largest fraction of the width for names, and the fewest and most characters of a name. */
const mostPart = 0.25;
const [fewest, most] = [6, 32];
/** The fraction on paper, where there is nothing next to the plot, and the font size, pixels. */
const [mostOnPaper, nameSize] = [0.4, 11];
/** Pixels above and below the axes. */
const margins = 60;

/** A name next to a plot. */
export interface ICurveName {
  curve: ICurve;
  text: string;
  /** The end of its curve; a power of ten if the intensities are logarithmic. */
  y: number;
  /** Upward shift from there, pixels. */
  shift: number;
}

/** Names next to a plot, from the lowest, and the room that they need on the right, pixels. */
export interface ICurveNames {
  names: readonly ICurveName[];
  room: number;
}

/**
 * The name of each curve at its right end, if there is room: that of the active curve always, and
 * as many of the others as are legible.
 * @param range the visible range; powers of ten if the intensities are logarithmic.
 * @param part fraction of the plot's height occupied by the curves. @param isOnPaper whether the
 * exact widths of letters are known.
 */
export function curveNames(
  curves: readonly ICurve[],
  range: ISpectraRange,
  isLog: boolean,
  { width, height }: IPlotSize,
  { part = 1, isOnPaper = false } = {}
): ICurveNames {
  const room = (height - margins) * part;
  const longest = Math.floor((width * mostPart) / characterWidth);
  const limit = Math.max(fewest, Math.min(most, longest));
  const places = curves
    .map(curve => ({ curve, up: endOf(curve, range, isLog) }))
    .filter(({ up }) => up >= 0 && up <= 1)
    .sort((a, b) => b.up - a.up);
  const placed = spread(readable(places, room), room).map(({ curve, up, at }) => ({
    text: isOnPaper
      ? fitted(plainWords(curve.label), nameSize, width * mostOnPaper)
      : shortened(plainWords(curve.label), limit),
    curve,
    y: range.y[0] + up * (range.y[1] - range.y[0]),
    shift: (at - up) * room
  }));
  return { names: placed, room: roomOf(placed.map(({ text }) => text)) + 8 };
}

/** Width needed by some words, pixels. */
export function roomOf(words: readonly string[]): number {
  return Math.ceil(Math.max(0, ...words.map(({ length }) => length)) * characterWidth);
}

/**
 * Names as plotly annotations. @param isEven whether the active curve's name looks like any other.
 */
export function annotationsOf(
  names: readonly ICurveName[],
  isEven = false
): Record<string, unknown>[] {
  return names.map(({ curve: { color, isActive }, text, y, shift }) => ({
    xref: 'paper',
    x: 1,
    xanchor: 'left',
    xshift: 4,
    yref: 'y',
    y,
    yanchor: 'middle',
    yshift: shift,
    showarrow: false,
    text: isActive && !isEven ? `<b>${text}</b>` : text,
    font: { color, size: nameSize }
  }));
}

interface IPlaced {
  curve: ICurve;
  /** Position of its end, from 0 at the bottom to 1 at the top. */
  up: number;
}

/**
 * Height of the last visible point of a curve, from 0 at the bottom to 1 at the top; NaN if there
 * is none.
 */
function endOf({ data }: ICurve, { x, y }: ISpectraRange, isLog: boolean): number {
  const { energy, intensity } = data;
  for (let i = energy.length - 1; i >= 0; i--) {
    const value = isLog ? Math.log10(intensity[i]) : intensity[i];
    if (energy[i] >= Math.min(...x) && energy[i] <= Math.max(...x) && Number.isFinite(value)) {
      return (value - y[0]) / (y[1] - y[0]);
    }
  }
  return NaN;
}

/** If there is no room for all, an even selection that fits, including the active curve. */
function readable(places: readonly IPlaced[], room: number): readonly IPlaced[] {
  const every = Math.max(1, Math.ceil((places.length * lineHeight) / room));
  const active = places.findIndex(({ curve }) => curve.isActive);
  const first = active < 0 ? 0 : active % every;
  return places.filter((_, i) => i % every === first);
}

/** Move names apart until none overlap: from the top down, and at the bottom, upwards again. */
function spread(places: readonly IPlaced[], room: number): (IPlaced & { at: number })[] {
  const line = lineHeight / room;
  let above = Infinity;
  const down = places.map(place => ({ ...place, at: (above = Math.min(place.up, above - line)) }));
  let below = -Infinity;
  return down
    .reverse()
    .map(place => ({
      ...place,
      at: (below = Math.max(place.at, below === -Infinity ? 0 : below + line))
    }))
    .reverse();
}
