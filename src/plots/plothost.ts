import type { IDisposable } from '@lumino/disposable';
import { Lifetime, LifetimeEnded, markAsDisposed, trackDisposable } from '../lifecycle/index.js';
import type { IFigure, IPlotly, IPlotlyNode } from './plotly.js';

export interface IPlotHostOptions {
  loadPlotly: () => Promise<IPlotly>;
  /** Called after each drawing, with the node as plotly laid it out. */
  onDrawn?: (node: IPlotlyNode) => void;
  /** Axis ranges a person chose by dragging, as plotly names them. */
  onRelayout?: (change: Record<string, unknown>) => void;
  /** A drawing failed. */
  onFailure: (error: unknown) => void;
}

const config = {
  displayModeBar: false,
  responsive: false,
  doubleClick: 'reset',
  scrollZoom: false
};

/**
 * Owns one plotly node: created → attached → live ⇄ suspended → disposed. Drawings are queued, the
 * newest figure wins, and nothing is drawn unless the host was told that it is visible.
 */
export class PlotHost implements IDisposable {
  /** How many hosts live; shown in `xes:state`. */
  static live = 0;

  constructor(private _options: IPlotHostOptions) {
    trackDisposable(this);
    PlotHost.live++;
    this.node.className = 'jp-XESPlot';
  }

  readonly node: IPlotlyNode = document.createElement('div');

  get isDisposed(): boolean {
    return !this._lifetime.isAlive;
  }

  /** Whether plotly has drawn on the node. */
  get isLive(): boolean {
    return this._isLive;
  }

  /** Told by the widget: attached and shown, or not. */
  setVisible(visible: boolean): void {
    this._visible = visible;
    this._schedule();
  }

  /** Show a figure; it is drawn as soon as the host is visible. */
  render(figure: IFigure): void {
    this._pending = figure;
    this._last = figure;
    this._schedule();
  }

  /** Draw the same figure again, at the node's present size. */
  redraw(): void {
    this._pending = this._last;
    this._schedule();
  }

  /** The plot as a PNG's data URL, or null where nothing is drawn. @throws what plotly throws. */
  async toImage(width: number, height: number): Promise<string | null> {
    if (!this._isLive) {
      return null;
    }
    const plotly = await this._lifetime.while(this._options.loadPlotly());
    return this._lifetime.while(
      plotly.toImage(this.node, { format: 'png', width, height, scale: 2 })
    );
  }

  dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._lifetime.dispose();
    markAsDisposed(this);
    PlotHost.live--;
    this._pending = this._last = null;
    const plotly = this._plotly;
    this._plotly = null;
    try {
      this.node.removeAllListeners?.();
      if (this._isLive) {
        plotly?.purge(this.node);
      }
    } finally {
      this._isLive = false;
      this.node.remove();
      this.node.replaceChildren();
    }
  }

  private _schedule(): void {
    if (this.isDisposed || !this._visible || !this._pending || this._running) {
      return;
    }
    this._running = true;
    void this._drain().finally(() => {
      this._running = false;
    });
  }

  private async _drain(): Promise<void> {
    try {
      while (this._pending && this._visible && !this.isDisposed) {
        const figure = this._pending;
        this._pending = null;
        await this._draw(figure);
      }
    } catch (error) {
      if (!(error instanceof LifetimeEnded)) {
        this._options.onFailure(error);
      }
    }
  }

  private async _draw(figure: IFigure): Promise<void> {
    this._plotly ??= await this._lifetime.while(this._options.loadPlotly());
    const { clientWidth: width, clientHeight: height } = this.node;
    if (width < 20 || height < 20) {
      return; // no room to draw in; a resize draws again
    }
    const layout = { ...figure.layout, width, height };
    const isFirst = !this._isLive;
    this._isLive = true;
    await this._lifetime.while(this._plotly.react(this.node, figure.data, layout, config));
    if (isFirst && this._options.onRelayout) {
      this.node.on?.('plotly_relayout', this._options.onRelayout);
    }
    this._options.onDrawn?.(this.node);
  }

  private _lifetime = new Lifetime();
  private _plotly: IPlotly | null = null;
  private _pending: IFigure | null = null;
  private _last: IFigure | null = null;
  private _visible = false;
  private _running = false;
  private _isLive = false;
}
