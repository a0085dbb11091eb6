import { joinedName } from '../../analysis/steps/joinedname.js';
import { plainWords } from '../axes.js';
import { bandOf } from './band.js';
import type { CurveData, ICurve } from './curve.js';

/** Up to so many points of a curve have error bars; more would be a hedge, and have a band. */
const mostBars = 60;
/** Up to so many points of a curve are marked. */
const mostMarkers = 120;

/** What the columns of a fit's components begin with. */
const componentStart = 'fit_';

/** Columns that are intensities like the curve they belong to; others, such as a coverage, have another unit. */
export function fittedColumns(columns: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(columns).filter(
    name => name === 'background' || name === 'fit' || name.startsWith(componentStart)
  );
}

export interface ITraceOptions {
  /** The least intensity that can be drawn. */
  floor: number;
  /** Whether the active one is drawn as any other. */
  isEven: boolean;
  /** Whether uncertainty and points are shown. */
  isDetailed: boolean;
  /** Whether the legend names what was fitted to it too. */
  isNamed?: boolean;
}

/** What plotly draws of a curve: the area of its uncertainty, the curve, and what was fitted to it. */
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
    showlegend: isNamed, // its row may be ticked, and has a name there then
    mode: 'lines',
    x: energy,
    y: columns[name],
    line: { color, width: 1, dash: name.startsWith(componentStart) ? 'dot' : 'dash' }
  }));
  return [...band.map(trace => ({ ...trace, uid: uidOf(`${key}#σ`) })), line, ...dashed];
}

/** What a legend calls what was fitted: around a joined spectrum that is a background. */
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

/** Plotly makes names of classes of them, and looks for these unescaped. */
export function uidOf(key: string): string {
  return key.replace(/[^A-Za-z0-9]/g, character => `_${character.charCodeAt(0).toString(16)}_`);
}

/** A long label would cover the curves; its ends tell it from others. @param most characters of it. */
export function shortened(label: string, most = 40): string {
  const end = Math.floor((most - 1) * 0.44);
  return label.length <= most ? label : `${label.slice(0, most - 1 - end)}…${label.slice(-end)}`;
}
