import type { IFigure } from '../description.js';
import { axisOf, type IPaperAxis } from './axis.js';
import { colorBarOf, type IColorBarBox } from './colorbar.js';
import type { IBox } from './display.js';
import { legendRoom } from './legend.js';
import { widthOf } from './text.js';
import { extentOf, tracesIn, type ITrace } from './trace.js';

/** How a figure is laid out. */
export interface IFrameOptions {
  readonly width: number;
  readonly height: number;
  /** Least margins around the plot area, pixels: those needed by adjacent plots. */
  readonly least?: Partial<IMargins>;
  /** Prescribed start and end of the plot area, for alignment with another plot. */
  readonly bounds?: { readonly x?: Span; readonly y?: Span };
  /** Whether a colour bar lies below the map, which can then be wider. */
  readonly isBarBelow?: boolean;
}

type Span = readonly [number, number];

/** Positions of a figure's parts, pixels. */
export interface IFrame {
  /** Shared by all panels. */
  readonly area: IBox;
  readonly x: IPaperAxis;
  /** By their axis names in traces: `y`, `y2`, … */
  readonly panels: ReadonlyMap<string, IPanel>;
  readonly bar: IColorBarBox | null;
  /** A title above everything; '' for none. */
  readonly title: string;
}

/** A vertical axis, and its area. */
export interface IPanel {
  readonly axis: IPaperAxis;
  readonly area: IBox;
}

/** Default font size, pixels; line height; lengths of ticks and gaps. */
export const fontSize = 11;
export const lineHeight = 1.2;
export const [tickLength, gap] = [5, 3];

const usualMargin = { l: 64, r: 12, t: 12, b: 44 };

export interface IMargins {
  l: number;
  r: number;
  t: number;
  b: number;
}

/**
 * Lay out a figure. The margins depend on the text, which depends on the lengths of the axes: this
 * is solved iteratively.
 */
export function frameOf(figure: IFigure, options: IFrameOptions): IFrame {
  const { layout } = figure;
  const given = { ...usualMargin, ...(layout.margin as Partial<IMargins> | undefined) };
  let margins: IMargins = given;
  let frame = framedBy(figure, options, margins);
  for (let turn = 0; turn < 3; turn++) {
    margins = atLeast(marginsOf(figure, frame, given), options.least);
    frame = framedBy(figure, options, margins);
  }
  return frame;
}

function atLeast({ l, r, t, b }: IMargins, least: Partial<IMargins> = {}): IMargins {
  return {
    l: Math.max(l, least.l ?? 0),
    r: Math.max(r, least.r ?? 0),
    t: Math.max(t, least.t ?? 0),
    b: Math.max(b, least.b ?? 0)
  };
}

function framedBy(figure: IFigure, options: IFrameOptions, { l, r, t, b }: IMargins): IFrame {
  const { layout } = figure;
  const { width, height, bounds = {}, isBarBelow = false } = options;
  const [left, right] = bounds.x ?? [l, width - r];
  const [top, bottom] = bounds.y ?? [t, height - b];
  const whole = {
    x: left,
    y: top,
    width: Math.max(1, right - left),
    height: Math.max(1, bottom - top)
  };
  const traces = tracesIn(figure);
  const x = axisOf(layout.xaxis, 'x', () => extentOf(traces, 'x', false, 0), whole.width, fontSize);
  const panels = new Map(
    panelNames(layout).map(name => {
      const own = layout[`yaxis${name.slice(1)}`] as { domain?: Span; type?: string };
      const [low, high] = own.domain ?? [0, 1];
      const area = {
        ...whole,
        y: whole.y + (1 - high) * whole.height,
        height: Math.max(1, (high - low) * whole.height)
      };
      const extent = () => extentOf(ofPanel(traces, name), 'y', own.type === 'log', 0.05);
      return [name, { axis: axisOf(own, 'y', extent, area.height, fontSize), area }] as const;
    })
  );
  const equal = equalled(layout, whole, x, panels.get('y'));
  const title = (layout.title as { text?: string } | undefined)?.text ?? '';
  const framed = equal ? { area: equal, panels: withArea(panels, equal) } : { area: whole, panels };
  return { ...framed, x, bar: colorBarOf(figure, framed.area, isBarBelow), title };
}

/** Traces of a vertical axis. */
export function ofPanel(traces: readonly ITrace[], name: string): readonly ITrace[] {
  return traces.filter(({ yaxis = 'y' }) => yaxis === name);
}

function panelNames(layout: IFigure['layout']): string[] {
  const names = Object.keys(layout).filter(name => /^yaxis\d*$/.test(name));
  return names.length > 0 ? names.map(name => `y${name.slice(5)}`) : [];
}

/** The area in which an eV is as long horizontally as vertically; null if not requested. */
function equalled(
  { yaxis }: IFigure['layout'],
  area: IBox,
  x: IPaperAxis,
  panel: IPanel | undefined
): IBox | null {
  if ((yaxis as { scaleanchor?: string } | undefined)?.scaleanchor !== 'x' || !panel) {
    return null;
  }
  const [across, up] = [x, panel.axis].map(({ range }) => Math.abs(range[1] - range[0]));
  const unit = Math.min(area.width / across, area.height / up);
  const [width, height] = [unit * across, unit * up];
  return {
    x: area.x + (area.width - width) / 2,
    y: area.y + (area.height - height) / 2,
    width,
    height
  };
}

function withArea(panels: ReadonlyMap<string, IPanel>, area: IBox): ReadonlyMap<string, IPanel> {
  return new Map([...panels].map(([name, panel]) => [name, { ...panel, area }]));
}

/** The margins needed by the text around the axes. */
function marginsOf(figure: IFigure, frame: IFrame, given: IMargins): IMargins {
  const { x, panels, bar, title } = frame;
  const axes = [...panels.values()].map(({ axis }) => axis);
  const left = Math.max(...axes.map(leftOf), 2);
  const last = x.hasTexts ? widthOf(x.texts.at(-1) ?? '', x.size) / 2 : 0;
  const hasFactor = axes.some(({ factor, hasTexts }) => factor !== '' && hasTexts);
  return {
    l: hasWordsBeside(figure) ? Math.max(left, given.l) : left,
    r: Math.max(
      6 + last,
      bar && !bar.isBelow ? bar.room : 0,
      namesRoom(figure),
      legendRoom(figure)
    ),
    t: title !== '' ? 2 * fontSize : hasFactor ? fontSize * 1.6 : fontSize * 0.8,
    b: below(x) + (bar?.isBelow ? bar.room : 0)
  };
}

/** Whether there is text to the left of the axes in place of their titles. */
function hasWordsBeside({ layout }: IFigure): boolean {
  return annotationsIn(layout).some(({ xref, x }) => xref === 'paper' && x === 0);
}

/** Room for names at the right ends of curves. */
function namesRoom({ layout }: IFigure): number {
  const names = annotationsIn(layout).filter(({ xref, x }) => xref === 'paper' && x === 1);
  return Math.max(0, ...names.map(({ text }) => widthOf(text, fontSize) + 2 * gap + 4));
}

function annotationsIn(
  layout: IFigure['layout']
): readonly { xref?: string; x?: number; text: string }[] {
  return (layout.annotations ?? []) as readonly { xref?: string; x?: number; text: string }[];
}

/** Room needed by an axis on the left. */
function leftOf(axis: IPaperAxis): number {
  const widest = axis.hasTexts
    ? Math.max(0, ...axis.texts.map(text => widthOf(text, axis.size)))
    : 0;
  const texts = widest > 0 ? widest + gap : 0;
  return (axis.hasTicks ? tickLength : 0) + texts + titleRoom(axis) + 2;
}

/** Room needed by an axis below the plot. */
export function below(axis: IPaperAxis): number {
  return (
    (axis.hasTicks ? tickLength : 0) + (axis.hasTexts ? axis.size + gap : 0) + titleRoom(axis) + 3
  );
}

function titleRoom({ title, titleSize }: IPaperAxis): number {
  return title.length === 0 ? 0 : title.length * titleSize * lineHeight + gap;
}
