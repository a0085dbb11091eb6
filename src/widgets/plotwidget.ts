import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { IDiagnostics } from '../diagnostics/types.js';
import { DisposableStore } from '../lifecycle/index.js';
import { loadPlotly, PlotHost, type IFigure, type IPlotlyNode } from '../plots/index.js';
import { button, element } from './dom.js';

export interface IPlotWidgetOptions {
  diagnostics: IDiagnostics;
  /** Document concerned, for the log. */
  path: () => string;
  onDrawn?: (node: IPlotlyNode) => void;
  onRelayout?: (change: Record<string, unknown>) => void;
}

/** A widget around one plot: draws only while shown, offers to draw again what failed. */
export class PlotWidget extends Widget {
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
        onDrawn: guard('Drawing the plot', options.onDrawn),
        onRelayout: guard('Zooming', options.onRelayout),
        onFailure: error => {
          void options.diagnostics.report(error, {
            doing: 'Drawing the plot',
            path: options.path()
          });
          this._offerAgain();
        }
      })
    );
    this.node.append(this._host.node);
  }

  /** Disposed of with the widget. */
  readonly owned = new DisposableStore();

  render(figure: IFigure): void {
    this._host?.render(figure);
  }

  toImage(width: number, height: number): Promise<string | null> {
    return this._host?.toImage(width, height) ?? Promise.resolve(null);
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
    this._host?.redraw();
  }

  protected override onBeforeHide(msg: Message): void {
    super.onBeforeHide(msg);
    this._host?.setVisible(false);
  }

  protected override onBeforeDetach(msg: Message): void {
    super.onBeforeDetach(msg);
    this._host?.setVisible(false);
  }

  private _offerAgain(): void {
    if (this.isDisposed || this.node.querySelector('.jp-XESPlot-failed')) {
      return;
    }
    const pane = element('div', 'jp-XESPlot-failed', 'The plot could not be drawn. ');
    const again = button('Draw again', 'Draw the plot again');
    again.onclick = () => {
      pane.remove();
      this._host?.redraw();
    };
    pane.append(again);
    this.node.append(pane);
  }

  private _host: PlotHost | null;
  private _diagnostics: IDiagnostics;
}
