import {
  profileKinds,
  stepOf,
  type AnalysisDocument,
  type ItemKey,
  type MapView,
  type Range,
  type Ref
} from '../../analysis/document/index.js';
import { mapViewOf } from '../../analysis/mapcolors.js';
import { keyWithin } from '../../analysis/evaluate/itemkeys.js';
import { cutsOf, type CutsOnMap } from '../../analysis/mapcuts.js';
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
import type { ICurve } from '../curves/curve.js';
import { curveDataOf } from '../curves/curvedata.js';
import { groupsOf } from '../curves/farapart.js';
import { linesAlong } from '../curves/linesalong.js';
import { spectraFigure } from '../curves/spectrafigure.js';
import { stacked } from '../curves/waterfall.js';
import { colorLimits } from '../limits.js';
import { mapFigure, planeOfMap, visibleRanges, type FramedMap } from '../maps/mapfigure.js';
import { mapWordsFor } from './mapwords.js';
import { paint } from '../raster.js';
import type { IBox } from './display.js';
import type { IPaperPlot, IRasterAsked } from './page.js';
import { profileGrid, within } from './profilegrid.js';
import { profileKindsOf, profileRow, withProfiles, type IProfiledMap } from './profileplots.js';
import type { IPlacedPlots } from './reflow.js';
import { lookOf, type PaperStyle } from './style.js';

/** A displayed result, with its label. */
export interface IShownValue {
  readonly ref: Ref;
  readonly key: string;
  readonly label: string;
  /** `#rrggbb` */
  readonly color: string;
  readonly value: MapValue | SpectrumValue;
}

/** The displayed results, and how they are drawn. */
export interface IShown {
  readonly document: Pick<AnalysisDocument, 'steps' | 'view'>;
  readonly values: readonly IShownValue[];
  /** `#rrggbb` of a cut, by its id. */
  readonly colorOf: (id: string) => string;
  readonly style: PaperStyle;
  /** Whether profiles along cuts are drawn next to their maps. */
  readonly hasProfiles: boolean;
}

type Shown<V> = IShownValue & { readonly value: V };

/** Height of a map relative to its width, and of a row of profiles relative to the page's width. */
const [mapHeight, rowHeight] = [0.8, 0.3];
const wholePage: IBox = { x: 0, y: 0, width: 1, height: 1 };
/** Most maps side by side. */
const mostAcross = 3;

/**
 * The display of an analysis as plots on a page: maps side by side with the profiles along their
 * cuts, and below them curves, grouped by what they run along.
 */
export function plotsOf(shown: IShown): IPlacedPlots {
  const maps = shown.values.filter(({ value }) => value.kind === 'map') as Shown<MapValue>[];
  const spectra = shown.values.filter(({ value }) => value.kind === 'spectrum');
  const groups = curveGroups(spectra as Shown<SpectrumValue>[], shown.document);
  const mapPart = mapPlots(maps, shown);
  const below = groups.length === 0 ? 0 : maps.length === 0 ? 0.72 : 0.6;
  const ratio = mapPart.ratio + below;
  const part = ratio === 0 ? 0 : mapPart.ratio / ratio;
  const top = { x: 0, y: 0, width: 1, height: part };
  const plots = [
    ...placedIn(top, mapPart.plots),
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
  return { plots, ratio };
}

/** Maps with their profiles on a page of their own. */
function mapPlots(maps: readonly Shown<MapValue>[], shown: IShown): IPlacedPlots {
  if (maps.length === 0) {
    return { plots: [], ratio: 0 };
  }
  const { profiles = {} } = shown.document.view.map;
  const looks = looksOf(maps, shown.document.view.map);
  const drawn = maps.map((item, i) => mapPlot(item, looks[i], maps.length > 1, shown));
  const profiled = drawn.map(({ profiled }) => profiled);
  const kinds = profileKindsOf(
    profiled,
    shown.hasProfiles ? (profiles.closed ?? []) : profileKinds
  );
  const own = {
    steps: shown.document.steps,
    colorOf: shown.colorOf,
    theme: lookOf(shown.style).theme
  };
  const { place = 'around' } = profiles;
  if (maps.length === 1) {
    const [{ plot }] = drawn;
    const { ratio } = profileGrid(kinds, place);
    return { plots: withProfiles(plot, profiled[0], kinds, place, own), ratio };
  }
  const across = Math.min(mostAcross, Math.ceil(Math.sqrt(maps.length)));
  const rows = Math.ceil(maps.length / across);
  const ratio = (rows / across) * mapHeight;
  const row = kinds.size === 0 ? 0 : rowHeight;
  const part = ratio / (ratio + row);
  return {
    plots: [
      ...drawn.map(({ plot }, i) => ({
        ...plot,
        place: {
          x: (i % across) / across,
          y: (Math.floor(i / across) / rows) * part,
          width: 1 / across,
          height: part / rows
        }
      })),
      ...profileRow(profiled, kinds, { x: 0, y: part, width: 1, height: 1 - part }, own)
    ],
    ratio: ratio + row
  };
}

/** Place the plots of a page in a part of another; aligned plots stay aligned. */
function placedIn(box: IBox, plots: readonly IPaperPlot[]): IPaperPlot[] {
  const placed = new Map(plots.map(plot => [plot, { ...plot, place: within(box, plot.place) }]));
  return [...placed.values()].map(plot => {
    const map = plot.beside && placed.get(plot.beside.plot);
    return plot.beside && map ? { ...plot, beside: { ...plot.beside, plot: map } } : plot;
  });
}

/** The cuts drawn over a map. */
export function cutsThrough(
  document: IShown['document'],
  { ref, value }: { readonly ref: Ref; readonly value: MapValue }
): CutsOnMap {
  const step = stepOf(document, ref.id) ? ref : null;
  return cutsOf(document, value.map, step ? null : ref.id, step);
}

/** Keys of the profiles along the cuts: the figure depends on them. */
export function profileKeys({
  document,
  values
}: {
  readonly document: IShown['document'];
  readonly values: readonly Pick<IShownValue, 'ref' | 'key' | 'value'>[];
}): ItemKey[] {
  return values.flatMap(({ ref, key, value }) => {
    const { cuts, lines } =
      value.kind === 'map' ? cutsThrough(document, { ref, value }) : { cuts: [], lines: [] };
    return [...cuts, ...lines].map(({ id }) => keyWithin(id, key));
  });
}

/** How a map is drawn. */
interface IMapLook {
  readonly view: MapView;
  readonly limits: Range;
  /** Intensity below which symlog is linear. */
  readonly noise: number;
}

/** Maps that share their limits share what depends on them, as in the viewer. */
function looksOf(maps: readonly Shown<MapValue>[], view: MapView): IMapLook[] {
  const own = maps.map(({ value }) => ({
    map: { ...value, ...coloredMap(value.map) },
    limits: limitsOf(value, view)
  }));
  const colored = own.map(({ map }) => map);
  return own.map(entry => ({
    view: sharedView(entry.map, colored, view),
    limits: view.sameLimits
      ? limitsAround([entry, ...own.filter(({ map }) => areAlike(map, entry.map))], view)
      : entry.limits,
    noise: sharedNoise(entry.map, colored, view)
  }));
}

function mapPlot(
  { ref, key, label, color, value }: Shown<MapValue>,
  look: IMapLook,
  isOfSeveral: boolean,
  { document, colorOf, style }: IShown
): { plot: IPaperPlot; profiled: IProfiledMap } {
  const { view, limits } = look;
  const framed = framedMap(value, look);
  const cuts = cutsThrough(document, { ref, value });
  const { contours } = view;
  const { theme } = lookOf(style);
  const plane = planeOfMap(framed, view);
  const plot: IPaperPlot = {
    place: wholePage,
    ...(isOfSeveral ? { caption: label } : {}),
    figure: size => mapFigure(framed, view, limits, theme, { words: mapWordsFor(size) }),
    map: {
      plane,
      paint: asked => Promise.resolve(painted(value, look, asked)),
      cuts: [...cuts.cuts, ...cuts.lines].map(cut => ({ ...cut, color: colorOf(cut.id) })),
      contours: contours && { lines: contourLines(value.map, contours), style: contours }
    }
  };
  const ranges = visibleRanges(framed, view);
  return { plot, profiled: { key, label, color, value, cuts, plane, ranges } };
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

/** Limits of a difference are symmetric about zero, unless pinned. */
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

/** Curves grouped by what they run along; curves far apart in energy are separate groups. */
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
  const data = curveDataOf(value);
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
