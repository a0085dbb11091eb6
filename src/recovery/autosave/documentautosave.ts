import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { IDisposable } from '@lumino/disposable';
import type { Autosave, AutosaveHandle } from './autosave.js';
import { documentKind } from '../../documents/pathkinds.js';
import { DisposableStore } from '../../lifecycle/index.js';
import type { AnalysisModel, ModelChange } from '../../model/index.js';
import { baseOf, textOf } from '../reports/openanalyses.js';
import type { DocumentTab } from '../restore/opentab.js';

/** Autosave a document in its tab, from the time it is loaded until it is closed. */
export async function autosaveDocument(tab: DocumentTab, autosave: Autosave): Promise<void> {
  await tab.revealed;
  await tab.model?.loaded;
  if (tab.model && !tab.isDisposed) {
    // owned after the model, so disposed of before it
    tab.owned.add(new DocumentAutosave(tab.model, tab.context, autosave));
  }
}

class DocumentAutosave implements IDisposable {
  constructor(
    model: AnalysisModel,
    private _context: DocumentRegistry.Context,
    autosave: Autosave
  ) {
    const isAnalysis = documentKind(_context.path) === 'analysis';
    this._handle = this._owned.add(
      autosave.keep(
        {
          kind: documentKind(_context.path),
          path: () => _context.path,
          text: () => textOf(_context, model),
          isUnsaved: () => !isAnalysis || _context.model.dirty,
          base: () => (isAnalysis ? baseOf(_context) : null)
        },
        _context // shared by all views of a document
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
      this._handle.changed(); // stored along with unsaved work; not unsaved work in itself
    } else if (change.paths) {
      this._handle.renamed();
    }
  }

  /**
   * JupyterLab marks a document as clean when the server's reply arrives, even if it was changed
   * since the request was sent: such a document is marked dirty again. Updates from another view do
   * not count.
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
  /** Whether this view made a change since the save request was sent. */
  private _isNewer = false;
}
