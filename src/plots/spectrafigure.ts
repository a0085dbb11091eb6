import type { AxesView } from '../analysis/document/index.js';
import { axis, base, plainWords } from './axes.js';
import { axisTitles, type CurveData, type ICurve } from './curve.js';
import { framed, type IFramed } from './farapart.js';
import { legendOf } from './legend.js';
import type { IFigure } from './plotly.js';
import { residualPanel } from './residualpanel.js';
import { spectraRange } from './spectrarange.js';
import { tracesOf } from './spectratraces.js';
import type { ITheme } from './theme.js';

/** Of more curves only the active one shows its uncertainty and its points: others would be a fog, and slow. */
const mostDetailed = 20;

/**
 * Curves along one energy, each with its uncertainty; the active one on top.
 * @param curves in the order of the legend; all along the axis of the first.
 * @param residuals what fits leave of some of them, for a panel below; none: there is no panel.
 * @param frame what is visible of the curves, where that is known.
 */
export function spectraFigure(
  curves: readonly ICurve[],
  axes: AxesView,
  theme: ITheme,
  residuals: readonly ICurve[] = [],
  frame: IFramed = framed(curves, axes)
): IFigure {
  const data = curves.map(curve => curve.data);
  const { axes: looked, inside } = frame;
  const range = spectraRange(
    inside.map(curve => curve.data),
    looked
  );
  const floor = axes.logY ? 10 ** (Math.min(range.y[0], range.y[1]) - 1) : -Infinity;
  const isAlone = curves.length === 1 && curves[0].isActive;
  const isCrowded = curves.length > mostDetailed;
  const panel = residuals.length > 0 ? residualPanel(residuals, range.x, theme) : null;
  return {
    // their order stays, whichever is active, so that plotly has little to draw anew
    data: [
      ...curves.flatMap(curve =>
        tracesOf(curve, { floor, isAlone, isDetailed: curve.isActive || !isCrowded })
      ),
      ...(panel?.traces ?? [])
    ],
    layout: {
      ...base(theme),
      margin: { l: 64, r: 12, t: 12, b: 48 },
      hovermode: false,
      dragmode: 'zoom',
      showlegend: !isAlone,
      legend: legendOf(inside, range, axes.logY, theme),
      xaxis: { ...axis(titleOf(data), theme, range.x), ...ticksOf(data), ...panel?.layout.xaxis },
      yaxis: {
        ...axis(intensityTitle(data), theme, range.y),
        automargin: true, // numbers in many digits, as of a zoom, need more room
        type: axes.logY ? 'log' : 'linear',
        tickformat: '',
        exponentformat: 'power',
        ...ticksOf(data),
        ...panel?.layout.yaxis
      },
      ...(panel ? { yaxis2: panel.layout.yaxis2 } : {})
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

function titleOf([first]: readonly CurveData[]): string {
  return first ? axisTitles[first.axis] : '';
}

/** Where there is nothing to measure, ticks would measure it. */
function ticksOf(curves: readonly CurveData[]): object {
  const isEmpty = curves.every(({ intensity }) => !intensity.some(Number.isFinite));
  return isEmpty ? { ticks: '', showticklabels: false } : {};
}
