import type { MapView, Range } from '../../analysis/document/index.js';
import { otherEnergy, wholeRanges, zoomedRanges, type MapPlane } from '../../analysis/mapplane.js';
import { colorScale } from '../colormap.js';
import { colorTicks } from '../colorticks.js';
import { intensityScale } from '../intensityscale.js';
import type { MapAxes } from '../../science/map.js';
import { writtenNumber } from '../../base/writtennumber.js';
import { axis, base, shortUnit } from '../axes.js';
import { axisSymbols, axisTitles } from '../curves/curve.js';
import type { IFigure } from '../description.js';
import type { ITheme } from '../theme.js';

/** A map, as needed for its axes and its colour bar. */
export interface FramedMap extends MapAxes {
  /** Intensity below which symlog is linear. */
  noise: number;
  /** Fixed for a result over Δ, whatever plane maps are shown in. */
  view?: MapPlane;
  /** Of the intensity; absent if unknown. */
  unit?: string;
}

/** The second energy that a map is drawn over. */
export function planeOfMap(
  { view: own }: Pick<FramedMap, 'view'>,
  { view }: Pick<MapView, 'view'>
): MapPlane {
  return own === 'transfer' ? own : view;
}

/**
 * Text around a map: `short` leaves more room for the pixels, `few` omits the title of the colours.
 */
export type MapWords = 'all' | 'short' | 'few';

/**
 * The axes and colour bar of a map; its pixels lie beneath, in a `MapRaster`.
 * @param limits of the colours, intensity. @param drag drag mode.
 */
export function mapFigure(
  map: FramedMap,
  view: MapView,
  limits: Range,
  theme: ITheme,
  { drag = 'zoom', words = 'all' }: { drag?: 'zoom' | 'pan'; words?: MapWords } = {}
): IFigure {
  const isSmall = words !== 'all';
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
        ...(words === 'few' ? {} : { title: { text: shortUnit(map.unit), side: 'right' } }),
        thickness: isSmall ? 8 : 12,
        outlinewidth: 0,
        tickvals: ticks.map(place),
        ticktext: ticks.map(writtenNumber),
        tickfont: { color: theme.text, ...(isSmall ? { size: smallFont } : {}) }
      }
    }
  };
  const visible = visibleRanges(map, view);
  const second = plane === 'transfer' ? 'transfer' : 'emission';
  const axisOf = (energy: 'incident' | typeof second, range: Range) =>
    isSmall
      ? smallAxis(`${axisSymbols[energy]} (eV)`, theme, range, view)
      : mapAxis(axisTitles[energy], theme, range, view);
  const equal = view.aspect === 'equal' ? equalAspect(visible) : { x: {}, y: {} };
  return {
    data: [bar],
    layout: {
      ...base(theme),
      dragmode: drag,
      margin: isSmall ? { l: 50, r: 4, t: 4, b: 34 } : { l: 64, r: 8, t: 8, b: 44 },
      xaxis: { ...axisOf('incident', visible.x), ...equal.x },
      yaxis: { ...axisOf(second, visible.y), ...equal.y }
    }
  };
}

/** Shrinks the axes rather than extending the ranges: there are no pixels outside. */
function equalAspect({ x, y }: { x: Range; y: Range }) {
  const constrain = 'domain';
  // side by side, numbers need more room than a narrow map has
  const isNarrow = x[1] - x[0] < (y[1] - y[0]) / 2;
  return {
    x: { constrain, ...(isNarrow ? { nticks: 2, tickangle: 0 } : {}) },
    y: { constrain, scaleanchor: 'x', scaleratio: 1 }
  };
}

/** Visible range of a map, eV: the zoom, or all cells completely. */
export function visibleRanges(
  map: FramedMap,
  view: Pick<MapView, 'view' | 'zoom'>
): { x: [number, number]; y: [number, number] } {
  const plane = planeOfMap(map, view);
  const { x, y } = view.zoom ? zoomedRanges(view.zoom, plane) : wholeRanges(map, plane);
  return { x: [...x], y: [...y] };
}

/** Grid lines cover pixels: they are off unless requested. */
function mapAxis(title: string, theme: ITheme, range: Range, { grid }: MapView) {
  return { ...axis(title, theme, range), showgrid: grid === true };
}

/** The axis of a map among others: fewer numbers, none rotated. */
function smallAxis(title: string, theme: ITheme, range: Range, view: MapView) {
  const font = { size: smallFont };
  const { title: named, ...rest } = mapAxis(title, theme, range, view);
  return {
    ...rest,
    title: { ...named, font, standoff: 4 },
    tickfont: font,
    nticks: 4,
    tickangle: 0
  };
}

const smallFont = 10;
