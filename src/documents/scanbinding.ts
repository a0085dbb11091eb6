import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { loneScanDocument, withRename, type MapView } from '../analysis/document/index.js';
import type { IRename } from '../analysis/rename.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { Debounce, DisposableStore, Lifetime } from '../lifecycle/index.js';
import type { AnalysisModel, ModelChange } from '../model/index.js';
import { RenameWatch } from './renames.js';
import type { ViewState, ViewStateStore } from './viewstates.js';

/** Time from the last change until the view is stored (ms). */
const storeDelay = 1000;

export interface ScanBindingOptions {
  context: DocumentRegistry.Context;
  model: AnalysisModel;
  diagnostics: IDiagnostics;
  contents: Contents.IManager;
  views: ViewStateStore;
  /** Preferences for the view of maps. */
  preferred: () => Promise<Partial<MapView>>;
}

/**
 * Restores the view of a scan without analysis when it is opened, and stores its changes, under the
 * path of the scan. The scan itself is never written.
 */
export class ScanBinding implements IDisposable {
  constructor(private _options: ScanBindingOptions) {
    const { context, contents, diagnostics, model } = _options;
    this._owned.add(this._lifetime);
    this._store = this._owned.add(new Debounce(storeDelay, () => this._keep()));
    model.changed.connect(this._onChanged, this);
    this._owned.defer(() => model.changed.disconnect(this._onChanged, this));
    this._owned.add(new RenameWatch(contents, context, rename => this._follow(rename)));
    void diagnostics.guard(this._where('Reading the scan'), () => this._load());
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._owned.dispose();
  }

  private async _load(): Promise<void> {
    const { context, model, preferred } = this._options;
    const map = await this._lifetime.whenAlive(preferred());
    const { path } = context;
    await this._lifetime.whenAlive(this._find(path), view => {
      const document = view?.document ?? loneScanDocument(path, map);
      // it may have been renamed meanwhile
      model.load(withRename(document, { from: path, to: context.path }), view?.edited);
      this._isLoaded = true;
    });
  }

  /** The scan is shown even if its view can't be loaded; such a view is not overwritten. */
  private async _find(path: string): Promise<ViewState | null> {
    const { diagnostics, views } = this._options;
    try {
      return await views.find(path);
    } catch (error) {
      const where = { doing: 'Reading the scan', path };
      diagnostics.log('warning', `The stored view can't be loaded: ${String(error)}`, where);
      return null;
    }
  }

  private _onChanged(_: AnalysisModel, { document, chosen }: ModelChange): void {
    if ((document || chosen) && this._isLoaded) {
      this._store.schedule();
    }
  }

  private _keep(): void {
    const { context, diagnostics, model, views } = this._options;
    const { document, edits } = model; // before the model is disposed of
    void diagnostics.guard(this._where('Keeping the view'), () =>
      views.keep(context.path, document, edits.last)
    );
  }

  private _follow(rename: IRename): void {
    const { diagnostics, model, views } = this._options;
    diagnostics.guardSync(this._where('Following a rename'), () => {
      views.renamed(rename);
      model.relocate(rename, path => path);
      if (this._isLoaded) {
        this._store.schedule();
      }
    });
  }

  private _where(doing: string) {
    return { doing, path: this._options.context.path };
  }

  private _owned = new DisposableStore();
  private _lifetime = new Lifetime();
  private _store: Debounce;
  /** Whether the stored view is in the model: storing earlier would lose it. */
  private _isLoaded = false;
}
