import type { Spectrum } from '../science/spectrum.js';
import { lineBreak } from '../figures/axes.js';
import { linePath } from './linepath.js';
import type { IPlotlyNode } from './plotly.js';

const svg = 'http://www.w3.org/2000/svg';

type Layout = NonNullable<IPlotlyNode['_fullLayout']>;

/**
 * SVG path of a curve over the plot area of a layout. @param along the axis that its energies run
 * along.
 */
export function curvePath(
  { energy, intensity }: Spectrum,
  layout: Layout,
  along: 'x' | 'y' = 'x'
): string {
  const { _size: size, xaxis, yaxis } = layout;
  const [across, up] = along === 'x' ? [energy, intensity] : [intensity, energy];
  const [x0, x1] = xaxis.range;
  const [y0, y1] = yaxis.range;
  const toX = (x: number) => size.l + ((x - x0) / (x1 - x0)) * size.w;
  const toY = (y: number) => size.t + ((y1 - y) / (y1 - y0)) * size.h;
  return along === 'x'
    ? linePath(across, up, x => within(toX(x), size.l, size.w), toY)
    : linePath(across, up, toX, y => within(toY(y), size.t, size.h));
}

/** Limit a pixel to the plot area: moving axes may leave part of a curve behind. */
function within(pixel: number, start: number, length: number): number {
  return pixel > start - 1 && pixel < start + length + 1 ? pixel : NaN;
}

/** A curve drawn over a plot. */
export interface IPreviewedCurve {
  curve: Spectrum;
  color: string;
}

export interface IPreviewPlace {
  /** Pixels from the top. */
  titleAt: number;
  along: 'x' | 'y';
}

/** Curves drawn over a plot during a drag; plotly is too slow for that, and draws afterwards. */
export class CurvePreview {
  constructor() {
    this.node.classList.add('jp-XESPreview');
    this._title.setAttribute('text-anchor', 'middle');
    this.node.append(this._title);
  }

  readonly node: SVGSVGElement = document.createElementNS(svg, 'svg');

  /** @param place of the title, and the axis that energies run along. */
  draw(
    curves: readonly IPreviewedCurve[],
    title: string,
    layout: Layout,
    { titleAt, along }: IPreviewPlace
  ): void {
    const { l, w } = layout._size;
    this._fill(curves.length);
    curves.forEach(({ curve, color }, i) => {
      this._paths[i].setAttribute('d', curvePath(curve, layout, along));
      this._paths[i].setAttribute('stroke', color);
    });
    this._title.textContent = title.replace(lineBreak, ', ');
    this._title.setAttribute('x', String(l + w / 2));
    this._title.setAttribute('y', String(titleAt));
  }

  /** Set the number of paths, reusing existing ones. */
  private _fill(count: number): void {
    while (this._paths.length < count) {
      const path = document.createElementNS(svg, 'path');
      path.setAttribute('fill', 'none');
      this._paths.push(path);
      this.node.insertBefore(path, this._title);
    }
    this._paths.splice(count).forEach(path => path.remove());
  }

  private _paths: SVGPathElement[] = [];
  private _title = document.createElementNS(svg, 'text');
}
