import type { AxesView } from '../../analysis/document/index.js';
import type { ICurve } from './curve.js';
import { roomOf, type ICurveName } from './curvenames.js';
import { seenOf, type ISpectraOptions, type ISpectraSeen } from './spectraseen.js';
import { shortened } from './spectratraces.js';

/** Of more curves only the active one shows its uncertainty and its points: others would be a fog, and slow. */
export const mostDetailed = 20;

/** Part of a plot's width that a list of names has at most, and what stands in it beside a name, pixels. */
const mostPart = 0.25;
const besideName = 40;

/** Of many curves those that are no shapes of the page: these would be slow. All but the active ones. */
export function crowded(curves: readonly ICurve[]): readonly ICurve[] {
  return curves.length > mostDetailed ? curves.filter(({ isActive }) => !isActive) : [];
}

/** Names of many curves, at the right of a plot: plotly would lay all of them out again with each frame. */
export interface ICrowdNames {
  /** In a list; empty where they stand beside the curves. */
  list: readonly ICurve[];
  /** Beside the ends of the curves. */
  beside: readonly ICurveName[];
}

/** The names of many curves; null where plotly draws those of few. */
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

/** What names of many curves need at the right of a plot, pixels. */
export function crowdRoom(curves: readonly ICurve[], { names, size }: ISpectraSeen): number {
  const words = curves.map(({ label }) => shortened(label));
  return names?.room ?? Math.min(roomOf(words) + besideName, Math.round(size.width * mostPart));
}
