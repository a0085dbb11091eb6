import { linePath } from './linepath.js';
import type { IFigure, IPlotly, IPlotlyNode } from './plotly.js';

const namespace = 'http://www.w3.org/2000/svg';
const mark = 'jp-XESPlain';

const usualMargin = { l: 64, r: 12, t: 12, b: 44 };

interface IAxis {
  title: string;
  /** Powers of ten where it is logarithmic. */
  range: [number, number];
}

/** A line of a figure as it is drawn here. */
interface ILine {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  color: string;
}

/**
 * Draws lines and axes by itself, in the place of plotly where that can't be loaded or throws: what
 * was measured stays in view. It lays a node out as plotly does, so that pixels and cuts over it fit.
 */
export const plainPlot: IPlotly = {
  react: (node, data, layout) => {
    draw(node, { data: data as IFigure['data'], layout: layout as IFigure['layout'] });
    return Promise.resolve();
  },
  purge: node => {
    node.querySelector(`:scope > .${mark}`)?.remove();
    delete (node as IPlotlyNode)._fullLayout;
  },
  toImage: of => {
    const node = of instanceof HTMLElement ? of : document.createElement('div');
    if (!(of instanceof HTMLElement)) {
      draw(node, of);
    }
    const drawing = node.querySelector(`:scope > .${mark}`);
    return drawing
      ? Promise.resolve(
          `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`
        )
      : Promise.reject(new Error('Nothing is drawn'));
  }
};

function draw(node: IPlotlyNode, { data, layout }: IFigure): void {
  plainPlot.purge(node);
  const { width, height } = layout as { width: number; height: number };
  const { l, r, t, b } = { ...usualMargin, ...(layout.margin as Partial<typeof usualMargin>) };
  const size = { l, t, w: Math.max(1, width - l - r), h: Math.max(1, height - t - b) };
  const isLog = (layout.yaxis as { type?: string } | undefined)?.type === 'log';
  const lines = linesOf(data, isLog);
  const x = axisOf(layout.xaxis, lines, 'x');
  const y = axisOf(layout.yaxis, lines, 'y');
  const toX = (value: number) =>
    size.l + ((value - x.range[0]) / (x.range[1] - x.range[0])) * size.w;
  const toY = (value: number) =>
    size.t + ((y.range[1] - value) / (y.range[1] - y.range[0])) * size.h;
  const drawing = shape('svg', { class: mark, width, height });
  const color = (layout.font as { color?: string } | undefined)?.color ?? 'currentColor';
  drawing.append(
    shape('rect', { x: l, y: t, width: size.w, height: size.h, fill: 'none', stroke: color }),
    ...ticks(x.range).map(value => text(short(value), toX(value), t + size.h + 14, color)),
    ...ticks(y.range).map(value =>
      text(short(isLog ? 10 ** value : value), l - 6, toY(value) + 4, color, 'end')
    ),
    text(x.title, l + size.w / 2, height - 6, color),
    text(y.title, 12, t + size.h / 2, color, 'middle', -90),
    ...lines.map(line =>
      shape('path', { d: linePath(line.x, line.y, toX, toY), fill: 'none', stroke: line.color })
    )
  );
  node.append(drawing);
  node._fullLayout = {
    _size: size,
    xaxis: { range: x.range, _length: size.w },
    yaxis: { range: y.range, ...(isLog ? { type: 'log' } : {}), _length: size.h }
  };
}

/** The lines that can be seen, over the first axis alone: a colour bar's carrier is transparent. */
function linesOf(data: IFigure['data'], isLog: boolean): ILine[] {
  return data
    .filter(
      ({ mode, yaxis = 'y' }) => typeof mode === 'string' && mode.includes('lines') && yaxis === 'y'
    )
    .map(({ x, y, line }) => ({
      x: x as ArrayLike<number>,
      y: isLog ? Array.from(y as ArrayLike<number>, Math.log10) : (y as ArrayLike<number>),
      color: (line as { color?: string } | undefined)?.color ?? 'currentColor'
    }));
}

function axisOf(given: unknown, lines: ILine[], name: 'x' | 'y'): IAxis {
  const { title, range } = (given ?? {}) as { title?: { text?: string }; range?: [number, number] };
  return { title: title?.text ?? '', range: range ? [...range] : rangeOf(lines, name) };
}

/** All finite values, with a margin of a twentieth; [0, 1] where there are none. */
function rangeOf(lines: ILine[], name: 'x' | 'y'): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const line of lines) {
    for (const value of Array.from(line[name]).filter(Number.isFinite)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) {
    return [0, 1];
  }
  const margin = (high - low) / 20 || Math.abs(high) / 20 || 1;
  return [low - margin, high + margin];
}

/** About five round numbers inside a range. */
export function ticks([from, to]: [number, number]): number[] {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const rough = (high - low) / 5;
  if (!(rough > 0) || !Number.isFinite(rough)) {
    return [];
  }
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough) ?? rough;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}

function short(value: number): string {
  return String(Number(value.toPrecision(8)));
}

function shape(name: string, attributes: Record<string, string | number>): SVGElement {
  const node = document.createElementNS(namespace, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, String(value)));
  return node;
}

function text(words: string, x: number, y: number, fill: string, anchor = 'middle', turn = 0) {
  const node = shape('text', { x, y, fill, 'text-anchor': anchor, 'font-size': 11 });
  if (turn !== 0) {
    node.setAttribute('transform', `rotate(${turn} ${x} ${y})`);
  }
  node.textContent = words;
  return node;
}
