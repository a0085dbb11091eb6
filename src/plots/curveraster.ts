import type { IDisposable } from '@lumino/disposable';
import type { ICurve } from '../figures/curves/curve.js';
import { panelOf, type IPanel } from './panel.js';
import { PixelRaster, type IScale } from './pixelraster.js';
import type { IPlotlyNode } from './plotly.js';

type Layout = NonNullable<IPlotlyNode['_fullLayout']>;

/** Duration of a turn of drawing, ms: between turns the page can paint and respond. */
const turn = 6;

/** Curves to be drawn in a panel. */
interface IWanted {
  curves: readonly ICurve[];
  panel: IPanel;
}

/** A picture in progress. */
interface IJob extends IWanted {
  canvas: HTMLCanvasElement;
  /** What is drawn so far; null before the first turn. */
  drawn: { picture: ImageData; raster: PixelRaster } | null;
  /** Index of the next curve. */
  next: number;
}

export interface ICurveRasterOptions {
  /** Runs drawing code, with its errors logged. */
  guard: (work: () => void) => void;
  /** Called if there can be no picture: the curves have to be drawn by other means. */
  onFailure: () => void;
}

/**
 * Many curves as a picture below the axes of a plot: as shapes of the page, all of them would be
 * drawn again in each frame in which anything above them changes. While the axes are dragged the
 * picture moves with them, and is replaced when they come to rest.
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

  /** Whether drawing has failed for good. */
  get hasFailed(): boolean {
    return this._hasFailed;
  }

  /**
   * Draw curves, over a few frames; until then the previous picture stays. Unchanged curves are not
   * redrawn.
   */
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

  /** Move the picture along with the axes. */
  move(layout: Layout): void {
    const panel = panelOf(layout, 'yaxis');
    if (panel && this._wanted) {
      this._place(panel);
    }
  }

  /** Release everything. */
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

  /**
   * A picture that is almost complete is finished before the next one, so that some appear during a
   * drag.
   */
  private _start(): void {
    if (this._wanted && !this._job) {
      this._job = { ...this._wanted, canvas: canvasOf(this._wanted.panel), drawn: null, next: 0 };
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

  /** @returns false if the browser provides no canvas, e.g. when short of memory. */
  private _work(): boolean {
    const { _job: job } = this;
    if (!job) {
      return true;
    }
    const context = job.canvas.getContext('2d');
    if (!context) {
      return false;
    }
    const drawn = (job.drawn ??= blank(context, job.panel));
    const end = performance.now() + turn;
    while (job.next < job.curves.length && performance.now() < end) {
      drawCurve(drawn, job.curves[job.next++], job.panel);
    }
    if (job.next < job.curves.length) {
      this._later();
    } else {
      context.putImageData(drawn.picture, 0, 0);
      this._finish(job);
    }
    return true;
  }

  private _finish({ canvas, curves, panel }: IJob): void {
    this._job = null;
    this._drawn = { canvas, panel };
    this.node.replaceChildren(canvas);
    if (this._panel) {
      this._place(this._panel);
    }
    if (!isSame(this._wanted, { curves, panel })) {
      this._start();
    }
  }

  private _isDisposed = false;
  private _hasFailed = false;
  private _wanted: IWanted | null = null;
  private _job: IJob | null = null;
  private _drawn: Pick<IJob, 'canvas' | 'panel'> | null = null;
  private _panel: IPanel | null = null;
  private _frame = 0;
}

/** A copy, for plotly moves its axes in place. */
function fixed(panel: IPanel): IPanel {
  const { xaxis, yaxis } = panel;
  return {
    ...panel,
    xaxis: { ...xaxis, range: [...xaxis.range] },
    yaxis: { ...yaxis, range: [...yaxis.range] }
  };
}

function isSame(a: IWanted | null, b: IWanted): boolean {
  const placed = ({ panel: { width, height, xaxis, yaxis } }: IWanted) =>
    [width, height, ...xaxis.range, ...yaxis.range, yaxis.type].join();
  return (
    a !== null &&
    a.curves.length === b.curves.length &&
    a.curves.every((curve, i) => curve === b.curves[i]) &&
    placed(a) === placed(b)
  );
}

/** From the top down. */
function turned([low, high]: readonly [number, number]): [number, number] {
  return [high, low];
}

/** Where a drawn range lies in the visible one, pixels. */
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

function blank(context: CanvasRenderingContext2D, { width: across, height: down }: IPanel) {
  const { width, height } = context.canvas;
  const picture = context.createImageData(width, height);
  const thickness = Math.max(1, width / across, height / down);
  return { picture, raster: new PixelRaster(picture.data, width, height, thickness) };
}

function drawCurve(
  { picture: { width, height }, raster }: NonNullable<IJob['drawn']>,
  { color, isStale, data }: ICurve,
  { xaxis, yaxis }: IPanel
): void {
  const across = scaleOf(xaxis.range, width);
  const down = scaleOf(turned(yaxis.range), height, yaxis.type === 'log');
  raster.draw(data.energy, data.intensity, across, down, color, isStale ? 0.4 : 1);
}

/** Scale from a range of values to pixels. */
function scaleOf([from, to]: readonly [number, number], pixels: number, isLog = false): IScale {
  const scale = pixels / (to - from);
  return { scale, shift: -from * scale, isLog };
}
