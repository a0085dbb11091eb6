import type { IDisposable } from '@lumino/disposable';
import type { ICurve } from './curve.js';
import { panelOf, type IPanel } from './panel.js';
import type { IPlotlyNode } from './plotly.js';

type Layout = NonNullable<IPlotlyNode['_fullLayout']>;

/** So long a turn of drawing takes, ms: the page paints and answers between two. */
const turn = 8;

/** Curves in a panel, to be drawn. */
interface IWanted {
  curves: readonly ICurve[];
  panel: IPanel;
}

/** A picture that is being drawn. */
interface IJob extends IWanted {
  canvas: HTMLCanvasElement;
  /** Index of the next curve. */
  next: number;
}

export interface ICurveRasterOptions {
  /** Runs what is drawn, with its errors in the log. */
  guard: (work: () => void) => void;
  /** There is no picture, and there will be none: the curves are to be drawn otherwise. */
  onFailure: () => void;
}

/**
 * Many curves as one picture below the axes of a plot: as shapes of the page, each frame that anything above them changes
 * would draw all of them again. While the axes are dragged the picture moves with them, and a new one takes its place
 * when they rest.
 */
export class CurveRaster implements IDisposable {
  constructor(private _options: ICurveRasterOptions) {
    this.node.className = 'jp-XESCurveRaster';
    this.node.setAttribute('aria-hidden', 'true');
  }

  readonly node = document.createElement('div');

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Whether it draws no more, since it could not. */
  get hasFailed(): boolean {
    return this._hasFailed;
  }

  /** Draw curves, over a few frames; until they are there the picture before stands. The same are not drawn again. */
  show(curves: readonly ICurve[], layout: Layout): void {
    const panel = panelOf(layout, 'yaxis');
    if (curves.length === 0 || !panel || this._hasFailed || this._isDisposed) {
      this.clear();
      return;
    }
    const wanted = { curves, panel: fixed(panel) };
    this._place(panel);
    if (isSame(this._wanted, wanted)) {
      return;
    }
    this._wanted = wanted;
    this._start();
  }

  /** Put the picture where the axes are now. */
  move(layout: Layout): void {
    const panel = panelOf(layout, 'yaxis');
    if (panel && this._wanted) {
      this._place(panel);
    }
  }

  /** Hold nothing any more. */
  clear(): void {
    cancelAnimationFrame(this._frame);
    this._frame = 0;
    this._wanted = this._job = this._drawn = this._panel = null;
    this.node.replaceChildren();
  }

  dispose(): void {
    this._isDisposed = true;
    this.clear();
    this.node.remove();
  }

  private _place(panel: IPanel): void {
    this._panel = fixed(panel);
    const { left, top, width, height } = panel;
    const pixels = { left, top, width, height };
    Object.entries(pixels).forEach(([name, value]) =>
      this.node.style.setProperty(name, `${value}px`)
    );
    const { _drawn: drawn } = this;
    if (drawn) {
      const x = stretch(drawn.panel.xaxis.range, panel.xaxis.range, width);
      const y = stretch(turned(drawn.panel.yaxis.range), turned(panel.yaxis.range), height);
      const [sx, sy] = [x.size / drawn.panel.width, y.size / drawn.panel.height];
      drawn.canvas.style.transform = `translate(${x.start}px, ${y.start}px) scale(${sx}, ${sy})`;
    }
  }

  /** A picture that is nearly there is finished before the next one, so that one comes at all during a drag. */
  private _start(): void {
    if (this._wanted && !this._job) {
      this._job = { ...this._wanted, canvas: canvasOf(this._wanted.panel), next: 0 };
      this._later();
    }
  }

  private _later(): void {
    this._frame = requestAnimationFrame(() => {
      let isWhole = false;
      try {
        this._options.guard(() => (isWhole = this._work()));
      } finally {
        if (!isWhole) {
          this._fail();
        }
      }
    });
  }

  private _fail(): void {
    this._hasFailed = true;
    this.clear();
    this._options.guard(this._options.onFailure);
  }

  /** @returns false where a browser gives nothing to draw on, as one that is short of memory. */
  private _work(): boolean {
    const { _job: job } = this;
    if (!job) {
      return true;
    }
    const context = job.canvas.getContext('2d');
    if (!context) {
      return false;
    }
    const end = performance.now() + turn;
    while (job.next < job.curves.length && performance.now() < end) {
      drawCurve(context, job.curves[job.next++], job.panel);
    }
    if (job.next < job.curves.length) {
      this._later();
    } else {
      this._finish(job);
    }
    return true;
  }

  private _finish(job: IJob): void {
    this._job = null;
    this._drawn = job;
    this.node.replaceChildren(job.canvas);
    if (this._panel) {
      this._place(this._panel);
    }
    if (!isSame(this._wanted, job)) {
      this._start();
    }
  }

  private _isDisposed = false;
  private _hasFailed = false;
  private _wanted: IWanted | null = null;
  private _job: IJob | null = null;
  private _drawn: IJob | null = null;
  private _panel: IPanel | null = null;
  private _frame = 0;
}

/** Plotly moves its axes in place. */
function fixed(panel: IPanel): IPanel {
  const { xaxis, yaxis } = panel;
  return {
    ...panel,
    xaxis: { ...xaxis, range: [...xaxis.range] },
    yaxis: { ...yaxis, range: [...yaxis.range] }
  };
}

function isSame(one: IWanted | null, other: IWanted): boolean {
  const placed = ({ panel: { width, height, xaxis, yaxis } }: IWanted) =>
    [width, height, ...xaxis.range, ...yaxis.range, yaxis.type].join();
  return (
    one !== null &&
    one.curves.length === other.curves.length &&
    one.curves.every((curve, i) => curve === other.curves[i]) &&
    placed(one) === placed(other)
  );
}

/** From the top down. */
function turned([low, high]: readonly [number, number]): [number, number] {
  return [high, low];
}

/** Where a range that was drawn lies in what is visible now, pixels. */
function stretch(
  [d0, d1]: readonly [number, number],
  [c0, c1]: readonly [number, number],
  pixels: number
): { start: number; size: number } {
  const at = (value: number) => ((value - c0) / (c1 - c0)) * pixels;
  return { start: at(d0), size: at(d1) - at(d0) };
}

function canvasOf({ width, height }: IPanel): HTMLCanvasElement {
  const scale = window.devicePixelRatio || 1;
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  return canvas;
}

function drawCurve(
  context: CanvasRenderingContext2D,
  { color, isStale, data }: ICurve,
  { width, height, xaxis, yaxis }: IPanel
): void {
  const { width: across, height: down } = context.canvas;
  const [x0, x1] = xaxis.range;
  const [y0, y1] = yaxis.range;
  const isLog = yaxis.type === 'log';
  const toX = (value: number) => ((value - x0) / (x1 - x0)) * across;
  const toY = (value: number) => ((y1 - (isLog ? Math.log10(value) : value)) / (y1 - y0)) * down;
  context.strokeStyle = color;
  context.globalAlpha = isStale ? 0.4 : 1;
  context.lineWidth = Math.max(1, across / width, down / height);
  context.beginPath();
  tracePath(context, data.energy, data.intensity, toX, toY, across);
  context.stroke();
}

/** What a path is drawn with. */
export type Pen = Pick<CanvasRenderingContext2D, 'moveTo' | 'lineTo'>;

/**
 * Draw a line through points, of which those in one column of pixels are four at most: the first, the least, the greatest
 * and the last, in their order, so that no extreme is hidden. Where a point is not finite the line is broken; what lies
 * outside of the picture is left out, but for the points next to it.
 * @param x ascending. @param width of the picture, pixels.
 */
export function tracePath(
  pen: Pen,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  toX: (value: number) => number,
  toY: (value: number) => number,
  width: number
): void {
  const { length } = x;
  let from = 0;
  while (from + 1 < length && toX(x[from + 1]) < 0) {
    from++;
  }
  let isDown = false;
  for (let i = from; i < length;) {
    const u = toX(x[i]);
    let [least, most, last] = [i, i, i];
    const column = Math.floor(u);
    const isKnown = Number.isFinite(u) && Number.isFinite(toY(y[i]));
    if (isKnown) {
      while (last + 1 < length && Math.floor(toX(x[last + 1])) === column) {
        if (!Number.isFinite(toY(y[last + 1]))) {
          break;
        }
        last++;
        least = y[last] < y[least] ? last : least;
        most = y[last] > y[most] ? last : most;
      }
      const points = [i, Math.min(least, most), Math.max(least, most), last];
      points.forEach((point, n) => {
        if (n === 0 || point !== points[n - 1]) {
          const [px, py] = [toX(x[point]), clamped(toY(y[point]))];
          if (isDown) {
            pen.lineTo(px, py);
          } else {
            pen.moveTo(px, py);
          }
          isDown = true;
        }
      });
    }
    isDown &&= isKnown;
    if (u > width) {
      break;
    }
    i = last + 1;
  }
}

/** Far outside of a picture a browser draws no longer what it is asked for. */
function clamped(pixel: number): number {
  return Math.max(-1e5, Math.min(1e5, pixel));
}
