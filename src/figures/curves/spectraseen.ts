import type { AxesView, Range } from '../../analysis/document/index.js';
import type { ICurve } from './curve.js';
import { curveNames, type ICurveNames, type IPlotSize } from './curvenames.js';
import { framed, type IFramed } from './farapart.js';
import { curvesPart } from './residualpanel.js';
import { spectraRange, type ISpectraRange } from './spectrarange.js';

/** Assumed size of a plot of unknown size, pixels. */
const usualSize: IPlotSize = { width: 800, height: 400 };

/** Options of a figure of curves. */
export interface ISpectraOptions {
  /** Residuals of some of them, for a panel below; without any there is no panel. */
  residuals?: readonly ICurve[];
  /** The visible part of the curves, if known. */
  frame?: IFramed;
  /** Offset of each curve from the next: an intensity, or a factor; null if they are overlaid. */
  step?: number | null;
  /** Size of the plot, if known; names next to the curves depend on it. */
  size?: IPlotSize;
  /** Whether it is one of several plots: even a single curve is then named. */
  isOfSeveral?: boolean;
  /** Whether even a single curve has a legend, e.g. if another plot below has related curves. */
  isNamed?: boolean;
  /** Drag mode. */
  drag?: 'zoom' | 'pan';
  /** Energies and ranges marked over the curves, eV, which a legend avoids. */
  marked?: readonly Range[];
  /** Whether it is drawn on paper: names are measured, and have as much room as they need. */
  isOnPaper?: boolean;
  /**
   * Whether the curves returned by `crowded`, and all names, are drawn elsewhere: the figure only
   * leaves room for the names.
   */
  isRastered?: boolean;
}

/** The visible range of some curves, and their names. */
export interface ISpectraSeen {
  range: ISpectraRange;
  /** At their ends; null if a legend has them. */
  names: ICurveNames | null;
  /** Whether there is a single curve, which a list names. */
  isAlone: boolean;
  /** Approximate size of the plot, pixels. */
  size: IPlotSize;
}

/** The visible range and names of some curves along an energy. */
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
