import type { AxesView, Range } from '../../analysis/document/index.js';
import type { ICurve } from './curve.js';
import { curveNames, type ICurveNames, type IPlotSize } from './curvenames.js';
import { framed, type IFramed } from './farapart.js';
import { curvesPart } from './residualpanel.js';
import { spectraRange, type ISpectraRange } from './spectrarange.js';

/** Pixels of a plot of which none are known. */
const usualSize: IPlotSize = { width: 800, height: 400 };

/** What a figure of curves has beside them. */
export interface ISpectraOptions {
  /** What fits leave of some of them, for a panel below; none: there is no panel. */
  residuals?: readonly ICurve[];
  /** What is visible of the curves, where that is known. */
  frame?: IFramed;
  /** By how much each curve is raised over the next: an intensity, or a factor; null where they lie over one another. */
  step?: number | null;
  /** Of the plot, as far as it is known; names beside the curves depend on it. */
  size?: IPlotSize;
  /** Whether it is one of several plots: a curve that is alone in it is named too. */
  isOfSeveral?: boolean;
  /** Whether a curve that stands alone has a legend too, as where another plot below has curves of the same. */
  isNamed?: boolean;
  /** What a drag does. */
  drag?: 'zoom' | 'pan';
  /** Energies and ranges that are marked over the curves, eV: a legend stands beside them. */
  marked?: readonly Range[];
  /** Whether it is drawn on paper: its names are measured, and have as much room as they need. */
  isOnPaper?: boolean;
  /** Whether what `crowded` finds is drawn elsewhere, and all names too: there is room for these alone. */
  isRastered?: boolean;
}

/** What is visible of some curves, and their names. */
export interface ISpectraSeen {
  range: ISpectraRange;
  /** Beside their ends; null where a legend has them. */
  names: ICurveNames | null;
  /** Whether there is one curve, which is named in a list. */
  isAlone: boolean;
  /** Of the plot, pixels, about. */
  size: IPlotSize;
}

/** What is visible of some curves along one energy. */
export function seenOf(
  curves: readonly ICurve[],
  axes: AxesView,
  options: ISpectraOptions
): ISpectraSeen {
  const { residuals = [], frame = framed(curves, axes), step = null, size = usualSize } = options;
  const { isOnPaper = false } = options;
  const { axes: looked, inside } = frame;
  const range = spectraRange(
    inside.map(curve => curve.data),
    looked
  );
  const isAlone = curves.length === 1 && curves[0].isActive && options.isOfSeveral !== true;
  const part = residuals.length > 0 ? curvesPart : 1;
  const names =
    step === null || isAlone
      ? null
      : curveNames(inside, range, axes.logY, size, { part, isOnPaper });
  return { range, names, isAlone, size };
}
