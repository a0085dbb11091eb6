import type { ICurve } from '../figures/curves/curve.js';
import { linePath } from './linepath.js';
import { panelOf, type IPanel } from './panel.js';
import type { IPlotlyNode } from './plotly.js';
import { fittedColumns, uidOf } from '../figures/curves/spectratraces.js';

const svg = 'http://www.w3.org/2000/svg';

type Layout = NonNullable<IPlotlyNode['_fullLayout']>;

/** Curves in a panel of a plot. */
export interface IPreviewed {
  /** The present curves, each with the one drawn by plotly. */
  curves: readonly { now: ICurve; before: ICurve }[];
  axis: 'yaxis' | 'yaxis2';
  /** Follows the key of a curve in the ids of plotly's drawing. */
  suffix: string;
}

/**
 * Curves drawn over a plot, on its present axes, instead of plotly's drawing of them, while the
 * user drags something that they depend on: plotly is too slow for that, and draws afterwards.
 */
export class SpectraPreview {
  constructor() {
    this.node.classList.add('jp-XESPreview');
    this.node.setAttribute('aria-hidden', 'true');
  }

  readonly node: SVGSVGElement = document.createElementNS(svg, 'svg');

  /**
   * Draw what differs. @param plot plotly's drawing: replaced lines are hidden until they are equal
   * again, or `clear`.
   */
  draw(previewed: readonly IPreviewed[], layout: Layout, plot: HTMLElement): void {
    this._show();
    this.node.replaceChildren();
    for (const { curves, axis, suffix } of previewed) {
      const panel = panelOf(layout, axis);
      if (!panel) {
        continue;
      }
      const frame = frameOf(panel);
      for (const { now, before } of curves) {
        const lines = changedLines(now, before, suffix);
        frame.append(...lines.map(line => pathOf(now, line, panel)));
        lines.flatMap(({ uids }) => uids).forEach(uid => this._hide(plot, uid));
      }
      this.node.append(frame);
    }
  }

  /** Show plotly's own drawing again. */
  clear(): void {
    this._show();
    this.node.remove();
  }

  private _show(): void {
    this._hidden.forEach(node => node.style.removeProperty('visibility'));
    this._hidden.clear();
  }

  private _hide(plot: HTMLElement, uid: string): void {
    for (const node of plot.querySelectorAll<SVGElement>(`.trace${uid}`)) {
      node.style.visibility = 'hidden';
      this._hidden.add(node);
    }
  }

  private _hidden = new Set<SVGElement>();
}

/** Clips what lies outside of a panel. */
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
  /** Plotly's ids of the line, and of what belongs to it. */
  uids: readonly string[];
}

/** The lines of a curve and its fit. */
function linesOf({ key, data, isActive }: ICurve, suffix: string): ILine[] {
  const { intensity, columns = {} } = data;
  const uid = (part: string) => uidOf(`${key}${suffix}${part}`);
  const names = isActive ? fittedColumns(columns) : [];
  return [
    { intensity, isDashed: false, uids: [uid(''), uid('#σ')] },
    ...names.map(name => ({
      intensity: columns[name],
      isDashed: true,
      uids: [uid(`#${name}`)]
    }))
  ];
}

/** The lines of a curve that differ from plotly's drawing. */
function changedLines(now: ICurve, before: ICurve, suffix: string): ILine[] {
  const known = linesOf(before, suffix);
  const isOther = now.isStale !== before.isStale || !areAlike(now.data.energy, before.data.energy);
  return linesOf(now, suffix).filter(
    ({ intensity }, i) => isOther || !known[i] || !areAlike(intensity, known[i].intensity)
  );
}

/** Whether two curves look the same: rounding errors do not move a line. */
function areAlike(one: Float64Array, other: Float64Array): boolean {
  const isNear = (a: number, b: number) =>
    Object.is(a, b) || Math.abs(a - b) <= 1e-9 * (Math.abs(a) + Math.abs(b));
  return (
    one === other ||
    (one.length === other.length && one.every((value, i) => isNear(value, other[i])))
  );
}
