import { joinedName } from '../../analysis/steps/joinedname.js';
import { plainWords } from '../axes.js';
import { bandOf } from './band.js';
import type { CurveData, ICurve } from './curve.js';

/**
 * With at most this many points, a curve has error bars; with more it has a band, for bars would
 * run together.
 */
const mostBars = 60;
/** With at most this many points, a curve has markers. */
const mostMarkers = 120;

/** Prefix of the columns of a fit's components. */
const componentStart = 'fit_';

/**
 * Columns that are intensities like the curve they belong to; others, such as a coverage, have
 * another unit.
 */
export function fittedColumns(columns: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(columns).filter(
    name => name === 'background' || name === 'fit' || name.startsWith(componentStart)
  );
}

export interface ITraceOptions {
  /** The lowest intensity that can be drawn. */
  floor: number;
  /** Whether the active curve is drawn like any other. */
  isEven: boolean;
  /** Whether uncertainty and points are shown. */
  isDetailed: boolean;
  /** Whether the legend also names its fit. */
  isNamed?: boolean;
}

/** Plotly traces of a curve: the area of its uncertainty, the curve, and its fit. */
export function tracesOf(
  curve: ICurve,
  { floor, isEven, isDetailed, isNamed = false }: ITraceOptions
) {
  const { color, data, isActive, isStale, key, label } = curve;
  const { energy, intensity, sigma, columns = {} } = data;
  const count = energy.length;
  const isKnown = isDetailed && sigma.some(Number.isFinite);
  const common = {
    type: 'scatter',
    opacity: isStale ? 0.4 : 1,
    hoverinfo: 'skip',
    zorder: isActive && !isEven ? 1 : 0
  };
  const band = isKnown && count > mostBars ? [{ ...common, ...bandTrace(data, color, floor) }] : [];
  const line = {
    ...common,
    uid: uidOf(key),
    name: shortened(plainWords(label)),
    mode: isDetailed && count <= mostMarkers ? 'lines+markers' : 'lines',
    x: energy,
    y: intensity,
    line: { color, width: isActive && !isEven ? 2.5 : 1.5 },
    marker: { size: 4, color },
    ...(isKnown && count <= mostBars
      ? { error_y: { type: 'data', array: sigma, color, thickness: 1, width: 2 } }
      : {})
  };
  const names = isActive ? fittedColumns(columns) : [];
  const dashed = names.map(name => ({
    ...common,
    uid: uidOf(`${key}#${name}`),
    ...(isNamed ? { name: fittedWords(name, key) } : {}),
    showlegend: isNamed, // its row may be ticked, and then has a name there
    mode: 'lines',
    x: energy,
    y: columns[name],
    line: { color, width: 1, dash: name.startsWith(componentStart) ? 'dot' : 'dash' }
  }));
  return [...band.map(trace => ({ ...trace, uid: uidOf(`${key}#σ`) })), line, ...dashed];
}

/** What a legend calls the fit: for a joined spectrum it is a background. */
function fittedWords(name: string, key: string): string {
  const isBackground = name === 'background' || key.endsWith(`#${joinedName}`);
  return isBackground ? 'background' : name.replace(componentStart, '');
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

/** Plotly turns these ids into class names, and looks them up without escaping. */
export function uidOf(key: string): string {
  return key.replace(/[^A-Za-z0-9]/g, character => `_${character.charCodeAt(0).toString(16)}_`);
}

/**
 * A long label would cover the curves; both its ends help to identify it. @param most its length in
 * characters.
 */
export function shortened(label: string, most = 40): string {
  const end = Math.floor((most - 1) * 0.44);
  return label.length <= most ? label : `${label.slice(0, most - 1 - end)}…${label.slice(-end)}`;
}
