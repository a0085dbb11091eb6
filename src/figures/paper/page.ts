import type { ReferenceMark } from '../../analysis/document/types.js';
import type { MapPlane } from '../../analysis/mapplane.js';
import type { ContourLines } from '../contourlines.js';
import { withShortIntensity } from '../axes.js';
import type { IFigure } from '../description.js';
import type { IPlotArea } from '../maps/area.js';
import type { ColoredCut } from '../maps/cutshape.js';
import {
  placed,
  type IBox,
  type IDisplay,
  type IImage,
  type IPixels,
  type Item
} from './display.js';
import { fontSize, frameOf, type IFrame, type IFrameOptions, type IMargins } from './frame.js';
import { contourItems, cutItems, type ContourStyle } from './maplayers.js';
import { legendOn, plotItems } from './plot.js';
import { referenceItems } from './referenceitems.js';
import { requirePixels } from './size.js';
import { lookOf, type PaperStyle } from './style.js';
import { fitted } from './text.js';
import { withUnitInFull } from './unitwords.js';

/** The requested part of a map: energies along both axes, eV, and pixels. */
export interface IRasterAsked {
  readonly plane: MapPlane;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly width: number;
  readonly height: number;
}

/** What a map has below and above its axes. */
export interface IPaperMap {
  readonly plane: MapPlane;
  /** Paints it; null if that fails. */
  readonly paint: (asked: IRasterAsked) => Promise<IPixels | null>;
  readonly cuts: readonly ColoredCut[];
  readonly contours: { readonly lines: ContourLines; readonly style: ContourStyle } | null;
}

/** A plot on a page. */
export interface IPaperPlot {
  /** Its place, in fractions of the page. */
  readonly place: IBox;
  /** The figure for a plot of some size, in pixels in which text has `fontSize`. */
  readonly figure: (size: { readonly width: number; readonly height: number }) => IFigure;
  /** Above it; if absent, nothing. */
  readonly caption?: string;
  readonly map?: IPaperMap;
  /** Known energies over its curves. */
  readonly lines?: readonly ReferenceMark[];
  /** A plot of the page with which it shares an axis: both plot areas then align. */
  readonly beside?: { readonly plot: IPaperPlot; readonly along: 'x' | 'y' };
}

/** How a page is drawn. */
export interface IPageOptions {
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** Font size, points. */
  readonly fontSize: number;
  readonly style: PaperStyle;
  /** Pixels of maps per inch. */
  readonly dpi: number;
  readonly hasCuts: boolean;
}

const captionHeight = 16;
/** In a plot narrower than this, a colour bar lies below, pixels. */
const leastBeside = 270;

/** Lay out plots on a page. @throws XESError `figure/too-large` */
export async function pageOf(
  plots: readonly IPaperPlot[],
  options: IPageOptions
): Promise<IDisplay> {
  const { width, height, style } = options;
  if (plots.some(({ map }) => map)) {
    requirePixels({ width, height }, options.dpi);
  }
  const scale = options.fontSize / fontSize;
  const size = { width: width / scale, height: height / scale };
  const frames = new Map<IPaperPlot, IPlaced>();
  const items: Item[] = [];
  // plots that others align with come first
  const order = [...plots].sort((a, b) => Number(!!a.beside) - Number(!!b.beside));
  for (const plot of order) {
    const own = placedPlot(plot, size, frames, plots);
    frames.set(plot, own);
    const drawn = await drawnItems(plot, own, options, scale);
    items.push(...drawn.map(item => placed(item, scale, own.box.x * scale, own.box.y * scale)));
  }
  return { width, height, ground: lookOf(style).theme.ground, items };
}

/** A plot with its place, pixels of the page. */
interface IPlaced {
  box: IBox;
  figure: IFigure;
  frame: IFrame;
}

function placedPlot(
  plot: IPaperPlot,
  page: { width: number; height: number },
  frames: ReadonlyMap<IPaperPlot, IPlaced>,
  plots: readonly IPaperPlot[]
): IPlaced {
  const { beside } = plot;
  const box = boxOf(plot, page);
  const figure = wordsOf(plots, page)(plot.figure(box));
  const other = beside && frames.get(beside.plot);
  const bounds = other && beside ? { bounds: boundsBeside(other, box, beside.along) } : {};
  return {
    box,
    figure,
    frame: frameOf(figure, {
      width: box.width,
      height: box.height,
      least: besideNeed(plot, page, plots),
      isBarBelow: box.width < leastBeside,
      ...bounds
    })
  };
}

/** A page uses the same unit text throughout: if a map is narrow, the short one. */
function wordsOf(
  plots: readonly IPaperPlot[],
  page: { width: number; height: number }
): (figure: IFigure) => IFigure {
  const isNarrow = plots.some(plot => plot.map && boxOf(plot, page).width < leastBeside);
  return isNarrow ? withShortIntensity : withUnitInFull;
}

function boxOf({ place, caption }: IPaperPlot, page: { width: number; height: number }): IBox {
  const above = caption === undefined ? 0 : captionHeight;
  return {
    x: place.x * page.width,
    y: place.y * page.height + above,
    width: place.width * page.width,
    height: place.height * page.height - above
  };
}

/**
 * Room needed along the shared axis by plots next to a given one: they have no margins of their own
 * there.
 */
function besideNeed(
  plot: IPaperPlot,
  page: { width: number; height: number },
  plots: readonly IPaperPlot[]
): Partial<IMargins> {
  const need = { l: 0, r: 0, t: 0, b: 0 };
  for (const other of plots.filter(({ beside }) => beside?.plot === plot)) {
    const { width, height } = boxOf(other, page);
    const figure = wordsOf(plots, page)(other.figure({ width, height }));
    const { area } = frameOf(figure, { width, height });
    if (other.beside?.along === 'x') {
      need.l = Math.max(need.l, area.x);
    } else {
      need.b = Math.max(need.b, height - area.y - area.height);
    }
  }
  return need;
}

function boundsBeside(
  { box: { x, y }, frame: { area } }: IPlaced,
  own: IBox,
  along: 'x' | 'y'
): NonNullable<IFrameOptions['bounds']> {
  const [start, length] =
    along === 'x' ? [x + area.x - own.x, area.width] : [y + area.y - own.y, area.height];
  return { [along]: [start, start + length] };
}

async function drawnItems(
  { map, lines = [], caption }: IPaperPlot,
  { figure, frame, box }: IPlaced,
  { style, dpi, hasCuts }: IPageOptions,
  scale: number
): Promise<Item[]> {
  const look = lookOf(style);
  const below: Item[] = [];
  const above: Item[] = [];
  if (map) {
    const area = areaOf(frame, map.plane);
    below.push(...(await rasterItems(map, frame, (dpi / 72) * scale)));
    above.push(
      ...(map.contours ? contourItems(map.contours.lines, area, map.contours.style) : []),
      ...(hasCuts ? cutItems(map.cuts, area, look.theme) : [])
    );
  }
  const { theme } = look;
  const written = legendOn(figure, frame, theme.text).flatMap(rectOf);
  above.push(...(lines.length > 0 ? referenceItems(lines, frame, written, theme) : []));
  return [
    ...plotItems(figure, frame, map ? { ...look, hasGrid: true } : look, { below, above }),
    ...(caption === undefined ? [] : [captionItem(caption, frame, box, theme.text)])
  ];
}

function areaOf({ area, x, panels }: IFrame, plane: MapPlane): IPlotArea {
  const y = panels.get('y')?.axis.range ?? [0, 1];
  const { x: left, y: top, width, height } = area;
  return { left, top, width, height, x: [...x.range], y: [...y], plane };
}

/** @param perPixel pixels of the picture per pixel of the page. */
async function rasterItems(map: IPaperMap, frame: IFrame, perPixel: number): Promise<IImage[]> {
  const { area, x, panels } = frame;
  const y = panels.get('y')?.axis.range;
  const [width, height] = [area.width, area.height].map(length =>
    Math.max(1, Math.round(length * perPixel))
  );
  const pixels = y && (await map.paint({ plane: map.plane, x: x.range, y, width, height }));
  return pixels ? [{ kind: 'image', ...area, pixels }] : [];
}

/** The background of a legend, which must not cover names. */
function rectOf(item: Item) {
  if (item.kind !== 'path' || item.fill === undefined) {
    return [];
  }
  const [left, top, right, , , bottom] = item.lines[0];
  return [{ left, top, right, bottom }];
}

function captionItem(text: string, { area }: IFrame, box: IBox, color: string): Item {
  return {
    kind: 'text',
    text: fitted(text, fontSize, box.width - area.x),
    x: area.x,
    y: -captionHeight * 0.3,
    anchor: 'start',
    size: fontSize,
    color
  };
}
