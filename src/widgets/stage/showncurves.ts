import type { AxesView, Range, ReferenceMark } from '../../analysis/document/index.js';
import {
  linesAlong,
  spectraFigure,
  type ICurve,
  type IFigure,
  type IFramed,
  type IPlotSize,
  type ISpectraOptions,
  type ISplitCurves,
  type ITheme
} from '../../plots/index.js';
import type { IPaperFigure } from '../paper/types.js';
import { isSameSqueeze, squeezed, type ISqueeze } from './squeezed.js';

/** How curves are drawn, in addition to what the document specifies. */
export interface ISpectraLook {
  /** Whether residuals have a panel of their own. */
  isSplit?: boolean;
  /** Whether a single curve is named too. */
  isNamed?: boolean;
  /** Whether it is one of several plots side by side. */
  isOfSeveral?: boolean;
  /** Drag mode. */
  drag?: 'zoom' | 'pan';
  /** Energies and ranges marked over the curves, eV. */
  marked?: readonly Range[];
}

/** The drawn curves, with their options. */
export interface IShownCurves extends ISplitCurves {
  axes: AxesView;
  /** Offset of each curve from the next; null if they are overlaid. */
  step: number | null;
  drag: 'zoom' | 'pan';
  isNamed: boolean;
  isOfSeveral: boolean;
  squeeze: ISqueeze;
  /**
   * Marks that a legend avoids; empty if there is no legend. The same object for the same energies.
   */
  marked: readonly Range[];
  /** Size of the plot in pixels, if names are next to curves or among marks; else undefined. */
  size?: IPlotSize;
}

/** What plotly draws, with its visible ranges. */
export interface IRenderedCurves extends IShownCurves {
  frame: IFramed;
}

/**
 * The figure that plotly draws.
 * @param more whether many curves are drawn as a picture below the plot; a saved picture has all of
 * them as lines.
 */
export function figureOf(
  { measured, axes, squeeze, ...options }: IRenderedCurves,
  theme: ITheme,
  more: Pick<ISpectraOptions, 'isRastered' | 'isOnPaper'> = {}
): IFigure {
  const figure = spectraFigure(measured, axes, theme, { ...options, ...more });
  return squeezed(figure, squeeze, measured.length);
}

/**
 * The drawing for paper: with all curves as lines, and names if there is room.
 * @param asShown applies the displayed ranges to a figure.
 */
export function paperOf(
  shown: IRenderedCurves,
  references: readonly ReferenceMark[],
  theme: ITheme,
  asShown: (figure: IFigure) => IFigure
): IPaperFigure {
  const rendered = { ...shown, marked: [] }; // nothing is picked there
  const axis = rendered.measured.at(0)?.data.axis;
  return {
    figure: size =>
      asShown(
        figureOf({ ...rendered, ...(rendered.size ? { size } : {}) }, theme, { isOnPaper: true })
      ),
    lines: axis ? linesAlong(references, axis) : []
  };
}

/** Whether two are drawn in the same way. */
export function isSame(a: IShownCurves, b: IShownCurves): boolean {
  return (
    a.axes === b.axes &&
    a.step === b.step &&
    a.drag === b.drag &&
    a.isNamed === b.isNamed &&
    a.isOfSeveral === b.isOfSeveral &&
    a.size === b.size &&
    a.marked === b.marked &&
    isSameSqueeze(a.squeeze, b.squeeze) &&
    areSame(a.measured, b.measured) &&
    areSame(a.residuals, b.residuals)
  );
}

const noSpans: readonly Range[] = [];

/**
 * Energies that a legend avoids, the same object as before for the same ones; empty if there is no
 * legend.
 */
export function markedBeside(
  marked: readonly Range[],
  hasLegend: boolean,
  before: readonly Range[] = noSpans
): readonly Range[] {
  const spans = hasLegend ? marked : noSpans;
  return String(spans) === String(before) ? before : spans;
}

function areSame(a: readonly ICurve[], b: readonly ICurve[]): boolean {
  return a.length === b.length && a.every((curve, i) => curve === b[i]);
}

/** Identifies curves, in order. */
export function keysOf(curves: readonly ICurve[]): string {
  return JSON.stringify(curves.map(({ key }) => key));
}
