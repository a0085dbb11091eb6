import type { ICurve } from './curve.js';
import { linePath } from './linepath.js';
import { panelOf, type IPanel } from './panel.js';
import type { IPlotlyNode } from './plotly.js';
import { intensityColumns, uidOf } from './spectratraces.js';

const svg = 'http://www.w3.org/2000/svg';

type Layout = NonNullable<IPlotlyNode['_fullLayout']>;

/** Curves as they are now, in one panel of a plot. */
export interface IPreviewed {
  curves: readonly ICurve[];
  axis: 'yaxis' | 'yaxis2';
  /** Follows the key of a curve in the names of what plotly drew of it. */
  suffix: string;
}

/**
 * Curves drawn over a plot, on its axes as they are, in the place of those that plotly drew of them, while a hand moves
 * what they depend on: plotly is too slow for that, and settles after.
 */
export class SpectraPreview {
  constructor() {
    this.node.classList.add('jp-XESPreview');
    this.node.setAttribute('aria-hidden', 'true');
  }

  readonly node: SVGSVGElement = document.createElementNS(svg, 'svg');

  /** @param plot what plotly drew: what is replaced of it is hidden until `clear`. */
  draw(previewed: readonly IPreviewed[], layout: Layout, plot: HTMLElement): void {
    this.node.replaceChildren();
    for (const { curves, axis, suffix } of previewed) {
      const panel = panelOf(layout, axis);
      if (!panel || curves.length === 0) {
        continue;
      }
      const frame = frameOf(panel);
      for (const curve of curves) {
        const lines = linesOf(curve, suffix);
        frame.append(...lines.map(line => pathOf(curve, line, panel)));
        [...lines.map(({ uid }) => uid), uidOf(`${curve.key}${suffix}#σ`)].forEach(uid =>
          this._hide(plot, uid)
        );
      }
      this.node.append(frame);
    }
  }

  /** Plotly's own drawing is there again. */
  clear(): void {
    this._hidden.forEach(node => node.style.removeProperty('visibility'));
    this._hidden.clear();
    this.node.remove();
  }

  private _hide(plot: HTMLElement, uid: string): void {
    for (const node of plot.querySelectorAll<SVGElement>(`.trace${uid}`)) {
      node.style.visibility = 'hidden';
      this._hidden.add(node);
    }
  }

  private _hidden = new Set<SVGElement>();
}

/** Cuts off what lies outside of a panel. */
function frameOf({ left, top, width, height }: IPanel): SVGSVGElement {
  const frame = document.createElementNS(svg, 'svg');
  for (const [name, value] of Object.entries({ x: left, y: top, width, height })) {
    frame.setAttribute(name, String(value));
  }
  return frame;
}

function pathOf(
  { color, data: { energy }, isStale }: ICurve,
  { intensity, isDashed }: ILine,
  { width, height, xaxis, yaxis }: IPanel
): SVGPathElement {
  const path = document.createElementNS(svg, 'path');
  const [x0, x1] = xaxis.range;
  const [y0, y1] = yaxis.range;
  const isLog = yaxis.type === 'log';
  const d = linePath(
    energy,
    intensity,
    x => ((x - x0) / (x1 - x0)) * width,
    y => ((y1 - (isLog ? Math.log10(y) : y)) / (y1 - y0)) * height
  );
  path.setAttribute('d', d);
  path.setAttribute('fill', 'none');
  path.setAttribute('stroke', color);
  path.classList.toggle('jp-mod-dashed', isDashed);
  path.classList.toggle('jp-mod-stale', isStale);
  return path;
}

interface ILine {
  intensity: Float64Array;
  isDashed: boolean;
  /** What plotly calls it. */
  uid: string;
}

/** A curve, and what was fitted to it. */
function linesOf({ key, data: { intensity, columns = {} }, isActive }: ICurve, suffix: string) {
  const names = isActive ? intensityColumns.filter(name => name in columns) : [];
  const main: ILine = { intensity, isDashed: false, uid: uidOf(`${key}${suffix}`) };
  return [
    main,
    ...names.map((name): ILine => ({
      intensity: columns[name],
      isDashed: true,
      uid: uidOf(`${key}${suffix}#${name}`)
    }))
  ];
}
