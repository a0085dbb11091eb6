import type { ICurve } from './curve.js';
import { placeAmongMarks, type IMarked } from './legendplace.js';
import type { ISpectraRange } from './spectrarange.js';
import type { ITheme } from '../theme.js';

/** With more curves, a legend would cover most of a plot: it is placed next to it. */
const mostInside = 12;

/** Approximate fractions of a plot's width and height covered by a legend of few curves. */
const width = 0.35;
const lineHeight = 0.05;

/** Corners of a plot, the default first. */
const corners = [
  { x: 1, y: 1, xanchor: 'right', yanchor: 'top' },
  { x: 0, y: 1, xanchor: 'left', yanchor: 'top' },
  { x: 1, y: 0, xanchor: 'right', yanchor: 'bottom' },
  { x: 0, y: 0, xanchor: 'left', yanchor: 'bottom' }
] as const;

/**
 * A semi-transparent legend in the corner with the fewest points; for many curves, next to the
 * plot. A long one scrolls. With marks, it covers neither these nor curves, or else is above the
 * plot.
 * @param range the visible range; powers of ten if the intensities are logarithmic.
 * @param marked energies marked over the curves; their bands and labels must stay visible.
 */
export function legendOf(
  curves: readonly ICurve[],
  range: ISpectraRange,
  isLog: boolean,
  theme: ITheme,
  marked: IMarked | null = null
) {
  const common = {
    font: { color: theme.text, size: 11 },
    itemclick: false,
    itemdoubleclick: false
  };
  if (curves.length > mostInside) {
    const beside = { x: 1.01, y: 1, xanchor: 'left', yanchor: 'top' };
    return { ...common, ...beside, bgcolor: 'rgba(0,0,0,0)' };
  }
  if (marked && marked.spans.length > 0) {
    const place = placeAmongMarks(marked, curves, range, isLog);
    return { ...common, ...place, bgcolor: halfOf(theme.ground) };
  }
  const height = Math.min(0.6, lineHeight * (curves.length + 0.5));
  const counts = corners.map(corner => pointsIn(corner, height, curves, range, isLog));
  const best = corners[counts.indexOf(Math.min(...counts))];
  return { ...common, ...best, maxheight: 0.6, bgcolor: halfOf(theme.ground) };
}

/** Number of points of the curves below a legend. */
function pointsIn(
  { x, y }: (typeof corners)[number],
  height: number,
  curves: readonly ICurve[],
  range: ISpectraRange,
  isLog: boolean
): number {
  let count = 0;
  for (const { data } of curves) {
    data.energy.forEach((energy, i) => {
      const across = (energy - range.x[0]) / (range.x[1] - range.x[0]);
      const value = isLog ? Math.log10(data.intensity[i]) : data.intensity[i];
      const up = (value - range.y[0]) / (range.y[1] - range.y[0]);
      count += Number(isNear(across, x, width) && isNear(up, y, height));
    });
  }
  return count;
}

/** Whether a fraction from 0 to 1 lies within a distance of an end, 0 or 1. */
function isNear(part: number, end: number, size: number): boolean {
  return part >= 0 && part <= 1 && Math.abs(part - end) <= size;
}

/**
 * A colour of the page at half opacity: `#rgb`, `#rrggbb` or a name known here; others are
 * unchanged.
 */
function halfOf(color: string): string {
  const named: Record<string, string> = { white: '#ffffff', black: '#000000' };
  const hex = named[color.toLowerCase()] ?? color;
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(hex);
  const long = short
    ? `#${short
        .slice(1)
        .map(digit => digit + digit)
        .join('')}`
    : hex;
  return /^#[\da-f]{6}$/i.test(long) ? `${long}99` : color;
}
