import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { DisposableStore } from '../lifecycle/index.js';

type TextContext = DocumentRegistry.IContext<DocumentRegistry.ICodeModel>;
type Stamp = Pick<Contents.IModel, 'last_modified' | 'created' | 'size'>;

/**
 * The contents of a file as known to its document context: those it read or wrote last, or those
 * accepted by the user.
 */
export class FileBase implements IDisposable {
  constructor(private _context: TextContext) {
    _context.saveState.connect(this._onSave, this);
    _context.fileChanged.connect(this._onRead, this);
    this._owned.defer(() => {
      _context.saveState.disconnect(this._onSave, this);
      _context.fileChanged.disconnect(this._onRead, this);
    });
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** The text; null before it was read, and if it was edited before the first check. */
  get text(): string | null {
    if (this._text === null && this._context.isReady && !this._context.model.dirty) {
      this._text = this._context.model.toString();
    }
    return this._text;
  }

  /** Whether the context read or wrote this version of the file. */
  isOwn({ last_modified }: Stamp): boolean {
    return last_modified === this._context.contentsModel?.last_modified;
  }

  /** Whether the context is writing the file now. */
  get isSaving(): boolean {
    return this._sent !== null;
  }

  /**
   * Increased whenever the known contents change: answers to earlier requests are then outdated.
   */
  get turn(): number {
    return this._turn;
  }

  /** Treat a text in the file as known to the context: saving over it raises no conflict. */
  accept(text: string, model: Contents.IModel): void {
    this._accepted = null; // so that `contentsModel` below is the context's own
    this._accepted = { model, over: keyOf(this._context.contentsModel) };
    this._text = text;
    this.seen(model);
  }

  /** The file was checked, and its contents are known. */
  seen(stamp: Stamp): void {
    this._seen = stampOf(stamp);
  }

  /** Whether the file is unchanged since it was read, written or checked. */
  isKnown(stamp: Stamp): boolean {
    const own = this._context.contentsModel;
    if (this.text === null) {
      return false;
    }
    if (this._seen === null && own) {
      return stamp.last_modified === own.last_modified && stamp.created === own.created;
    }
    return stampOf(stamp) === this._seen;
  }

  /** The context's own model of the file, or the later one that was accepted. */
  modelOf(own: Contents.IModel | null): Contents.IModel | null {
    const accepted = this._accepted;
    if (!own || !accepted || keyOf(own) !== accepted.over) {
      return own;
    }
    const { created, hash, hash_algorithm, last_modified } = accepted.model;
    return { ...own, created, hash, hash_algorithm, last_modified };
  }

  /** Saving ended, with any outcome: if the user cancels it nothing is known. */
  saved(): void {
    this._sent = null;
  }

  dispose(): void {
    this._owned.dispose();
  }

  private _onSave(_: unknown, state: DocumentRegistry.SaveState): void {
    this._turn++;
    if (state === 'started') {
      this._sent = this._context.model.toString();
      return;
    }
    if (state.startsWith('completed') && this._sent !== null) {
      this._text = this._sent;
      this._seen = this._accepted = null;
    }
    this._sent = null;
  }

  /** It was read again, such as by the user; a rename also emits this, with the new path. */
  private _onRead(_: unknown, { path }: { path?: string }): void {
    this._turn++;
    if (this._sent === null && path === this._context.path) {
      this._text = this._context.model.toString();
      this._seen = null;
    }
  }

  private _owned = new DisposableStore();
  private _text: string | null = null;
  private _sent: string | null = null;
  private _seen: string | null = null;
  private _turn = 0;
  private _accepted: { model: Contents.IModel; over: string } | null = null;
}

function stampOf({ last_modified, created, size }: Stamp): string {
  return [last_modified, created, size].join('|');
}

function keyOf(model: Omit<Contents.IModel, 'content'> | null): string {
  return [model?.last_modified, model?.hash].join('|');
}
