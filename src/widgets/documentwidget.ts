import { DocumentWidget, type DocumentRegistry } from '@jupyterlab/docregistry';
import { PromiseDelegate } from '@lumino/coreutils';
import type { Message } from '@lumino/messaging';
import { StackedPanel, type Panel } from '@lumino/widgets';
import type { AnalysisModel } from '../model/index.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { DisposableStore } from '../lifecycle/index.js';
import type { XESViewer } from './viewer.js';

export interface IXESDocumentOptions {
  context: DocumentRegistry.Context;
  diagnostics: IDiagnostics;
  /**
   * Loads the document's model and viewer and hands them to `place`; until then a spinner turns.
   */
  fill: (widget: XESDocumentWidget) => Promise<void>;
}

/**
 * A scan or an analysis in a tab: both kinds of document have the same viewer. The tab opens at
 * once; the viewer's code is loaded when the first document opens, so that it costs nothing before.
 */
export class XESDocumentWidget extends DocumentWidget<Panel> {
  constructor(options: IXESDocumentOptions) {
    const filled = new PromiseDelegate<void>();
    const content = new StackedPanel();
    super({ content, context: options.context, reveal: filled.promise });
    this.addClass('jp-XESDocument');
    this._diagnostics = options.diagnostics;
    this._filled = filled;
    void this._fill(options.fill).then(() => filled.resolve());
  }

  /** The model shown; null before it is loaded and once disposed. */
  get model(): AnalysisModel | null {
    return this._model;
  }

  /** The viewer; null before it is loaded and once disposed. */
  get viewer(): XESViewer | null {
    return this._viewer;
  }

  /** Resolves when model and viewer are in place, could not be loaded, or the tab was closed. */
  get filled(): Promise<void> {
    return this._filled.promise;
  }

  /** Resolves when the document is first drawn, or drawing turns out to take longer. */
  readonly drawn = new PromiseDelegate<void>();

  /** Disposed of with the widget. */
  readonly owned = new DisposableStore();

  /** Brings the document's text up to date with the model; set by the code that binds them. */
  flush: () => void = () => undefined;

  /** Called at the very end, to drop JupyterLab's references to the widget. */
  forget: () => void = () => undefined;

  /** Put the viewer in place; the widget owns both from then on. */
  place(model: AnalysisModel, viewer: XESViewer): void {
    this._model = this.owned.add(model);
    this._viewer = viewer;
    model.isHidden = this.isHidden;
    this.content.addWidget(viewer);
    const where = { doing: 'Showing the panels', path: this.context.path };
    void this._diagnostics.guard(where, () =>
      this.drawn.promise.then(() => this._viewer?.fillPanels())
    );
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    // Older versions of JupyterLab keep this shell: nothing on it may lead to data.
    this._model = this._viewer = null;
    this.flush = () => undefined;
    try {
      this.owned.dispose();
    } catch (error) {
      void this._diagnostics.report(error, {
        doing: 'Closing the viewer',
        path: this.context.path
      });
    }
    this._filled.resolve(); // so that nothing waits forever
    super.dispose();
    this.forget();
    this.forget = () => undefined;
  }

  /** Keys and commands go to the viewer that has the focus. */
  protected override onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    this._viewer?.activate();
  }

  /** Read again what was released while it was hidden. */
  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    if (this._model) {
      this._model.isHidden = false;
      this._model.recall();
    }
  }

  /** Hidden documents are computed after the others. */
  protected override onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    if (this._model) {
      this._model.isHidden = true;
    }
  }

  private async _fill(fill: IXESDocumentOptions['fill']): Promise<void> {
    try {
      await fill(this);
    } catch (error) {
      if (!this.isDisposed) {
        const failed = document.createElement('div');
        failed.className = 'jp-MainAreaWidget-error';
        failed.setAttribute('role', 'alert');
        failed.textContent =
          'The viewer could not be loaded. Is the server running? Close this tab and open the file again.';
        this.content.node.append(failed);
      }
      void this._diagnostics.report(error, {
        doing: 'Loading the viewer',
        path: this.context.path
      });
    }
  }

  private _model: AnalysisModel | null = null;
  private _viewer: XESViewer | null = null;
  private _diagnostics: IDiagnostics;
  private _filled: PromiseDelegate<void>;
}
