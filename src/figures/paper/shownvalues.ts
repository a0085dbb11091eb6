import {
  stepOf,
  type AnalysisDocument,
  type MapView,
  type Range,
  type Ref
} from '../../analysis/document/index.js';
import { mapViewOf } from '../../analysis/mapcolors.js';
import { cutsOf } from '../../analysis/mapcuts.js';
import {
  areAlike,
  evenLimits,
  limitsAround,
  sharedNoise,
  sharedView
} from '../../analysis/sharedcolors.js';
import type { MapValue, SpectrumValue } from '../../analysis/steps/values.js';
import { paintBands } from '../bands.js';
import { coloredMap } from '../coloredmap.js';
import { colorTable } from '../colormap.js';
import { contourLines, levelsOf } from '../contourlines.js';
import type { CurveData, ICurve } from '../curves/curve.js';
import { groupsOf } from '../curves/farapart.js';
import { linesAlong } from '../curves/linesalong.js';
import { spectraFigure } from '../curves/spectrafigure.js';
import { stacked } from '../curves/waterfall.js';
import { colorLimits } from '../limits.js';
import { mapFigure, planeOfMap, type FramedMap } from '../maps/mapfigure.js';
import { mapWordsFor } from './mapwords.js';
import { paint } from '../raster.js';
import type { IBox } from './display.js';
import type { IPaperPlot, IRasterAsked } from './page.js';
import { lookOf, type PaperStyle } from './style.js';

/** A result that is shown, and what it is called. */
export interface IShownValue {
  readonly ref: Ref;
  readonly key: string;
  readonly label: string;
  /** `#rrggbb` */
  readonly color: string;
  readonly value: MapValue | SpectrumValue;
}

/** What is shown, and how. */
export interface IShown {
  readonly document: Pick<AnalysisDocument, 'steps' | 'view'>;
  readonly values: readonly IShownValue[];
  /** `#rrggbb` of a cut, by its id. */
  readonly colorOf: (id: string) => string;
  readonly style: PaperStyle;
}

type Shown<V> = IShownValue & { readonly value: V };

/** Height of maps that stand above curves, part of the page. */
const mapsPart = 0.58;
/** Maps beside one another. */
const mostAcross = 3;

/** What an analysis shows as plots on a page: maps side by side, below them curves, by what they run along. */
export function plotsOf(shown: IShown): IPaperPlot[] {
  const maps = shown.values.filter(one => one.value.kind === 'map') as Shown<MapValue>[];
  const spectra = shown.values.filter(one => one.value.kind === 'spectrum');
  const groups = curveGroups(spectra as Shown<SpectrumValue>[], shown.document);
  const part = maps.length === 0 ? 0 : groups.length === 0 ? 1 : mapsPart;
  return [
    ...mapPlots(maps, { x: 0, y: 0, width: 1, height: part }, shown),
    ...groups.map((group, i) => {
      const width = 1 / groups.length;
      return curvePlot(
        group,
        { x: i * width, y: part, width, height: 1 - part },
        groups.length > 1,
        shown
      );
    })
  ];
}

/** How tall a page is for its width where that is not said. */
export function usualRatio(plots: readonly IPaperPlot[]): number {
  const maps = plots.filter(({ map }) => map);
  const across = Math.min(mostAcross, Math.max(1, Math.ceil(Math.sqrt(maps.length))));
  const rows = Math.ceil(maps.length / across);
  const mapsHeight = (rows / across) * 0.8;
  const curvesHeight = maps.length < plots.length ? (maps.length > 0 ? 0.6 : 0.72) : 0;
  return mapsHeight + curvesHeight;
}

function mapPlots(maps: readonly Shown<MapValue>[], place: IBox, shown: IShown): IPaperPlot[] {
  const looks = looksOf(maps, shown.document.view.map);
  const across = Math.min(mostAcross, Math.max(1, Math.ceil(Math.sqrt(maps.length))));
  const rows = Math.ceil(maps.length / across);
  return maps.map((item, i) => {
    const box = {
      x: place.x + ((i % across) / across) * place.width,
      y: place.y + (Math.floor(i / across) / rows) * place.height,
      width: place.width / across,
      height: place.height / rows
    };
    return mapPlot(item, box, looks[i], maps.length > 1, shown);
  });
}

/** How a map is drawn. */
interface IMapLook {
  readonly view: MapView;
  readonly limits: Range;
  /** Where symlog ends to be linear, intensity. */
  readonly noise: number;
}

/** Maps that share their limits share what follows from them, as in the viewer. */
function looksOf(maps: readonly Shown<MapValue>[], view: MapView): IMapLook[] {
  const own = maps.map(({ value }) => ({
    map: { ...value, ...coloredMap(value.map) },
    limits: limitsOf(value, view)
  }));
  const colored = own.map(({ map }) => map);
  return own.map(one => ({
    view: sharedView(one.map, colored, view),
    limits: view.sameLimits
      ? limitsAround([one, ...own.filter(({ map }) => areAlike(map, one.map))], view)
      : one.limits,
    noise: sharedNoise(one.map, colored, view)
  }));
}

function mapPlot(
  { ref, label, value }: Shown<MapValue>,
  place: IBox,
  look: IMapLook,
  isOfSeveral: boolean,
  { document, colorOf, style }: IShown
): IPaperPlot {
  const { view, limits } = look;
  const framed = framedMap(value, look);
  const step = stepOf(document, ref.id) ? ref : null;
  const { cuts, lines } = cutsOf(document, value.map, step ? null : ref.id, step);
  const { contours } = view;
  const { theme } = lookOf(style);
  return {
    place,
    ...(isOfSeveral ? { caption: label } : {}),
    figure: size => mapFigure(framed, view, limits, theme, { words: mapWordsFor(size) }),
    map: {
      plane: planeOfMap(framed, view),
      paint: asked => Promise.resolve(painted(value, look, asked)),
      cuts: [...cuts, ...lines].map(cut => ({ ...cut, color: colorOf(cut.id) })),
      contours: contours && { lines: contourLines(value.map, contours), style: contours }
    }
  };
}

function framedMap({ map, view }: MapValue, { noise }: IMapLook): FramedMap {
  const { incident, emission, unit } = map;
  return {
    incident,
    emission,
    noise,
    ...(view === undefined ? {} : { view }),
    ...(unit === undefined ? {} : { unit })
  };
}

/** Those of a difference lie as far below zero as above, unless they are pinned. */
function limitsOf(value: MapValue, given: MapView): Range {
  const view = mapViewOf(given, value);
  const found = colorLimits(value.map, view);
  if (!value.isDifference || view.limits) {
    return found;
  }
  return evenLimits(found);
}

function painted({ map }: MapValue, { view, limits, noise }: IMapLook, asked: IRasterAsked) {
  const { width, height } = asked;
  const { scale, colorMap, contours } = view;
  const wanted = { ...asked, limits, scale, noise, table: colorTable(colorMap) };
  const data = contours?.filled
    ? paintBands(map, wanted, levelsOf(map, contours))
    : paint(map, wanted);
  return { width, height, data };
}

/** Curves by what they run along, and those far from one another in energy apart. */
function curveGroups(
  spectra: readonly Shown<SpectrumValue>[],
  { view }: IShown['document']
): (readonly ICurve[])[] {
  const byAxis = new Map<string, ICurve[]>();
  for (const item of spectra) {
    const { axis } = item.value;
    byAxis.set(axis, [...(byAxis.get(axis) ?? []), curveOf(item, spectra.length === 1)]);
  }
  return [...byAxis.values()].flatMap(curves =>
    view.axes.beside === false ? [curves] : groupsOf(curves)
  );
}

function curveOf({ key, label, color, value }: Shown<SpectrumValue>, isActive: boolean): ICurve {
  const { axis, spectrum, columns } = value;
  const { energy, intensity, sigma, unit, counts } = spectrum;
  const data: CurveData = {
    axis,
    energy,
    intensity,
    sigma,
    ...(unit === undefined ? {} : { unit }),
    ...(counts ? { counts } : {}),
    ...(columns ? { columns } : {})
  };
  return { key, label, color, data, isActive, isStale: false };
}

function curvePlot(
  curves: readonly ICurve[],
  place: IBox,
  isOfSeveral: boolean,
  { document: { view }, style }: IShown
): IPaperPlot {
  const { theme } = lookOf(style);
  const { curves: raised, step } = stacked(curves, view.axes);
  const axes = isOfSeveral ? { ...view.axes, x: null, y: null } : view.axes;
  return {
    place,
    figure: size =>
      spectraFigure(raised, axes, theme, { step, size, isOfSeveral, isOnPaper: true }),
    lines: linesAlong(view.lines ?? [], curves[0].data.axis)
  };
}
