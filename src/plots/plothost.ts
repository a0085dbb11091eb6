import type { IDisposable } from '@lumino/disposable';
import { inPhase } from '../base/phases.js';
import { Lifetime, LifetimeEnded, markAsDisposed, trackDisposable } from '../lifecycle/index.js';
import { widenAxisStrips } from './axisstrips.js';
import { keepOrderLayers } from './orderlayers.js';
import { paperPlot } from './paperplot.js';
import type { IFigure, IPlotly, IPlotlyNode } from './plotly.js';
import { drawingTurn, noteOtherDrawing, orNextFrame } from './drawingqueue.js';

export interface IPlotHostOptions {
  loadPlotly: () => Promise<IPlotly>;
  /** Called after each drawing, with the node as laid out by plotly. */
  onDrawn?: (node: IPlotlyNode) => void;
  /** Called with axis ranges the user chose by dragging, as named by plotly. */
  onRelayout?: (change: Record<string, unknown>) => void;
  /**
   * The same while a drag or the wheel still moves them; if set, the wheel zooms about the pointer.
   */
  onMoving?: (node: IPlotlyNode) => void;
  /** Called on a double click; without it plotly restores the axes of the first drawing. */
  onReset?: () => void;
  /** Called when a drawing failed; if possible, it was replaced by one as on paper. */
  onFailure: (error: unknown) => void;
}

const config = {
  displayModeBar: false,
  showTips: false, // its tip is added to JupyterLab's page, outside of the plot
  responsive: false,
  doubleClick: 'reset'
};

/**
 * Owns a plotly node: created → attached → live ⇄ suspended → disposed. Drawings are queued, the
 * newest figure wins, and nothing is drawn unless the host is known to be visible.
 */
export class PlotHost implements IDisposable {
  /** Number of live hosts; shown in `xes:state`. */
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

  /** Called by the widget: attached and visible, or not. */
  setVisible(visible: boolean): void {
    this._visible = visible;
    this._schedule();
  }

  /** Whether the axes are being dragged: a drawing would end that, and waits. */
  hold(isHeld: boolean): void {
    if (this._isHeld && !isHeld) {
      this._isMoving = false; // plotly reports no end of a drag that it ignored
    }
    this._isHeld = isHeld;
    this._schedule();
  }

  /**
   * Show a figure; it is drawn as soon as the host is visible.
   * @param beside belongs to the same frame: the drawing waits for it, until that frame begins.
   */
  render(figure: IFigure, beside: Promise<void> | null = null): void {
    this._beside = beside;
    this._pending = figure;
    this._last = figure;
    this._schedule();
  }

  /** Try plotly again with the same figure. */
  retry(): void {
    this._isRetried = true;
    this.redraw();
  }

  /** Draw the same figure again, at the node's present size. */
  redraw(): void {
    this._pending = this._last;
    this._schedule();
  }

  /** Draw again if the node's size has changed since the drawing. */
  fit(): void {
    const { clientWidth, clientHeight } = this.node;
    if (clientWidth !== this._size.width || clientHeight !== this._size.height) {
      this.redraw();
    }
  }

  /**
   * A figure as the data URL of a PNG, drawn separately at the size of the plot and with its
   * visible ranges; null if there is no drawing. @throws what plotly throws.
   */
  async toImage({ data, layout }: IFigure): Promise<string | null> {
    if (!this._isLive) {
      return null;
    }
    const { width, height } = this._size;
    const figure = {
      data,
      layout: { ...this.shownAs()({ data, layout }).layout, width, height }
    };
    return this._lifetime.whenAlive(this._load(), plotly =>
      this._lifetime.whenAlive(plotly.toImage(figure, { format: 'png', width, height, scale: 2 }))
    );
  }

  /** Function that applies the present ranges to figures, whatever the plot shows later. */
  shownAs(): (figure: IFigure) => IFigure {
    const ranges = shownRanges(this.node);
    return ({ data, layout }) => ({ data, layout: { ...layout, ...within(layout, ranges) } });
  }

  dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._lifetime.dispose();
    markAsDisposed(this);
    PlotHost.live--;
    this._pending = this._last = this._beside = null;
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

  /** Whether there is something to draw now. */
  private get _isDue(): boolean {
    const isFree = !this._isHeld && !this._isMoving;
    return !this.isDisposed && this._visible && isFree && this._pending !== null;
  }

  private _schedule(): void {
    if (!this._isRunning && this._isDue) {
      this._isRunning = true;
      void this._drain();
    }
  }

  private async _drain(): Promise<void> {
    let attempt: IFigure | null = null;
    try {
      while (this._isDue) {
        attempt = this._pending;
        await this._draw();
      }
      this._isRunning = false;
    } catch (error) {
      this._isRunning = false;
      if (error instanceof LifetimeEnded || this.isDisposed) {
        return;
      }
      if (!this._isRetried) {
        if (this._pending === attempt) {
          this._pending = null; // the same figure would fail forever
        }
        this._fallBack(attempt);
      }
      this._options.onFailure(error);
      this._schedule();
    }
  }

  /**
   * Draw as on paper what plotly failed to draw, once; if that fails too, only the message remains.
   */
  private _fallBack(figure: IFigure | null): void {
    if (this._plotly === paperPlot) {
      return;
    }
    try {
      this.node.removeAllListeners?.();
      this._plotly?.purge(this.node);
    } catch {
      // it is in no state to clean up
    }
    this.node.replaceChildren();
    this._plotly = paperPlot;
    this._isListening = this._isMoving = false;
    this._pending ??= figure;
  }

  /** Plotly makes the next drawing, with its events. */
  private _leavePaper(): void {
    if (this._plotly === paperPlot) {
      paperPlot.purge(this.node);
      this._plotly = null;
      this._isListening = false;
    }
  }

  private _load(): Promise<IPlotly> {
    return this._plotly ? Promise.resolve(this._plotly) : this._options.loadPlotly();
  }

  private async _draw(): Promise<void> {
    if (this._isRetried) {
      this._isRetried = false;
      this._leavePaper();
    }
    const plotly = this._plotly ?? (await this._lifetime.whenAlive(this._options.loadPlotly()));
    await this._lifetime.whenAlive(drawingTurn(this._name));
    if (this._beside) {
      await this._lifetime.whenAlive(orNextFrame(this._beside));
      this._beside = null;
    }
    // checked again: disposal may happen between the promise's check and this line
    const figure = this._pending;
    if (!this._isDue || !figure || this._isRetried) {
      return; // a retry meanwhile has scheduled the next drawing
    }
    this._plotly = plotly;
    this._pending = null;
    const { clientWidth: width, clientHeight: height } = this.node;
    if (width < 20 || height < 20) {
      return; // no room to draw in; a resize draws again
    }
    const layout = { ...figure.layout, width, height };
    const { onDrawn, onReset, onMoving } = this._options;
    this._isLive = true;
    this._size = { width, height };
    const settings = {
      ...config,
      ...(onReset ? { doubleClick: false } : {}),
      scrollZoom: onMoving !== undefined
    };
    const before = this.node._fullLayout;
    await inPhase('draw', () =>
      this._lifetime.whenAlive(plotly.react(this.node, figure.data, layout, settings), () => {
        keepOrderLayers(before, this.node);
        widenAxisStrips(this.node, height);
        this._listen();
        onDrawn?.(this.node);
      })
    );
  }

  /** Plotly adds its event methods to the node in the first drawing. */
  private _listen(): void {
    if (this._isListening) {
      return;
    }
    this._isListening = true;
    const { onRelayout, onReset, onMoving } = this._options;
    this.node.on?.('plotly_relayouting', () => {
      this._isMoving = true; // wheel events count as one gesture until they cease
      onMoving?.(this.node);
    });
    this.node.on?.('plotly_relayout', change => {
      this._isMoving = false;
      noteOtherDrawing();
      onRelayout?.(change);
      this._schedule();
    });
    if (onReset) {
      this.node.on?.('plotly_doubleclick', () => onReset());
    }
  }

  /** Unique among the plots of the page. */
  private _name = Symbol('plot');
  private _lifetime = new Lifetime();
  private _plotly: IPlotly | null = null;
  private _pending: IFigure | null = null;
  private _last: IFigure | null = null;
  private _beside: Promise<void> | null = null;
  private _size = { width: 0, height: 0 };
  private _visible = false;
  private _isRunning = false;
  /**
   * Whether the pointer is pressed on the axes, and whether they are moving with it or the wheel.
   */
  private _isHeld = false;
  private _isMoving = false;
  private _isLive = false;
  private _isListening = false;
  /** Whether a retry was requested since the last drawing began. */
  private _isRetried = false;
}

/** The ranges of a node, by axis. */
function shownRanges({ _fullLayout: full }: IPlotlyNode): Ranges {
  const names = ['xaxis', 'yaxis', 'yaxis2'] as const;
  return names.flatMap(name => {
    const range = full?.[name]?.range;
    return range ? [[name, [...range]] as const] : [];
  });
}

type Ranges = readonly (readonly [name: string, range: readonly unknown[]])[];

/** The axes of a layout with given ranges. */
function within(layout: IFigure['layout'], ranges: Ranges): object {
  return Object.fromEntries(
    ranges.flatMap(([name, range]) => {
      const axis = layout[name] as object | undefined;
      return axis ? [[name, { ...axis, range: [...range], autorange: false }] as const] : [];
    })
  );
}
