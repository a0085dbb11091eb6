import { defaultAxesView } from '../../analysis/document/index.js';
import type { Spectrum } from '../../science/spectrum.js';
import { axis, base, lineBreak, shortUnit } from '../axes.js';
import type { ICurve } from '../curves/curve.js';
import { legendOf } from '../curves/legend.js';
import type { IPlotSize } from '../curves/curvenames.js';
import type { IFigure } from '../description.js';
import { namedInside } from './profilelegend.js';
import { spectraRange } from '../curves/spectrarange.js';
import { tracesOf } from '../curves/spectratraces.js';
import type { ITheme } from '../theme.js';

const readout = '%{x:.2f} eV<br>%{y:.5g}<extra></extra>';

/**
 * A curve with its ±1σ bars, next to a map. @param spectrum with the unit of its intensity, if
 * known.
 */
export function spectrumFigure(
  spectrum: Spectrum & { readonly unit?: string },
  title: string,
  theme: ITheme,
  color = theme.accent
): IFigure {
  const { energy, intensity, sigma } = spectrum;
  const known = sigma.every(Number.isFinite);
  // without data plotly would make up a range
  const ticks = intensity.some(Number.isFinite) ? {} : { ticks: '', showticklabels: false };
  const line = {
    type: 'scatter',
    mode: energy.length > 120 ? 'lines' : 'lines+markers',
    x: energy,
    y: intensity,
    line: { color, width: 1.5 },
    marker: { size: 4, color },
    error_y: known
      ? { type: 'data', array: sigma, color: theme.text, thickness: 1, width: 2 }
      : undefined,
    hovertemplate: readout
  };
  return {
    data: [line],
    layout: {
      ...base(theme),
      // a zoom persists for a new curve over the same energies
      uirevision: `${energy[0]} ${energy[energy.length - 1]}`,
      margin: { l: 64, r: 12, t: 12, b: title.includes(lineBreak) ? 54 : 44 },
      xaxis: { ...small(axis(title, theme)), ...ticks },
      yaxis: {
        ...small(axis(shortUnit(spectrum.unit), theme)),
        nticks: 5,
        tickformat: '',
        exponentformat: 'power',
        ...ticks
      }
    }
  };
}

/** An axis with a title that fits a narrow or low profile. */
function small({ title, ...rest }: ReturnType<typeof axis>) {
  return { ...rest, title: { ...title, font: { size: 11 } } };
}

/** Width of a tick's number, pixels. */
const tickWidth = 40;

/**
 * A figure with as many horizontal tick labels as fit. @param width between its axes, pixels; 0
 * before it is known.
 */
export function withLevelTicks({ data, layout }: IFigure, width: number): IFigure {
  const nticks = width > 0 ? { nticks: Math.max(3, Math.floor(width / tickWidth)) } : {};
  const xaxis = { ...(layout.xaxis as Record<string, unknown>), tickangle: 0, ...nticks };
  return { data, layout: { ...layout, xaxis } };
}

/**
 * Several curves next to a map, each in its colour, the active one on top.
 * @param curves along the same energy, or along lines. @param size between the axes, pixels, which
 * determines whether a legend fits.
 */
export function profilesFigure(
  curves: readonly ICurve[],
  title: string,
  theme: ITheme,
  size: IPlotSize
): IFigure {
  const names = namedInside(curves, size);
  const data = curves.map(curve => curve.data);
  const range = spectraRange(data, defaultAxesView);
  const ends = data.flatMap(({ energy }) => [energy[0], energy[energy.length - 1]]);
  const isEmpty = !data.some(({ intensity }) => intensity.some(Number.isFinite));
  const ticks = isEmpty ? { ticks: '', showticklabels: false } : {};
  const units = new Set(data.map(({ unit }) => unit));
  const options = { floor: -Infinity, isEven: theme.isEven === true, isDetailed: true };
  return {
    data: curves.flatMap((curve, i) =>
      tracesOf({ ...curve, label: names?.[i] ?? curve.label }, options).map(trace =>
        'name' in trace ? { ...trace, hoverinfo: 'x+y', hovertemplate: readout } : trace
      )
    ),
    layout: {
      ...base(theme),
      uirevision: `${Math.min(...ends)} ${Math.max(...ends)}`,
      margin: { l: 64, r: 12, t: 12, b: title.includes(lineBreak) ? 54 : 44 },
      showlegend: names !== null,
      // these plots are small: curves stay visible below it, and it never scrolls
      legend: {
        ...legendOf(curves, range, false, theme),
        maxheight: 1,
        bgcolor: 'rgba(0,0,0,0)'
      },
      xaxis: { ...small(axis(title, theme)), ...ticks },
      yaxis: {
        ...small(axis(units.size > 1 ? 'Intensity' : shortUnit([...units][0]), theme)),
        nticks: 5,
        tickformat: '',
        exponentformat: 'power',
        ...ticks
      }
    }
  };
}
