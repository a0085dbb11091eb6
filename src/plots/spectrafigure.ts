import type { AxesView } from '../analysis/document/index.js';
import { axis, base, plainWords } from './axes.js';
import { bandOf } from './band.js';
import { axisTitles, type CurveData, type ICurve } from './curve.js';
import type { IFigure } from './plotly.js';
import { spectraRange } from './spectrarange.js';
import type { ITheme } from './theme.js';

/** Up to so many points of a curve have error bars; more would be a hedge, and have a band. */
const mostBars = 60;
/** Up to so many points of a curve are marked. */
const mostMarkers = 120;

/** Of more curves only the active one shows its uncertainty and its points: others would be a fog, and slow. */
const mostDetailed = 20;

/** Columns that are intensities like the curve they belong to; others, such as a coverage, have another unit. */
const intensityColumns: readonly string[] = ['background', 'fit'];

/**
 * Curves along one energy, each with its uncertainty; the active one on top.
 * @param curves in the order of the legend; all along the axis of the first.
 */
export function spectraFigure(curves: readonly ICurve[], axes: AxesView, theme: ITheme): IFigure {
  const data = curves.map(curve => curve.data);
  const range = spectraRange(data, axes);
  const floor = axes.logY ? 10 ** (Math.min(range.y[0], range.y[1]) - 1) : -Infinity;
  const isAlone = curves.length === 1 && curves[0].isActive;
  const isCrowded = curves.length > mostDetailed;
  return {
    // their order stays, whichever is active, so that plotly has little to draw anew
    data: curves.flatMap(curve =>
      tracesOf(curve, { floor, isAlone, isDetailed: curve.isActive || !isCrowded })
    ),
    layout: {
      ...base(theme),
      margin: { l: 64, r: 12, t: 12, b: 44 },
      hovermode: false,
      dragmode: 'zoom',
      showlegend: !isAlone,
      legend: legendOf(theme),
      xaxis: { ...axis(titleOf(data), theme, range.x), ...ticksOf(data) },
      yaxis: {
        ...axis(intensityTitle(data), theme, range.y),
        type: axes.logY ? 'log' : 'linear',
        tickformat: '',
        exponentformat: 'power',
        ...ticksOf(data)
      }
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

interface ITraceOptions {
  /** The least intensity that can be drawn. */
  floor: number;
  isAlone: boolean;
  /** Whether uncertainty and points are shown. */
  isDetailed: boolean;
}

function tracesOf(curve: ICurve, { floor, isAlone, isDetailed }: ITraceOptions) {
  const { color, data, isActive, isStale, key, label } = curve;
  const { energy, intensity, sigma, columns = {} } = data;
  const count = energy.length;
  const isKnown = isDetailed && sigma.some(Number.isFinite);
  const common = {
    type: 'scatter',
    opacity: isStale ? 0.4 : 1,
    hoverinfo: 'skip',
    zorder: isActive ? 1 : 0
  };
  const band = isKnown && count > mostBars ? [{ ...common, ...bandTrace(data, color, floor) }] : [];
  const line = {
    ...common,
    uid: uidOf(key),
    name: shortened(plainWords(label)),
    mode: isDetailed && count <= mostMarkers ? 'lines+markers' : 'lines',
    x: energy,
    y: intensity,
    line: { color, width: isActive && !isAlone ? 2.5 : 1.5 },
    marker: { size: 4, color },
    ...(isKnown && count <= mostBars
      ? { error_y: { type: 'data', array: sigma, color, thickness: 1, width: 2 } }
      : {})
  };
  const names = isActive ? intensityColumns.filter(name => name in columns) : [];
  const dashed = names.map(name => ({
    ...common,
    uid: uidOf(`${key}#${name}`),
    showlegend: false,
    mode: 'lines',
    x: energy,
    y: columns[name],
    line: { color, width: 1, dash: 'dash' }
  }));
  return [...band.map(trace => ({ ...trace, uid: uidOf(`${key}#σ`) })), line, ...dashed];
}

function bandTrace(data: CurveData, color: string, floor: number) {
  return {
    ...bandOf(data, floor),
    mode: 'none',
    fill: 'toself',
    fillcolor: `${color}33`,
    showlegend: false
  };
}

/** The legend lies within the plot, and scrolls where it is long. */
function legendOf(theme: ITheme) {
  return {
    x: 1,
    y: 1,
    xanchor: 'right',
    yanchor: 'top',
    maxheight: 0.6,
    bgcolor: theme.ground,
    font: { color: theme.text, size: 11 },
    itemclick: false,
    itemdoubleclick: false
  };
}

/** Plotly makes names of classes of them, and looks for these unescaped. */
function uidOf(key: string): string {
  return key.replace(/[^A-Za-z0-9]/g, character => `_${character.charCodeAt(0).toString(16)}_`);
}

/** A long label would cover the curves; its ends tell it from others. */
function shortened(label: string): string {
  return label.length <= 40 ? label : `${label.slice(0, 22)}…${label.slice(-17)}`;
}
