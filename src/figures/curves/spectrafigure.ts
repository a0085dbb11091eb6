import type { AxesView } from '../../analysis/document/index.js';
import { axis, base, plainWords } from '../axes.js';
import { crowded, crowdRoom, mostDetailed } from './crowd.js';
import { axisTitles, type CurveData, type ICurve } from './curve.js';
import { annotationsOf, type IPlotSize } from './curvenames.js';
import { framed } from './farapart.js';
import { legendOf } from './legend.js';
import type { IFigure } from '../description.js';
import { curvesPart, residualPanel } from './residualpanel.js';
import { seenOf, type ISpectraOptions } from './spectraseen.js';
import { tracesOf } from './spectratraces.js';
import type { ITheme } from '../theme.js';

/** Pixels at the right of a plot, for the half of the last number that lies beyond its end. */
const labelRoom = 40;
const margins = { l: 64, t: 12, b: 48 };
/**
 * Numbers that fit are not measured in each frame of a gesture, which would force a layout of the
 * page.
 */
const unmeasured = { ticklabeloverflow: 'allow' };

/**
 * Curves along an energy, each with its uncertainty; the active one on top.
 * @param curves as drawn, in the order of the legend; all along the same axis as the first.
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
  const seen = seenOf(curves, axes, { ...options, frame });
  const { range, names, isAlone } = seen;
  const { isEven = isAlone } = theme;
  const floor = axes.logY ? 10 ** (Math.min(range.y[0], range.y[1]) - 1) : -Infinity;
  const isCrowded = curves.length > mostDetailed;
  const elsewhere = new Set(options.isRastered ? crowded(curves) : []);
  const isNamedHere = elsewhere.size === 0;
  const room = isNamedHere ? (names?.room ?? 12) : crowdRoom(curves, seen);
  const panel = residuals.length > 0 ? residualPanel(residuals, range.x, theme) : null;
  const grid = axes.grid === false ? { showgrid: false } : {};
  const traces = curves
    .filter(curve => !elsewhere.has(curve))
    .flatMap<Record<string, unknown>>(curve =>
      tracesOf(curve, { floor, isEven, isDetailed: curve.isActive || !isCrowded, isNamed })
    );
  return {
    // a fixed order, whichever is active, so that plotly has little to redraw
    data: [...traces, ...(panel?.traces ?? [])],
    layout: {
      ...base(theme),
      margin: { ...margins, r: room },
      hovermode: false,
      dragmode: drag,
      showlegend: isNamedHere && (!isAlone || isNamed) && names === null,
      legend: legendOf(frame.inside, range, axes.logY, theme, {
        spans: options.marked ?? [],
        names: namesIn(traces),
        size: insideOf(seen.size, room, panel ? curvesPart : 1)
      }),
      annotations: isNamedHere && names ? annotationsOf(names.names, theme.isEven) : [],
      xaxis: {
        ...axis(titleOf(data), theme, range.x),
        ...(room >= labelRoom ? unmeasured : {}),
        ...grid,
        ...ticksOf(data),
        ...panel?.layout.xaxis
      },
      yaxis: {
        ...axis(intensityTitle(data) + raisedWords(step, axes.logY), theme, range.y),
        ...unmeasured,
        ...grid,
        automargin: true, // numbers with many digits, as in a zoom, need more room
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

/** The names in a legend. */
function namesIn(traces: readonly Record<string, unknown>[]): string[] {
  return traces.flatMap(({ name, showlegend }) =>
    typeof name === 'string' && showlegend !== false ? [name] : []
  );
}

/** Pixels of the plot area. @param part fraction of the height above a panel. */
function insideOf({ width, height }: IPlotSize, room: number, part: number): IPlotSize {
  return { width: width - margins.l - room, height: part * (height - margins.t - margins.b) };
}

/** `Intensity (counts / monitor)`; without a unit if none is known, or the curves differ in it. */
export function intensityTitle(curves: readonly CurveData[]): string {
  const units = new Set(curves.map(({ unit }) => unit));
  const [unit] = units;
  if (units.size > 1) {
    return 'Intensity (various units)';
  }
  return unit === undefined || unit === '' ? 'Intensity' : plainWords(`Intensity (${unit})`);
}

/** What the numbers next to offset curves refer to: the lowest curve. */
function raisedWords(step: number | null, isLog: boolean): string {
  return step === null ? '' : `, each ${isLog ? '×' : '+'} ${Number(step.toPrecision(3))}`;
}

function titleOf([first]: readonly CurveData[]): string {
  return first ? axisTitles[first.axis] : '';
}

/** Without data, ticks would be meaningless. */
function ticksOf(curves: readonly CurveData[]): object {
  const isEmpty = curves.every(({ intensity }) => !intensity.some(Number.isFinite));
  return isEmpty ? { ticks: '', showticklabels: false } : {};
}
