import { DocumentWidget, type DocumentRegistry } from '@jupyterlab/docregistry';
import type { AnalysisModel } from '../analysis/index.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { DisposableStore, releaseToolbarBehaviors } from '../lifecycle/index.js';
import type { XESViewer } from './viewer.js';

/** What a document widget is made of; it owns what `own` was given, and its model. */
export interface IXESDocumentOptions {
  content: XESViewer;
  context: DocumentRegistry.Context;
  model: AnalysisModel;
  diagnostics: IDiagnostics;
}

/** A scan or an analysis in a tab: both doors lead to the same viewer. */
export class XESDocumentWidget extends DocumentWidget<XESViewer> {
  constructor(options: IXESDocumentOptions) {
    super({ content: options.content, context: options.context });
    this.addClass('jp-XESDocument');
    this._model = options.model;
    this._diagnostics = options.diagnostics;
    this.owned.add(options.model);
  }

  /** The model shown; null once disposed. */
  get model(): AnalysisModel | null {
    return this._model;
  }

  /** Disposed of with the widget. */
  readonly owned = new DisposableStore();

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    // Older JupyterLabs keep this shell: nothing that leads to data may stay on it.
    this._model = null;
    try {
      this.owned.dispose();
    } catch (error) {
      void this._diagnostics.report(error, {
        doing: 'Closing the viewer',
        path: this.context.path
      });
    }
    releaseToolbarBehaviors(this.toolbar.node);
    super.dispose();
  }

  private _model: AnalysisModel | null;
  private _diagnostics: IDiagnostics;
}
