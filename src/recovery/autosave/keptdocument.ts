import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { IDisposable } from '@lumino/disposable';
import type { Autosave, AutosaveHandle } from './autosave.js';
import { documentKind } from '../../documents/pathkinds.js';
import { DisposableStore } from '../../lifecycle/index.js';
import type { AnalysisModel, ModelChange } from '../../model/index.js';
import { baseOf, textOf } from '../reports/openanalyses.js';
import type { DocumentTab } from '../restore/opentab.js';

/** Autosave of a document in its tab, from when it is loaded until it is closed. */
export async function keepDocument(tab: DocumentTab, autosave: Autosave): Promise<void> {
  await tab.revealed;
  await tab.model?.loaded;
  if (tab.model && !tab.isDisposed) {
    // owned after the model, so released before it
    tab.owned.add(new KeptDocument(tab.model, tab.context, autosave));
  }
}

class KeptDocument implements IDisposable {
  constructor(
    model: AnalysisModel,
    private _context: DocumentRegistry.Context,
    autosave: Autosave
  ) {
    const isAnalysis = documentKind(_context.path) === 'analysis';
    this._handle = this._owned.add(
      autosave.keep(
        {
          door: documentKind(_context.path),
          path: () => _context.path,
          text: () => textOf(_context, model),
          isUnsaved: () => !isAnalysis || _context.model.dirty,
          base: () => (isAnalysis ? baseOf(_context) : null)
        },
        _context // all views of a document share it
      )
    );
    model.changed.connect(this._onChanged, this);
    _context.saveState.connect(this._onSaveState, this);
    this._owned.defer(() => {
      model.changed.disconnect(this._onChanged, this);
      _context.saveState.disconnect(this._onSaveState, this);
    });
    if (isAnalysis && _context.model.dirty) {
      this._handle.changed();
    }
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._owned.dispose();
  }

  private _onChanged(_: AnalysisModel, change: ModelChange): void {
    if (change.document) {
      this._isNewer = true;
      this._handle.changed();
    } else if (change.chosen) {
      this._handle.changed(); // kept where there is work to be kept; by itself it is none
    } else if (change.paths) {
      this._handle.renamed();
    }
  }

  /**
   * JupyterLab takes a document as saved when the answer comes, also where it was changed since it
   * was sent: that change is marked as unsaved again. What came from another view was no change.
   */
  private _onSaveState(_: DocumentRegistry.Context, state: DocumentRegistry.SaveState): void {
    if (state === 'started') {
      this._isSent = true;
      this._isNewer = false;
    } else if (state.startsWith('completed') && this._isSent) {
      this._isSent = false;
      if (this._isNewer) {
        this._context.model.dirty = true;
        this._handle.changed();
      } else {
        this._handle.saved();
      }
    }
  }

  private _owned = new DisposableStore();
  private _handle: AutosaveHandle;
  private _isSent = false;
  /** Whether something was changed here since it was sent to be saved. */
  private _isNewer = false;
}
