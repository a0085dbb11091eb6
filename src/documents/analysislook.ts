import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { IDisposable } from '@lumino/disposable';
import { lookOf } from '../analysis/document/index.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { Debounce, DisposableStore, Lifetime } from '../lifecycle/index.js';
import type { AnalysisModel, ModelChange } from '../model/index.js';
import type { ViewStateStore } from './viewstates.js';

/** Time from the last change of the view until it is stored (ms). */
const storeDelay = 1000;

export interface IAnalysisLookOptions {
  context: DocumentRegistry.Context;
  model: AnalysisModel;
  diagnostics: IDiagnostics;
  views: ViewStateStore;
}

/**
 * The view of an analysis when it was last open, for a reload of the page: a change of the view
 * alone does not need saving, so that no file has it before the next save. It is stored along with
 * the time of the file, and restored if that is unchanged and the user has done nothing since.
 */
export class AnalysisLook implements IDisposable {
  constructor(private _options: IAnalysisLookOptions) {
    const { diagnostics, model } = _options;
    this._owned.add(this._lifetime);
    this._store = this._owned.add(new Debounce(storeDelay, () => this._keep()));
    model.changed.connect(this._onChanged, this);
    this._owned.defer(() => model.changed.disconnect(this._onChanged, this));
    void diagnostics.guard(this._where, () => this._find());
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._owned.dispose();
  }

  private async _find(): Promise<void> {
    const { context, model, views } = this._options;
    await this._lifetime.whenAlive(model.loaded);
    const time = timeOf(context);
    await this._lifetime.whenAlive(views.findLook(context.path), found => {
      const mayShow = !this._isTouched && !context.model.dirty && !model.failure;
      if (found && time !== null && found.of === time && mayShow) {
        model.lookAs(found.look);
      }
    });
  }

  private _onChanged(_: AnalysisModel, { chosen, document }: ModelChange): void {
    this._isTouched ||= !!(chosen || document);
    if (chosen) {
      this._store.schedule();
    }
  }

  /** Unsaved changes, including the view, are stored by the autosave instead. */
  private _keep(): void {
    const { context, diagnostics, model, views } = this._options;
    const time = timeOf(context);
    if (time !== null && !context.model.dirty && !model.isDisposed) {
      const look = lookOf(model.document.view);
      void diagnostics.guard(this._where, () => views.keepLook(context.path, look, time));
    }
  }

  private get _where() {
    return { doing: 'Keeping the view', path: this._options.context.path };
  }

  private _owned = new DisposableStore();
  private _lifetime = new Lifetime();
  private _store: Debounce;
  /** Whether the user did anything before it was found. */
  private _isTouched = false;
}

/** The time of the file that was read; null before. */
function timeOf({ contentsModel }: DocumentRegistry.Context): string | null {
  return contentsModel?.last_modified ?? null;
}
