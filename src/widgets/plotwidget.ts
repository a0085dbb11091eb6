import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { IDiagnostics } from '../diagnostics/types.js';
import { DisposableStore } from '../lifecycle/index.js';
import {
  CurvePreview,
  loadPlotly,
  PlotGestures,
  PlotHost,
  readTheme,
  type IFigure,
  type IPlacedImage,
  type IPlotlyNode,
  type IPreviewPlace,
  type IPreviewedCurve,
  type ITheme
} from '../plots/index.js';
import { button, element } from './dom.js';
import type { IPaperFigure } from './paper/types.js';

/** The axes of a plot as drawn by plotly. */
export type PlotLayout = NonNullable<IPlotlyNode['_fullLayout']>;

export interface IPlotWidgetOptions {
  diagnostics: IDiagnostics;
  /** Path of the document, for the log. */
  path: () => string;
  onDrawn?: (node: IPlotlyNode) => void;
  onRelayout?: (change: Record<string, unknown>) => void;
  /** Called while the axes move with a drag or the wheel; see `IPlotHostOptions`. */
  onMoving?: (node: IPlotlyNode) => void;
  /** Called on a double click; without it plotly restores its initial axes. */
  onReset?: () => void;
}

/** A widget around a plot: draws only while visible, and offers to redraw after a failure. */
export abstract class PlotWidget extends Widget {
  constructor(options: IPlotWidgetOptions) {
    super();
    this.addClass('jp-XESPlotWidget');
    const guard = <A extends unknown[]>(doing: string, work?: (...args: A) => void) =>
      work &&
      ((...args: A) =>
        options.diagnostics.guardSync({ doing, path: options.path() }, () => work(...args)));
    this._diagnostics = options.diagnostics;
    this._host = this.owned.add(
      new PlotHost({
        loadPlotly,
        onDrawn: node => {
          this._setPreview(false);
          const isWhole = options.diagnostics.guardSync(
            { doing: 'Drawing the plot', path: options.path() },
            () => (options.onDrawn?.(node), true)
          );
          if (!isWhole) {
            this.offerAgain();
          }
        },
        onRelayout: guard('Zooming', options.onRelayout),
        onReset: guard('Zooming', options.onReset),
        ...(options.onMoving ? { onMoving: guard('Zooming', options.onMoving) } : {}),
        onFailure: error => {
          void options.diagnostics.report(error, {
            doing: 'Drawing the plot',
            path: options.path(),
            module: 'plots'
          });
          this.offerAgain();
        }
      })
    );
    this.node.append(this._host.node);
    this.owned.add(
      new PlotGestures(this.node, this._host.node, {
        onHold: isHeld => this._host?.hold(isHeld)
      })
    );
    this._followSize(this._host);
  }

  /** Disposed of with the widget. */
  readonly owned = new DisposableStore();

  /** @param beside awaited with it, until the next frame; see `PlotHost`. */
  render(figure: IFigure, beside: Promise<void> | null = null): void {
    this._host?.render(figure, beside);
  }

  /**
   * Draw curves at once over the present axes, until the next drawing.
   * @param place where to draw them, if not along the axes of the last drawing with their title at
   * the bottom.
   * @returns false if there are no axes yet.
   */
  preview(
    curves: readonly IPreviewedCurve[],
    title: string,
    place: Partial<IPreviewPlace> & { layout?: PlotLayout } = {}
  ): boolean {
    const { layout = this.drawnLayout, along = 'x' } = place;
    if (!layout) {
      return false;
    }
    const { titleAt = this.node.clientHeight - 6 } = place;
    this._preview.draw(curves, title, layout, { titleAt, along });
    this._setPreview(true);
    return true;
  }

  /** What is shown, in a theme; null if nothing is. */
  protected abstract figureOf(theme: ITheme): IFigure | null;

  /** The axes as drawn; null before. */
  protected get drawnLayout(): PlotLayout | null {
    return (this._host?.isLive && this._host.node._fullLayout) || null;
  }

  /** The drawing as on paper, as the data URL of a PNG at twice the size; null if there is none. */
  toImage(): Promise<string | null> {
    const figure = this.figureOf(readTheme(this.node, true));
    return (figure && this._host?.toImage(figure)) || Promise.resolve(null);
  }

  /** The drawing for paper, in a theme; null if there is none. */
  paper(theme: ITheme): IPaperFigure | null {
    const figure = this.figureOf(theme);
    if (!figure || !this._host?.isLive) {
      return null;
    }
    const shown = this.shownAs()(figure);
    return { figure: () => shown };
  }

  /** Function that applies the present ranges to figures, whatever is shown when they are drawn. */
  protected shownAs(): (figure: IFigure) => IFigure {
    return this._host?.shownAs() ?? (figure => figure);
  }

  /** Images below a picture of it, lowest first, in pixels from its own corner. */
  imagesBelow(_theme: ITheme): IPlacedImage[] {
    return [];
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._host = null;
    this._diagnostics.guardSync({ doing: 'Closing a plot' }, () => this.owned.dispose());
    super.dispose();
    this.node.replaceChildren();
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._host?.setVisible(this.isVisible);
    this._host?.redraw();
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._host?.setVisible(this.isAttached && this.isVisible);
    this._host?.redraw();
  }

  protected override onResize(msg: Widget.ResizeMessage): void {
    super.onResize(msg);
    this._host?.setVisible(this.isAttached && this.isVisible);
    this._host?.fit(); // every update of a parent sends this, even if the size is unchanged
  }

  protected override onBeforeHide(msg: Message): void {
    super.onBeforeHide(msg);
    this._host?.setVisible(false);
  }

  protected override onBeforeDetach(msg: Message): void {
    super.onBeforeDetach(msg);
    this._host?.setVisible(false);
  }

  /**
   * The grid resizes plots without notifying Lumino, e.g. when a profile is added or removed; see
   * `followSize`.
   */
  private _followSize(host: PlotHost): void {
    const observer = new ResizeObserver(() => host.fit());
    // not the widget's node: JupyterLab may pin the size of its content, and release it later
    observer.observe(host.node);
    this.owned.defer(() => observer.disconnect());
  }

  private _setPreview(shown: boolean): void {
    this.toggleClass('jp-mod-preview', shown);
    if (!shown) {
      this._preview.node.remove();
    } else if (this._preview.node.parentNode !== this.node) {
      this.node.append(this._preview.node);
    }
  }

  /** Report that the plot is out of order, with a button that draws it again. */
  protected offerAgain(): void {
    if (this.isDisposed) {
      return;
    }
    const again = button('Draw again', 'Draw the plot again');
    again.onclick = () => {
      this._failed.remove();
      this._host?.retry();
    };
    this._failed.replaceChildren('The plot could not be drawn properly. ', again);
    this.node.append(this._failed);
  }

  private _preview = new CurvePreview();
  private _failed = element('div', 'jp-XESPlot-failed');
  private _host: PlotHost | null;
  private _diagnostics: IDiagnostics;
}
