import type { IPixels } from '../figures/paper/display.js';
import { frameOf, type IFrame } from '../figures/paper/frame.js';
import { plotItems } from '../figures/paper/plot.js';
import { measuredFamily, svgElements, type ISvgElement } from '../figures/paper/svgelements.js';
import { lightTheme, type ITheme } from '../figures/theme.js';
import type { IFigure, IPlotly, IPlotlyAxis, IPlotlyNode } from './plotly.js';

const namespace = 'http://www.w3.org/2000/svg';
const mark = 'jp-XESPlain';

const usualMargin = { l: 64, r: 12, t: 12, b: 44 };

let drawings = 0;

/**
 * Draws figures as on paper, instead of plotly if that can't be loaded or throws: the data stay
 * visible. It lays a node out as plotly does, so that pixels and cuts over it fit. It is bundled
 * with the plots, without a font: a failed download would fail again.
 */
export const paperPlot: IPlotly = {
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

function draw(node: IPlotlyNode, { data, layout: given }: IFigure): void {
  paperPlot.purge(node);
  const layout = { ...given, yaxis: given.yaxis ?? {} };
  const { width, height } = given as { width: number; height: number };
  const { l, r, t, b } = { ...usualMargin, ...(given.margin as Partial<typeof usualMargin>) };
  const bounds = { x: [l, width - r], y: [t, height - b] } as const;
  const figure = { data: data.filter(({ x, y }) => x !== undefined && y !== undefined), layout };
  const frame = frameOf(figure, { width, height, bounds });
  const look = { theme: themeOf(layout), isBoxed: true, hasGrid: true };
  const elements = svgElements(plotItems(figure, frame, look), {
    imageOf,
    prefix: `${mark}-${++drawings}`,
    isMeasured: true
  });
  const drawing = nodeOf({
    name: 'svg',
    attributes: {
      class: mark,
      width: String(width),
      height: String(height),
      'font-family': measuredFamily
    },
    children: elements
  });
  node.append(drawing);
  node._fullLayout = layoutOf(frame);
}

/** Colours of the page, taken from the figure. */
function themeOf({ font, xaxis }: IFigure['layout']): ITheme {
  const { color: text = 'currentColor' } = (font ?? {}) as { color?: string };
  const { gridcolor: grid = lightTheme.grid } = (xaxis ?? {}) as { gridcolor?: string };
  return { ...lightTheme, text, border: text, grid };
}

function layoutOf({ area, x, panels }: IFrame): NonNullable<IPlotlyNode['_fullLayout']> {
  const [upper, lower] = ['y', 'y2'].map((name): IPlotlyAxis | null => {
    const panel = panels.get(name);
    return (
      (panel && {
        range: [...panel.axis.range],
        ...(panel.axis.isLog ? { type: 'log' } : {}),
        domain: panel.axis.domain,
        _length: panel.area.height
      }) ??
      null
    );
  });
  const yaxis = upper ?? { range: [0, 1], _length: area.height };
  return {
    _size: { l: area.x, t: area.y, w: area.width, h: area.height },
    xaxis: { range: [...x.range], _length: area.width },
    yaxis,
    ...(lower ? { yaxis2: lower } : {})
  };
}

function imageOf({ width, height, data }: IPixels): string {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas.toDataURL();
}

/** Text is never parsed as markup. */
function nodeOf({ name, attributes, children }: ISvgElement): SVGElement {
  const node = document.createElementNS(namespace, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  node.append(...children.map(child => (typeof child === 'string' ? child : nodeOf(child))));
  return node;
}
