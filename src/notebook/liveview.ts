import { Panel } from '@lumino/widgets';
import type { AnalysisDocument } from '../analysis/document/index.js';
import type { XESError } from '../base/errors.js';
import { DisposableStore } from '../lifecycle/index.js';
import type { AnalysisModel, ModelChange } from '../model/index.js';
import type { XESViewer } from '../widgets/viewer.js';

/** Makes the model and the viewer of a document that is no file. */
export type Embed = (place: IEmbedded) => { model: AnalysisModel; viewer: XESViewer };

export interface IEmbedded {
  readonly document: AnalysisDocument;
  /** Path of the notebook: the document's paths are relative to its folder. */
  readonly path: () => string;
  readonly isVisible: () => boolean;
  readonly owned: DisposableStore;
}

/** The viewer of a document that is no file: it is what a notebook's cell computed. */
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
    // keys that act on cells would act on the one around it
    this.node.dataset.lmSuppressShortcuts = 'true';
    const isVisible = () => this.isVisible;
    const { model, viewer } = embed({ document, path, isVisible, owned: this._owned });
    this._model = this._owned.add(model);
    this._viewer = viewer;
    this.addWidget(viewer);
    model.changed.connect(this._onChanged, this);
    // JupyterLab says the theme there
    const theme = new MutationObserver(() => viewer.isDisposed || viewer.refresh());
    theme.observe(window.document.body, { attributeFilter: ['data-jp-theme-name'] });
    this._owned.defer(() => theme.disconnect());
  }

  /** As it is looked at now; null once disposed. */
  get document(): AnalysisDocument | null {
    return this._model?.document ?? null;
  }

  /** What is shown; null once disposed. */
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

  /** Says which work is shown, where that changed; nothing to see of any scan: the reason is that of the first. */
  private _onChanged(model: AnalysisModel, { document }: ModelChange): void {
    if (document) {
      this._onWork(model.document);
    }
    const { scans } = model;
    if (scans.length > 0 && scans.every(({ state }) => state === 'failed')) {
      const [{ error }] = scans;
      if (error) {
        queueMicrotask(() => this._onFailure(error)); // not while others hear of the change
      }
    }
  }

  private _model: AnalysisModel | null;
  private _viewer: XESViewer | null;
  private _owned = new DisposableStore();
}
