import { PromiseDelegate } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import {
  emptyDocument,
  lookOf,
  readDocument,
  overwrittenScans,
  withoutReplaced,
  workInView,
  type AnalysisDocument,
  type Id
} from '../analysis/document/index.js';
import { isAtOrBelow, type IRename } from '../analysis/rename.js';
import { asXESError } from '../base/errors.js';
import { LineEditing } from './lineediting.js';
import { modelKeys, type ModelChange } from './types.js';

/**
 * An open analysis on the page: the document (which is saved) with its history, its scans, and its
 * computed results. Views read it, and change it through its methods only.
 */
export class AnalysisModel extends LineEditing implements IDisposable {
  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Whether the first document is loaded; before that edits are refused. */
  get isLoaded(): boolean {
    return this._isLoaded;
  }

  /** Resolves with the first document. */
  get loaded(): Promise<void> {
    return this._loaded.promise;
  }

  /**
   * Resolves when it can be edited.
   * @throws XESError why the document could not be read, and so can't be edited.
   */
  async editable(): Promise<void> {
    await this.loaded;
    if (this._failure) {
      throw this._failure;
    }
  }

  /**
   * Start with a document (opening, reverting); undo history starts here.
   * @param edited when the user last edited it: UTC, ISO.
   */
  load(document: AnalysisDocument, edited: string | null = null): void {
    this._replace(() => this._editor.begin(document, edited));
    this._isLoaded = true;
    this._loaded.resolve();
  }

  /**
   * Take over the contents of the file or of an editor: it can be undone, and is not an unsaved
   * change.
   */
  adopt(document: AnalysisDocument): void {
    this._replace(() => this._editor.adopt(document));
  }

  /** Replace the document: it can be undone, and is an unsaved change. */
  replace(document: AnalysisDocument): void {
    this._requireEditable();
    this._replace(() => this._editor.edit(document, { label: 'Restore' }), { document: true });
  }

  /**
   * Change the view, such as to the one when it was last open; Refs to missing rows are removed,
   * and the work is unchanged, including known energies.
   * @param view as stored in a document, JSON.
   */
  lookAs(view: unknown): void {
    const { document } = this;
    const read = readDocument(JSON.stringify({ ...document, view }));
    const work = workInView(document.view);
    this._edit('Look at', () => ({ ...document, view: { ...lookOf(read.view), ...work } }));
  }

  /**
   * Show why the document can't be read. The loaded document stays, with its history, until it can
   * be read again. Meanwhile it can't be edited: edits would be shown, and never saved.
   */
  fail(reason: unknown): void {
    if (!this._isLoaded) {
      this.load(emptyDocument());
    }
    this._failure = asXESError(reason, 'analysis/invalid');
    this._changed.emit({ keys: new Set([modelKeys.failure]) });
  }

  /**
   * Follow a rename: cuts, view and scans stay, as the files are the same. Scans that could not be
   * read before, and those whose file was replaced, are read again. It does not count as an edit,
   * unless the file of one scan of the document replaced that of another.
   * @param nameOf the new name of a scan in the document, from its path, previous name and index.
   */
  relocate(rename: IRename, nameOf: (path: string, before: string, index: number) => string): void {
    this._removeReplaced(rename);
    const before = this._list.scans;
    const names = this._list.relocate(rename, nameOf);
    this._editor.rename(({ path }) => names.get(path) ?? path);
    this._list.follow(this.document.scans);
    const moved = this._list.scans.filter(({ path }, i) => path !== before[i].path);
    const isNamedAnew = [...names].some(([old, name]) => old !== name);
    if (moved.length > 0 || isNamedAnew) {
      this._drawing.follow(this.document);
      this._changed.emit({ paths: true, keys: new Set(moved.map(({ id }) => id)) });
    }
    const isMoved = new Set(moved);
    const unread = this._list.scans.filter(scan =>
      isMoved.has(scan)
        ? scan.state === 'loading' || scan.state === 'failed'
        : scan.state !== 'waiting' && isAtOrBelow(scan.path, rename.to)
    );
    this._drawing.flush();
    unread.forEach(({ id }) => this.reload(id));
  }

  /** Read a scan's file again, for example after a change. */
  reload(id: Id): void {
    this._compute.reload(id);
  }

  /** Cancel the read of a scan. */
  cancel(id: Id): void {
    this._compute.cancel(id);
  }

  /**
   * Release everything that can be recomputed or read again, to free memory.
   * @returns bytes freed.
   */
  release(): number {
    return this._compute.release();
  }

  /** Request released data again. */
  recall(): void {
    this._drawing.request();
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._editor.begin(emptyDocument());
    this._list.clear();
    this._drawing.dispose();
    Signal.clearData(this);
  }

  /**
   * Remove scans whose file was replaced by another; a scan that a step refers to stays, now with
   * the new file.
   */
  private _removeReplaced(rename: IRename): void {
    if (!this._isEditable) {
      return; // the text contains its Refs, once it can be read
    }
    const paths = new Map(this.document.scans.map(({ path }, i) => [path, this.scans[i].path]));
    const replaced = overwrittenScans(this.document, rename, path => paths.get(path) ?? path);
    this._edit('Replace scans', document => withoutReplaced(document, replaced));
  }

  private _replace(change: () => void, flags: Partial<ModelChange> = {}): void {
    const { _failure: failure } = this;
    this._failure = null;
    this._change(() => (change(), true), flags, failure ? [modelKeys.failure] : []);
  }

  private _isDisposed = false;
  private _isLoaded = false;
  private _loaded = new PromiseDelegate<void>();
}
