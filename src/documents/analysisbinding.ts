import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { readDocument, withKeptLook, writeDocument } from '../analysis/document/index.js';
import type { IRename } from '../analysis/rename.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { Debounce, DisposableStore, Lifetime } from '../lifecycle/index.js';
import type { AnalysisModel, ModelChange } from '../model/index.js';
import { documentIn } from './documentin.js';
import { nameOf } from './paths.js';
import { RenameWatch } from './renames.js';
import { TextPlaces } from './textplaces.js';

/**
 * Each text ever set stays in the shared document's history, so a drag must add only one, not one
 * per frame (ms).
 */
const writeDelay = 250;

type TextContext = DocumentRegistry.IContext<DocumentRegistry.ICodeModel>;

/**
 * Synchronises an analysis model with its document's text, in both directions: the text follows
 * shortly after the last change of the model, and always before a save. A text that can't be read
 * is never overwritten: the model shows the reason, and keeps its document and history until the
 * text is valid again. A text of an earlier version is unchanged until the first edit.\n\nAfter a
 * rename of the document, of a scan or of a folder above them, the model renames its scans at once,
 * and the text follows with the next edit or save. A rename never marks the document as changed, so
 * that no file is written without an edit; if the names of scans in the file are outdated,
 * `isStale` is true.
 */
export class AnalysisBinding implements IDisposable {
  /** @param _onStale called when `isStale` may have changed. */
  constructor(
    private _context: TextContext,
    private _model: AnalysisModel,
    private _diagnostics: IDiagnostics,
    private _contents: Contents.IManager,
    private _onStale: () => void = () => undefined
  ) {
    this._owned.add(this._lifetime);
    this._places = new TextPlaces(_contents);
    const { model } = _context;
    const toText = (_: AnalysisModel, change: ModelChange) => this._toText(change);
    const fromText = () => this._fromText();
    _model.changed.connect(toText);
    this._owned.defer(() => _model.changed.disconnect(toText));
    const onSave = (_: unknown, state: DocumentRegistry.SaveState) => this._onSave(state);
    _context.saveState.connect(onSave);
    this._owned.defer(() => _context.saveState.disconnect(onSave));
    model.stateChanged.connect(this._onStale);
    this._owned.defer(() => model.stateChanged.disconnect(this._onStale));
    this._owned.add(new RenameWatch(_contents, _context, rename => this._follow(rename)));
    void _diagnostics.guard(this._where, () =>
      this._lifetime.whenAlive(_context.ready, () => {
        this._fromText();
        model.contentChanged.connect(fromText);
        this._owned.defer(() => model.contentChanged.disconnect(fromText));
      })
    );
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Path of the document. */
  get path(): string {
    return this._context.path;
  }

  /** Whether names of scans in the file are outdated, and there is no unsaved work. */
  get isStale(): boolean {
    return (
      !this.isDisposed &&
      this._isReadable &&
      !this._context.model.dirty &&
      !isEqual(this._savedNames, namesIn(this._model))
    );
  }

  dispose(): void {
    this._owned.dispose();
  }

  /** Update the text from the model, now. */
  flush(): void {
    const isBehind =
      this._isEdited || this._isLookedAt || !isEqual(this._names, namesIn(this._model));
    if (!isBehind || !this._isReadable || this._context.isDisposed) {
      return;
    }
    this._text = writeDocument(this._model.document);
    this._names = namesIn(this._model);
    this._places.wrote(this._text, this._context.path);
    this._context.model.sharedModel.setSource(this._text);
    this._isLookedAt = false;
    if (this._isEdited) {
      this._isEdited = false;
      this._context.model.dirty = true;
    }
  }

  private get _where() {
    return { doing: 'Opening the analysis', path: this._context.path };
  }

  private _follow(rename: IRename): void {
    const where = { doing: 'Following a rename', path: this._context.path };
    this._diagnostics.guardSync(where, () => {
      this._places.renamed(rename);
      this._model.relocate(rename, (path, before, index) =>
        nameOf(this._contents, this._context.path, path, before, this._savedNames[index])
      );
    });
  }

  private _toText(change: ModelChange): void {
    if (change.paths) {
      this._onStale();
    }
    if (change.document && this._isReadable) {
      this._isEdited = true;
      this._context.model.dirty = true; // setting the source does not mark a text as changed
      this._later.schedule();
    } else if ((change.look || change.chosen) && this._isReadable) {
      this._isLookedAt ||= change.chosen === true; // written with the next save
      if (this._context.model.dirty) {
        this._isEdited = true; // written along with the unsaved changes
        this._later.schedule();
      }
    }
  }

  private _onSave(state: DocumentRegistry.SaveState): void {
    if (state === 'started') {
      this.flush();
      this._sent = {
        path: this._context.path,
        names: this._names,
        dirty: this._context.model.dirty
      };
    } else if (state.startsWith('completed') && this._sent) {
      const { path, names, dirty } = this._sent;
      if (path === this._context.path) {
        this._savedNames = names;
      } else if (dirty) {
        this._context.model.dirty = true; // renamed meanwhile: the text was written to the old path
      }
      this._onStale();
    }
  }

  private _fromText(): void {
    const text = this._context.model.toString();
    if (text === this._text) {
      return;
    }
    this._isEdited = this._isLookedAt = false; // the external change is newer
    const before = this._text;
    this._text = text;
    try {
      const document = readDocument(text);
      this._names = document.scans.map(({ path }) => path);
      if (!this._context.model.dirty) {
        this._savedNames = this._names;
      }
      const moved = this._places.read(text, document, this._context.path);
      this._isReadable = true;
      if (this._wasRead) {
        this._model.adopt(withKeptLook(moved, documentIn(before), this._model.document));
      } else {
        this._wasRead = true;
        this._model.load(moved);
      }
    } catch (error) {
      this._isReadable = false;
      this._names = [];
      this._model.fail(error);
      void this._diagnostics.log('error', String(error), this._where);
    }
  }

  private _owned = new DisposableStore();
  /** Whether the text lacks an edit. */
  private _isEdited = false;
  /** Whether the text lacks a change of the view by the user; that alone need not be saved. */
  private _isLookedAt = false;
  private _later = this._owned.add(new Debounce(writeDelay, () => this.flush()));
  /** Whether the model corresponds to the last text; false before the first one. */
  private _isReadable = false;
  /** Whether any text could be read, so that there is work to go back to. */
  private _wasRead = false;
  private _text: string | null = null;
  /** Names of the scans in the text, and in the file. */
  private _names: readonly string[] = [];
  private _savedNames: readonly string[] = [];
  /** The text being saved, and its path. */
  private _sent: { path: string; names: readonly string[]; dirty: boolean } | null = null;
  private _places: TextPlaces;
  private _lifetime = new Lifetime();
}

function namesIn({ document }: AnalysisModel): readonly string[] {
  return document.scans.map(({ path }) => path);
}

function isEqual(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((item, i) => item === others[i]);
}
