import type { AxesView } from '../../analysis/document/index.js';
import type { ICurve } from './curve.js';
import { roomOf, type ICurveName } from './curvenames.js';
import { seenOf, type ISpectraOptions, type ISpectraSeen } from './spectraseen.js';
import { shortened } from './spectratraces.js';

/**
 * With more curves, only the active one shows uncertainty and points: the rest would be cluttered
 * and slow.
 */
export const mostDetailed = 20;

/**
 * Largest fraction of a plot's width for a list of names, and the space around a name in it,
 * pixels.
 */
const mostPart = 0.25;
const besideName = 40;

/**
 * Of many curves, those drawn as a picture, because shapes would be slow: all but the active ones.
 */
export function crowded(curves: readonly ICurve[]): readonly ICurve[] {
  return curves.length > mostDetailed ? curves.filter(({ isActive }) => !isActive) : [];
}

/**
 * Names of many curves, at the right of a plot: plotly would lay all of them out again in each
 * frame.
 */
export interface ICrowdNames {
  /** In a list; empty if they are at the curves. */
  list: readonly ICurve[];
  /** At the ends of the curves. */
  beside: readonly ICurveName[];
}

/** The names of many curves; null if there are few, whose names plotly draws. */
export function crowdNames(
  curves: readonly ICurve[],
  axes: AxesView,
  options: ISpectraOptions
): ICrowdNames | null {
  if (crowded(curves).length === 0) {
    return null;
  }
  const { names } = seenOf(curves, axes, options);
  return names ? { list: [], beside: names.names } : { list: curves, beside: [] };
}

/** Width needed by names of many curves at the right of a plot, pixels. */
export function crowdRoom(curves: readonly ICurve[], { names, size }: ISpectraSeen): number {
  const words = curves.map(({ label }) => shortened(label));
  return names?.room ?? Math.min(roomOf(words) + besideName, Math.round(size.width * mostPart));
}
