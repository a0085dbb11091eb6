import { Panel } from '@lumino/widgets';
import type { AnalysisDocument } from '../analysis/document/index.js';
import type { XESError } from '../base/errors.js';
import { DisposableStore } from '../lifecycle/index.js';
import type { AnalysisModel, ModelChange } from '../model/index.js';
import type { XESViewer } from '../widgets/viewer.js';

/** Creates the model and the viewer of a document that is not a file. */
export type Embed = (place: IEmbedded) => { model: AnalysisModel; viewer: XESViewer };

export interface IEmbedded {
  readonly document: AnalysisDocument;
  /** Path of the notebook: the document's paths are relative to its folder. */
  readonly path: () => string;
  readonly isVisible: () => boolean;
  readonly owned: DisposableStore;
}

/** The viewer of a document that is not a file: the result of a notebook's cell. */
export class LiveView extends Panel {
  constructor(
    embed: Embed,
    document: AnalysisDocument,
    path: () => string,
    private _onFailure: (error: XESError) => void = () => undefined,
    private _onWork: (document: AnalysisDocument) => void = () => undefined
  ) {
    super();
    this.addClass('jp-XESLive');
    // shortcuts for cells would act on the surrounding one
    this.node.dataset.lmSuppressShortcuts = 'true';
    const isVisible = () => this.isVisible;
    const { model, viewer } = embed({ document, path, isVisible, owned: this._owned });
    this._model = this._owned.add(model);
    this._viewer = viewer;
    this.addWidget(viewer);
    model.changed.connect(this._onChanged, this);
    // JupyterLab sets the theme on this element
    const theme = new MutationObserver(() => viewer.isDisposed || viewer.refresh());
    theme.observe(window.document.body, { attributeFilter: ['data-jp-theme-name'] });
    this._owned.defer(() => theme.disconnect());
  }

  /** The document as now displayed; null once disposed. */
  get document(): AnalysisDocument | null {
    return this._model?.document ?? null;
  }

  /** Null once disposed. */
  get model(): AnalysisModel | null {
    return this._model;
  }

  get viewer(): XESViewer | null {
    return this._viewer;
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._model?.changed.disconnect(this._onChanged, this);
    this._model = this._viewer = null;
    this._onFailure = this._onWork = () => undefined;
    this._owned.dispose();
    super.dispose();
  }

  /** Report changes of the document; if no scan can be shown, the reason is that of the first. */
  private _onChanged(model: AnalysisModel, { document }: ModelChange): void {
    if (document) {
      this._onWork(model.document);
    }
    const { scans } = model;
    if (scans.length > 0 && scans.every(({ state }) => state === 'failed')) {
      const [{ error }] = scans;
      if (error) {
        queueMicrotask(() => this._onFailure(error)); // not while other slots handle the change
      }
    }
  }

  private _model: AnalysisModel | null;
  private _viewer: XESViewer | null;
  private _owned = new DisposableStore();
}
