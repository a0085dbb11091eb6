import type { AxesView } from '../analysis/document/index.js';
import { axis, base, plainWords } from './axes.js';
import { axisTitles, type CurveData, type ICurve } from './curve.js';
import { curveNames, type IPlotSize } from './curvenames.js';
import { framed, type IFramed } from './farapart.js';
import { legendOf } from './legend.js';
import type { IFigure } from './plotly.js';
import { curvesPart, residualPanel } from './residualpanel.js';
import { spectraRange } from './spectrarange.js';
import { nameOnly, tracesOf } from './spectratraces.js';
import type { ITheme } from './theme.js';

/** Of more curves only the active one shows its uncertainty and its points: others would be a fog, and slow. */
const mostDetailed = 20;
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
  /** Whether a curve that stands alone has a legend too, as where another plot below has curves of the same. */
  isNamed?: boolean;
  /** What a drag does. */
  drag?: 'zoom' | 'pan';
  /** Whether what `crowded` finds is drawn elsewhere: it is named here alone. */
  isRastered?: boolean;
}

/** Of many curves those that are no shapes of the page: these would be slow. All but the active ones. */
export function crowded(curves: readonly ICurve[]): readonly ICurve[] {
  return curves.length > mostDetailed ? curves.filter(({ isActive }) => !isActive) : [];
}

/**
 * Curves along one energy, each with its uncertainty; the active one on top.
 * @param curves as they are drawn, in the order of the legend; all along the axis of the first.
 */
export function spectraFigure(
  curves: readonly ICurve[],
  axes: AxesView,
  theme: ITheme,
  options: ISpectraOptions = {}
): IFigure {
  const { residuals = [], frame = framed(curves, axes), step = null } = options;
  const { drag = 'zoom', isNamed = false } = options;
  const data = curves.map(curve => curve.data);
  const { axes: looked, inside } = frame;
  const range = spectraRange(
    inside.map(curve => curve.data),
    looked
  );
  const floor = axes.logY ? 10 ** (Math.min(range.y[0], range.y[1]) - 1) : -Infinity;
  const isAlone = curves.length === 1 && curves[0].isActive;
  const isCrowded = curves.length > mostDetailed;
  const elsewhere = new Set(options.isRastered ? crowded(curves) : []);
  const panel = residuals.length > 0 ? residualPanel(residuals, range.x, theme) : null;
  const names =
    step === null || isAlone
      ? null
      : curveNames(inside, range, axes.logY, options.size ?? usualSize, panel ? curvesPart : 1);
  const grid = axes.grid === false ? { showgrid: false } : {};
  return {
    // their order stays, whichever is active, so that plotly has little to draw anew
    data: [
      ...curves.flatMap<Record<string, unknown>>(curve =>
        elsewhere.has(curve)
          ? [nameOnly(curve)]
          : tracesOf(curve, { floor, isAlone, isDetailed: curve.isActive || !isCrowded, isNamed })
      ),
      ...(panel?.traces ?? [])
    ],
    layout: {
      ...base(theme),
      margin: { l: 64, r: names?.room ?? 12, t: 12, b: 48 },
      hovermode: false,
      dragmode: drag,
      showlegend: (!isAlone || isNamed) && names === null,
      legend: legendOf(inside, range, axes.logY, theme),
      annotations: names?.annotations ?? [],
      xaxis: {
        ...axis(titleOf(data), theme, range.x),
        ...grid,
        ...ticksOf(data),
        ...panel?.layout.xaxis
      },
      yaxis: {
        ...axis(intensityTitle(data) + raisedWords(step, axes.logY), theme, range.y),
        ...grid,
        automargin: true, // numbers in many digits, as of a zoom, need more room
        type: axes.logY ? 'log' : 'linear',
        tickformat: '',
        exponentformat: 'power',
        ...ticksOf(data),
        ...panel?.layout.yaxis
      },
      ...(panel ? { yaxis2: { ...panel.layout.yaxis2, ...grid } } : {})
    }
  };
}

/** `Intensity (counts / monitor)`; without a unit where none is known, or the curves have several. */
export function intensityTitle(curves: readonly CurveData[]): string {
  const units = new Set(curves.map(({ unit }) => unit));
  const [unit] = units;
  if (units.size > 1) {
    return 'Intensity (of several units)';
  }
  return unit === undefined || unit === '' ? 'Intensity' : plainWords(`Intensity (${unit})`);
}

/** What numbers beside curves that are raised are: those of the lowest one. */
function raisedWords(step: number | null, isLog: boolean): string {
  return step === null ? '' : `, each ${isLog ? '×' : '+'} ${Number(step.toPrecision(3))}`;
}

function titleOf([first]: readonly CurveData[]): string {
  return first ? axisTitles[first.axis] : '';
}

/** Where there is nothing to measure, ticks would measure it. */
function ticksOf(curves: readonly CurveData[]): object {
  const isEmpty = curves.every(({ intensity }) => !intensity.some(Number.isFinite));
  return isEmpty ? { ticks: '', showticklabels: false } : {};
}
