import type { Spectrum } from '../science/spectrum.js';
import { lineBreak } from './axes.js';
import { linePath } from './linepath.js';
import type { IPlotlyNode } from './plotly.js';

const svg = 'http://www.w3.org/2000/svg';

type Layout = NonNullable<IPlotlyNode['_fullLayout']>;

/** SVG path of a curve over the plot area of a layout. */
export function curvePath({ energy, intensity }: Spectrum, layout: Layout): string {
  const { _size: size, xaxis, yaxis } = layout;
  const [x0, x1] = xaxis.range;
  const [y0, y1] = yaxis.range;
  return linePath(
    energy,
    intensity,
    x => size.l + ((x - x0) / (x1 - x0)) * size.w,
    y => size.t + ((y1 - y) / (y1 - y0)) * size.h
  );
}

/** A curve drawn over a plot while it is dragged; plotly is too slow for that, and settles after. */
export class CurvePreview {
  constructor() {
    this.node.classList.add('jp-XESPreview');
    this._title.setAttribute('text-anchor', 'middle');
    this._path.setAttribute('fill', 'none');
    this.node.append(this._path, this._title);
  }

  readonly node: SVGSVGElement = document.createElementNS(svg, 'svg');

  draw(curve: Spectrum, title: string, color: string, layout: Layout, height: number): void {
    const { l, w } = layout._size;
    this._path.setAttribute('d', curvePath(curve, layout));
    this._path.setAttribute('stroke', color);
    this._title.textContent = title.replace(lineBreak, ' at ');
    this._title.setAttribute('x', String(l + w / 2));
    this._title.setAttribute('y', String(height - 6));
  }

  private _path = document.createElementNS(svg, 'path');
  private _title = document.createElementNS(svg, 'text');
}
