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

/** How curves are drawn, other than as the document says. */
export interface ISpectraLook {
  /** Whether what fits leave has a panel of its own. */
  isSplit?: boolean;
  /** Whether one that stands alone is named too. */
  isNamed?: boolean;
  /** Whether it is one of several plots side by side. */
  isOfSeveral?: boolean;
  /** What a drag does. */
  drag?: 'zoom' | 'pan';
  /** Energies and ranges that are marked over the curves, eV. */
  marked?: readonly Range[];
}

/** What is drawn of curves, and how. */
export interface IShownCurves extends ISplitCurves {
  axes: AxesView;
  /** By how much each is raised over the next; null where they lie over one another. */
  step: number | null;
  drag: 'zoom' | 'pan';
  isNamed: boolean;
  isOfSeveral: boolean;
  squeeze: ISqueeze;
  /** Beside which a legend stands; none where there is no legend. The same object for the same energies. */
  marked: readonly Range[];
  /** Pixels of the plot, where names stand beside the curves, or among marks; else none. */
  size?: IPlotSize;
}

/** What plotly is given, with what is visible of it. */
export interface IRenderedCurves extends IShownCurves {
  frame: IFramed;
}

/**
 * What plotly is given.
 * @param more whether many curves are drawn below the plot, where a picture to keep has all of them as lines.
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
 * What is drawn, as it is on paper: with all curves as lines, and names where they have room there.
 * @param asShown gives a figure the ranges that are shown.
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

/** Whether two are drawn alike. */
export function isSame(one: IShownCurves, other: IShownCurves): boolean {
  return (
    one.axes === other.axes &&
    one.step === other.step &&
    one.drag === other.drag &&
    one.isNamed === other.isNamed &&
    one.isOfSeveral === other.isOfSeveral &&
    one.size === other.size &&
    one.marked === other.marked &&
    isSameSqueeze(one.squeeze, other.squeeze) &&
    areSame(one.measured, other.measured) &&
    areSame(one.residuals, other.residuals)
  );
}

const noSpans: readonly Range[] = [];

/** Energies beside which a legend stands, the same object as before for the same ones; none where there is no legend. */
export function markedBeside(
  marked: readonly Range[],
  hasLegend: boolean,
  before: readonly Range[] = noSpans
): readonly Range[] {
  const spans = hasLegend ? marked : noSpans;
  return String(spans) === String(before) ? before : spans;
}

function areSame(one: readonly ICurve[], other: readonly ICurve[]): boolean {
  return one.length === other.length && one.every((curve, i) => curve === other[i]);
}

/** Names curves, in their order. */
export function keysOf(curves: readonly ICurve[]): string {
  return JSON.stringify(curves.map(({ key }) => key));
}
