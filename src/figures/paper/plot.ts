import type { IFigure } from '../description.js';
import type { ITheme } from '../theme.js';
import { annotationItems } from './annotations.js';
import type { IPaperAxis } from './axis.js';
import { colorBarBelow, colorBarItems } from './colorbar.js';
import { outlineOf, type IBox, type IClip, type Item } from './display.js';
import {
  below as belowAxis,
  fontSize,
  gap,
  lineHeight,
  ofPanel,
  tickLength,
  type IFrame,
  type IPanel
} from './frame.js';
import { legendItems } from './legend.js';
import { placeOf, tickPlace } from './plotplace.js';
import { widthOf } from './text.js';
import { tracesIn } from './trace.js';
import { traceItems } from './traceitems.js';

/** How a plot looks, apart from its contents. */
export interface IPlotLook {
  readonly theme: ITheme;
  /** Whether the plot area is framed on all sides, or only on the left and at the bottom. */
  readonly isBoxed: boolean;
  /** Whether grid lines are drawn, if the figure has them. */
  readonly hasGrid: boolean;
}

/** Layers between the background and the curves, and above the curves. */
export interface ILayers {
  readonly below?: readonly Item[];
  readonly above?: readonly Item[];
}

/** Items of a figure, at their places. */
export function plotItems(
  figure: IFigure,
  frame: IFrame,
  { theme, isBoxed, hasGrid }: IPlotLook,
  { below = [], above = [] }: ILayers = {}
): Item[] {
  const { area, x, panels, bar, title } = frame;
  const all = [...panels.values()];
  const traces = tracesIn(figure);
  const toX = placeOf(x, area);
  const curves = [...panels].map(([name, panel]): IClip => ({
    kind: 'clip',
    ...panel.area,
    items: ofPanel(traces, name).flatMap(trace =>
      traceItems(trace, toX, placeOf(panel.axis, panel.area))
    )
  }));
  const grid = all.flatMap(panel => (hasGrid ? gridItems(x, panel, theme) : []));
  return [
    ...(below.length > 0 ? [{ kind: 'clip' as const, ...area, items: below }] : []),
    ...grid,
    ...all.flatMap(panel => zeroItems(panel)),
    ...curves,
    ...(above.length > 0 ? [{ kind: 'clip' as const, ...area, items: above }] : []),
    ...all.flatMap(panel => lineItems(panel.area, isBoxed, theme)),
    ...all.flatMap(panel => verticalItems(panel, theme)),
    ...horizontalItems(x, area, theme),
    ...(bar?.isBelow ? colorBarBelow(bar, area, area.y + area.height + belowAxis(x), theme) : []),
    ...(bar && !bar.isBelow ? colorBarItems(bar, area, theme.text, theme.border) : []),
    ...legendOn(figure, frame, theme.text),
    ...annotationItems(figure, frame, theme.text),
    ...(title === '' ? [] : [titleItem(title, area, theme.text)])
  ];
}

/** The legend in the area of the curves. */
export function legendOn(figure: IFigure, { area, x, panels }: IFrame, color: string): Item[] {
  const panel = panels.get('y');
  return panel
    ? legendItems(figure, panel.area, color, placeOf(x, area), placeOf(panel.axis, panel.area))
    : [];
}

function gridItems(x: IPaperAxis, { axis, area }: IPanel, theme: ITheme): Item[] {
  const [toX, toY] = [tickPlace(x, area), tickPlace(axis, area)];
  const { y: top, x: left, width, height } = area;
  const upright = x.hasGrid ? x.ticks.map(at => [toX(at), top, toX(at), top + height]) : [];
  const level = axis.hasGrid ? axis.ticks.map(at => [left, toY(at), left + width, toY(at)]) : [];
  return [{ kind: 'path', lines: [...upright, ...level], stroke: theme.grid, width: 1 }];
}

function zeroItems({ axis, area }: IPanel): Item[] {
  const at = tickPlace(axis, area)(0);
  const isSeen = axis.zero !== null && !axis.isLog && at > area.y && at < area.y + area.height;
  return isSeen && axis.zero !== null
    ? [
        {
          kind: 'path',
          lines: [[area.x, at, area.x + area.width, at]],
          stroke: axis.zero,
          width: 1
        }
      ]
    : [];
}

function lineItems(area: IBox, isBoxed: boolean, theme: ITheme): Item[] {
  const { x, y, width, height } = area;
  const corner = [x, y, x, y + height, x + width, y + height];
  const style = { kind: 'path' as const, stroke: theme.border, width: 1 };
  return [
    isBoxed ? { ...style, lines: [outlineOf(area)], isClosed: true } : { ...style, lines: [corner] }
  ];
}

function verticalItems({ axis, area }: IPanel, theme: ITheme): Item[] {
  const toY = tickPlace(axis, area);
  const right = area.x - (axis.hasTicks ? tickLength : 0);
  const texts = axis.hasTexts ? axis.texts : [];
  const widest = Math.max(0, ...texts.map(text => widthOf(text, axis.size)));
  const textsAt = right - gap;
  const titleAt = textsAt - widest - gap - axis.titleSize * 0.2;
  const middle = area.y + area.height / 2;
  const lines = axis.title.length;
  return [
    {
      kind: 'path',
      lines: axis.ticks.map(at => [right, toY(at), area.x, toY(at)]),
      stroke: theme.border,
      width: 1
    },
    ...texts.map((text, i): Item => ({
      kind: 'text',
      text,
      x: textsAt,
      y: toY(axis.ticks[i]) + axis.size * 0.36,
      anchor: 'end',
      size: axis.size,
      color: theme.text
    })),
    ...(axis.factor !== '' && axis.hasTexts
      ? [factorItem(axis, area.x, area.y - axis.size * 0.45, 'start', theme)]
      : []),
    ...axis.title.map((text, i): Item => ({
      kind: 'text',
      text,
      x: titleAt - (lines - 1 - i) * axis.titleSize * lineHeight,
      y: middle,
      anchor: 'middle',
      angle: -90,
      size: axis.titleSize,
      color: theme.text
    }))
  ];
}

function horizontalItems(axis: IPaperAxis, area: IBox, theme: ITheme): Item[] {
  const toX = tickPlace(axis, area);
  const bottom = area.y + area.height;
  const end = bottom + (axis.hasTicks ? tickLength : 0);
  const textsAt = end + gap + axis.size * 0.75;
  const titleAt = (axis.hasTexts ? textsAt + gap : end) + axis.titleSize;
  const texts = axis.hasTexts ? axis.texts : [];
  return [
    {
      kind: 'path',
      lines: axis.ticks.map(at => [toX(at), bottom, toX(at), end]),
      stroke: theme.border,
      width: 1
    },
    ...texts.map((text, i): Item => ({
      kind: 'text',
      text,
      x: toX(axis.ticks[i]),
      y: textsAt,
      anchor: 'middle',
      size: axis.size,
      color: theme.text
    })),
    ...(axis.factor !== '' && axis.hasTexts
      ? [factorItem(axis, area.x + area.width, textsAt + axis.size * lineHeight, 'end', theme)]
      : []),
    ...axis.title.map((text, i): Item => ({
      kind: 'text',
      text,
      x: area.x + area.width / 2,
      y: titleAt + i * axis.titleSize * lineHeight,
      anchor: 'middle',
      size: axis.titleSize,
      color: theme.text
    }))
  ];
}

function factorItem(
  { factor, size }: IPaperAxis,
  x: number,
  y: number,
  anchor: 'start' | 'end',
  theme: ITheme
): Item {
  return { kind: 'text', text: factor, x, y, anchor, size: size * 0.9, color: theme.text };
}

function titleItem(text: string, { x, width, y }: IBox, color: string): Item {
  const at = y - fontSize * 0.8;
  return { kind: 'text', text, x: x + width / 2, y: at, anchor: 'middle', size: fontSize, color };
}
