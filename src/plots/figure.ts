import type { MapView, Range } from '../analysis/document/index.js';
import { otherEnergy, wholeRanges, zoomedRanges, type MapPlane } from '../analysis/mapplane.js';
import { colorScale, colorTicks, intensityScale } from '../figures/index.js';
import type { MapAxes } from '../science/map.js';
import { writtenNumber } from '../base/writtennumber.js';
import { axis, base, shortUnit } from './axes.js';
import { axisTitles } from './curve.js';
import type { IFigure } from './plotly.js';
import type { ITheme } from './theme.js';

/** A map as far as its axes and its colour bar need it. */
export interface FramedMap extends MapAxes {
  /** Below this symlog is linear, intensity. */
  noise: number;
  /** A result that is one over Δ is drawn so, however maps are looked at. */
  view?: MapPlane;
  /** Of the intensity; absent where it is not known. */
  unit?: string;
}

/** Over which second energy a map is drawn. */
export function planeOfMap(
  { view: own }: Pick<FramedMap, 'view'>,
  { view }: Pick<MapView, 'view'>
): MapPlane {
  return own === 'transfer' ? own : view;
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
  const plane = planeOfMap(map, view);
  const { place } = intensityScale({ noise: map.noise }, view.scale);
  const [low, high] = limits.map(place);
  const ticks = colorTicks({ scale: view.scale, limits, place });
  const bar = {
    type: 'scatter',
    mode: 'markers',
    x: [map.incident[0]],
    y: [otherEnergy(plane, map.incident[0], map.emission[0])],
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
  const visible = visibleRanges(map, view);
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
          plane === 'transfer' ? axisTitles.transfer : axisTitles.emission,
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

/** What is visible of a map, eV: the zoom, or whole cells. */
export function visibleRanges(
  map: FramedMap,
  view: Pick<MapView, 'view' | 'zoom'>
): { x: [number, number]; y: [number, number] } {
  const plane = planeOfMap(map, view);
  const { x, y } = view.zoom ? zoomedRanges(view.zoom, plane) : wholeRanges(map, plane);
  return { x: [...x], y: [...y] };
}

/** Grid lines cover pixels: there are none unless they are asked for. */
function mapAxis(title: string, theme: ITheme, range: Range, { grid }: MapView) {
  return { ...axis(title, theme, range), showgrid: grid === true };
}
