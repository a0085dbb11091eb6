import { plainWords } from '../axes.js';
import type { ICurve } from './curve.js';
import type { ISpectraRange } from './spectrarange.js';
import { fitted } from '../paper/text.js';
import { shortened } from './spectratraces.js';

/** Pixels of a whole plot. */
export interface IPlotSize {
  width: number;
  height: number;
}

/** Pixels that a name needs in height, and a character of it in width, about. */
const lineHeight = 13;
const characterWidth = 7.2;
/** Part of the width that names have at most, and the fewest and most characters of one. */
const mostPart = 0.25;
const [fewest, most] = [6, 32];
/** The same on paper, where the plot has nothing beside it, and their size, pixels. */
const [mostOnPaper, nameSize] = [0.4, 11];
/** Pixels above and below the axes. */
const margins = 60;

/** A name beside a plot. */
export interface ICurveName {
  curve: ICurve;
  text: string;
  /** The end of its curve; a power of ten where the intensities are logarithmic. */
  y: number;
  /** Pixels above that. */
  shift: number;
}

/** Names beside a plot, from the lowest, and the room that they need at its right, pixels. */
export interface ICurveNames {
  names: readonly ICurveName[];
  room: number;
}

/**
 * The name of each curve beside its right end, where there is room for it: that of the active one in any case, of the
 * others as many as can be read.
 * @param range what is visible; powers of ten where the intensities are logarithmic.
 * @param part of the plot's height that the curves have. @param isOnPaper whether it is known how wide letters are.
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

/** What some words need in width, pixels. */
export function roomOf(words: readonly string[]): number {
  return Math.ceil(Math.max(0, ...words.map(({ length }) => length)) * characterWidth);
}

/** Names as plotly draws them. @param isEven whether that of the active one is as any other. */
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
  /** Where its end lies, from 0 below to 1 above. */
  up: number;
}

/** How high the last visible point of a curve lies, from 0 below to 1 above; NaN where there is none. */
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

/** Where there is no room for all, as many as there is room for, evenly, and the active one. */
function readable(places: readonly IPlaced[], room: number): readonly IPlaced[] {
  const every = Math.max(1, Math.ceil((places.length * lineHeight) / room));
  const active = places.findIndex(({ curve }) => curve.isActive);
  const first = active < 0 ? 0 : active % every;
  return places.filter((_, i) => i % every === first);
}

/** Names move apart until none covers another: from above, and where they reach the bottom, from below. */
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
