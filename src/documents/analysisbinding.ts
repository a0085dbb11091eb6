import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { IDisposable } from '@lumino/disposable';
import { deserialise, serialise, type AnalysisModel, type ModelChange } from '../analysis/index.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { Delayed, DisposableStore, Lifetime } from '../lifecycle/index.js';

/** Each text that was ever set stays in the shared document's history: a drag must leave one, not one a frame (ms). */
const rest = 250;

type TextContext = DocumentRegistry.IContext<DocumentRegistry.ICodeModel>;

/**
 * Keeps an analysis model and its document's text equal, in both directions: the text follows when
 * the model comes to rest, before a save at the latest. A text that can't be read is shown as what it
 * is and never overwritten.
 */
export class AnalysisBinding implements IDisposable {
  constructor(
    private _context: TextContext,
    private _model: AnalysisModel,
    private _diagnostics: IDiagnostics
  ) {
    this._owned.add(this._lifetime);
    const { model } = _context;
    const toText = (_: AnalysisModel, change: ModelChange) => this._toText(change);
    const fromText = () => this._fromText();
    _model.changed.connect(toText);
    this._owned.defer(() => _model.changed.disconnect(toText));
    const beforeSave = (_: unknown, state: DocumentRegistry.SaveState) =>
      state === 'started' && this.flush();
    _context.saveState.connect(beforeSave);
    this._owned.defer(() => _context.saveState.disconnect(beforeSave));
    void _diagnostics.guard(this._where, () =>
      this._lifetime.while(_context.ready, () => {
        this._fromText();
        model.contentChanged.connect(fromText);
        this._owned.defer(() => model.contentChanged.disconnect(fromText));
      })
    );
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._owned.dispose();
  }

  /** Bring the text up to the model, now. */
  flush(): void {
    if (this._isBehind && !this._context.isDisposed) {
      this._isBehind = false;
      this._text = serialise(this._model.document);
      this._context.model.sharedModel.setSource(this._text);
      this._context.model.dirty = true;
    }
  }

  private get _where() {
    return { doing: 'Opening the analysis', path: this._context.path };
  }

  private _toText(change: ModelChange): void {
    if (change === 'document' && this._isReadable) {
      this._isBehind = true;
      this._context.model.dirty = true; // a new source alone does not mark a text as changed
      this._later.schedule();
    }
  }

  private _fromText(): void {
    const text = this._context.model.toString();
    if (text === this._text) {
      return;
    }
    this._isBehind = false; // what comes from outside is newer
    this._text = text;
    try {
      const document = deserialise(text);
      this._isReadable = true;
      this._model.load(document);
    } catch (error) {
      this._isReadable = false;
      this._model.fail(error);
      void this._diagnostics.log('error', String(error), this._where);
    }
  }

  private _owned = new DisposableStore();
  private _isBehind = false;
  private _later = this._owned.add(new Delayed(rest, () => this.flush()));
  private _isReadable = false;
  private _text: string | null = null;
  private _lifetime = new Lifetime();
}
