import type { MapView, Range } from '../analysis/document/index.js';
import { colorScale, colorTicks, intensityScale } from '../figures/index.js';
import { mapEdges } from '../science/grid.js';
import type { MapAxes } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { perMonitor } from '../science/intensityunit.js';
import { writtenNumber } from '../base/writtennumber.js';
import { axis, base, lineBreak, plainWords } from './axes.js';
import { axisTitles } from './curve.js';
import type { IFigure } from './plotly.js';
import type { ITheme } from './theme.js';

/** A map as far as its axes and its colour bar need it. */
export interface FramedMap extends MapAxes {
  /** Below this symlog is linear, intensity. */
  noise: number;
  /** Over which second energy: ω (without it), or Δ. */
  view?: MapView['view'];
  /** Of the intensity; absent where it is not known. */
  unit?: string;
}

/**
 * The axes and colour bar of a map; its pixels lie beneath, in a `MapRaster`.
 * @param limits of the colours, intensity. @param drag what a drag does.
 */
export function mapFigure(
  map: FramedMap,
  view: MapView,
  limits: Range,
  theme: ITheme,
  drag: 'zoom' | 'pan' = 'zoom'
): IFigure {
  const { place } = intensityScale({ noise: map.noise }, view.scale);
  const [low, high] = limits.map(place);
  const ticks = colorTicks({ scale: view.scale, limits, place });
  const bar = {
    type: 'scatter',
    mode: 'markers',
    x: [map.incident[0]],
    y: [map.emission[0]],
    hoverinfo: 'skip',
    marker: {
      opacity: 0,
      color: [low],
      cmin: low,
      cmax: high,
      colorscale: colorScale(view.colorMap),
      showscale: true,
      colorbar: {
        title: { text: shortUnit(map.unit), side: 'right' },
        thickness: 12,
        outlinewidth: 0,
        tickvals: ticks.map(place),
        ticktext: ticks.map(writtenNumber),
        tickfont: { color: theme.text }
      }
    }
  };
  const visible = visibleRanges(map, view.zoom);
  const equal = view.aspect === 'equal' ? equalAspect(visible) : { x: {}, y: {} };
  return {
    data: [bar],
    layout: {
      ...base(theme),
      dragmode: drag,
      margin: { l: 64, r: 8, t: 8, b: 44 },
      xaxis: { ...mapAxis(axisTitles.incident, theme, visible.x, view), ...equal.x },
      yaxis: {
        ...mapAxis(
          map.view === 'transfer' ? axisTitles.transfer : axisTitles.emission,
          theme,
          visible.y,
          view
        ),
        ...equal.y
      }
    }
  };
}

/** The place of a map becomes smaller, not what is visible larger: there are no pixels beside it. */
function equalAspect({ x, y }: { x: Range; y: Range }) {
  const constrain = 'domain';
  // side by side, numbers need more room than a narrow map has
  const isNarrow = x[1] - x[0] < (y[1] - y[0]) / 2;
  return {
    x: { constrain, ...(isNarrow ? { nticks: 2, tickangle: 0 } : {}) },
    y: { constrain, scaleanchor: 'x', scaleratio: 1 }
  };
}

/** The unit in few words: there is little room beside a colour bar or a low profile. */
function shortUnit(unit: string | undefined): string {
  return unit === perMonitor ? 'N / I1' : plainWords(unit || 'Intensity');
}

/** Visible Ω and ω of a map, eV: the zoom, or whole cells. */
export function visibleRanges(
  map: MapAxes,
  zoom: MapView['zoom']
): { x: [number, number]; y: [number, number] } {
  if (zoom) {
    return { x: [...zoom.incident], y: [...zoom.emission] };
  }
  const { incident, emission } = mapEdges(map);
  return {
    x: [incident[0], incident[incident.length - 1]],
    y: [emission[0], emission[emission.length - 1]]
  };
}

/** A curve with its ±1σ bars, beside a map. @param spectrum with the unit of its intensity, where that is known. */
export function spectrumFigure(
  spectrum: Spectrum & { readonly unit?: string },
  title: string,
  theme: ITheme,
  color = theme.accent
): IFigure {
  const { energy, intensity, sigma } = spectrum;
  const known = sigma.every(Number.isFinite);
  // plotly would invent a range where there is nothing to measure it by
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
    hovertemplate: '%{x:.2f} eV<br>%{y:.5g}<extra></extra>'
  };
  return {
    data: [line],
    layout: {
      ...base(theme),
      // a zoom outlives a new curve over the same energies
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

/** An axis with a title that fits where a profile is narrow or low. */
function small({ title, ...rest }: ReturnType<typeof axis>) {
  return { ...rest, title: { ...title, font: { size: 11 } } };
}

/** Grid lines cover pixels: there are none unless they are asked for. */
function mapAxis(title: string, theme: ITheme, range: Range, { grid }: MapView) {
  return { ...axis(title, theme, range), showgrid: grid === true };
}
