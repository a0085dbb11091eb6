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

/** The axes of a plot as plotly has drawn them. */
export type PlotLayout = NonNullable<IPlotlyNode['_fullLayout']>;

export interface IPlotWidgetOptions {
  diagnostics: IDiagnostics;
  /** Document concerned, for the log. */
  path: () => string;
  onDrawn?: (node: IPlotlyNode) => void;
  onRelayout?: (change: Record<string, unknown>) => void;
  /** The axes move with a drag or a wheel; see `IPlotHostOptions`. */
  onMoving?: (node: IPlotlyNode) => void;
  /** A double click; without this plotly goes back to its first axes. */
  onReset?: () => void;
}

/** A widget around one plot: draws only while shown, offers to draw again what failed. */
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

  /** @param beside what is waited for with it, until the next frame; see `PlotHost`. */
  render(figure: IFigure, beside: Promise<void> | null = null): void {
    this._host?.render(figure, beside);
  }

  /**
   * Draw curves at once over the axes as they are; the next drawing takes its place.
   * @param place where they are drawn, if not along the axes of the last drawing with their title at the bottom.
   * @returns false where there are no axes yet.
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

  /** What is shown, in a theme; null where nothing is. */
  protected abstract figureOf(theme: ITheme): IFigure | null;

  /** The axes as they are drawn; null before. */
  protected get drawnLayout(): PlotLayout | null {
    return (this._host?.isLive && this._host.node._fullLayout) || null;
  }

  /** What is drawn, as it is on paper, as a PNG's data URL of twice the size; null where nothing is. */
  toImage(): Promise<string | null> {
    const figure = this.figureOf(readTheme(this.node, true));
    return (figure && this._host?.toImage(figure)) || Promise.resolve(null);
  }

  /** What it is on paper, in a theme; null where nothing is drawn. */
  paper(theme: ITheme): IPaperFigure | null {
    const figure = this.figureOf(theme);
    if (!figure || !this._host?.isLive) {
      return null;
    }
    const shown = this.shownAs()(figure);
    return { figure: () => shown };
  }

  /** Gives figures the ranges that are shown now, whatever is shown when they are drawn. */
  protected shownAs(): (figure: IFigure) => IFigure {
    return this._host?.shownAs() ?? (figure => figure);
  }

  /** What lies below a picture of it, from the lowest, in pixels from its own corner. */
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
    this._host?.fit(); // a parent's every update sends this, the same size or not
  }

  protected override onBeforeHide(msg: Message): void {
    super.onBeforeHide(msg);
    this._host?.setVisible(false);
  }

  protected override onBeforeDetach(msg: Message): void {
    super.onBeforeDetach(msg);
    this._host?.setVisible(false);
  }

  /** The grid gives a plot another size without telling Lumino, as where a profile comes or goes; see `followSize`. */
  private _followSize(host: PlotHost): void {
    const observer = new ResizeObserver(() => host.fit());
    observer.observe(host.node); // not the widget's: JupyterLab may pin what is in it, and let it go later
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

  /** Say that the plot is not as it should be, with a button to draw it again. */
  protected offerAgain(): void {
    if (this.isDisposed) {
      return;
    }
    const again = button('Draw again', 'Draw the plot again');
    again.onclick = () => {
      this._failed.remove();
      this._host?.retry();
    };
    this._failed.replaceChildren('The plot could not be drawn as it should. ', again);
    this.node.append(this._failed);
  }

  private _preview = new CurvePreview();
  private _failed = element('div', 'jp-XESPlot-failed');
  private _host: PlotHost | null;
  private _diagnostics: IDiagnostics;
}
