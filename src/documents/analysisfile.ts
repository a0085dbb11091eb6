import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import { holdsSameWork } from '../analysis/document/index.js';
import type { LoginState } from '../server/login.js';
import { Debounce, DisposableStore } from '../lifecycle/index.js';
import { isAnyThere } from './arrived.js';
import { writeBeside } from './besidefile.js';
import { documentIn } from './documentin.js';
import { FileBase } from './filebase.js';
import { answerTo, type FileState } from './filestates.js';
import { cancelled, controlSaving } from './heldcontext.js';
import { checkInside } from './inside.js';

export type TextContext = DocumentRegistry.IContext<DocumentRegistry.ICodeModel>;

/** A view of an analysis. */
export interface IFileView {
  isVisible(): boolean;
  /** Update the document's text from what is shown. */
  flush(): void;
}

/**
 * A missing or incomplete file may be in the process of being written: it is checked again after
 * this time before it is reported (ms).
 */
const recheckDelay = 1000;

/**
 * Detects that the file of an open analysis was changed by others. An unedited analysis follows it;
 * an edited one asks the user, and is not saved before the answer. It works on the document's text,
 * which all its views follow.
 */
export class AnalysisFile implements IDisposable {
  constructor(
    private _context: TextContext,
    private _contents: Contents.IManager,
    private _login?: Pick<LoginState, 'isEnded' | 'onFailure'>
  ) {
    const base = (this._base = this._owned.add(new FileBase(_context)));
    void _context.ready.then(
      () => base.text,
      () => null // JupyterLab reports it
    );
    controlSaving(_context, {
      mayAutosave: () => !this._isWatching || this._state.kind === 'same',
      beforeSave: () => this._beforeSave(),
      afterSave: () => this._afterSave(),
      modelOf: own => this._base.modelOf(own)
    });
    _contents.fileChanged.connect(this._onFileChanged, this);
    this._owned.defer(() => _contents.fileChanged.disconnect(this._onFileChanged, this));
    const end = () => this.dispose();
    (_context as unknown as DocumentRegistry.Context).disposed.connect(end);
    this._owned.defer(() => Signal.clearData(this));
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  get state(): FileState {
    return this._state;
  }

  /** Emitted when the state changes. */
  get changed(): ISignal<this, FileState> {
    return this._changed;
  }

  /** Emitted when the work in the file was taken over without a question. */
  get taken(): ISignal<this, void> {
    return this._taken;
  }

  /** Emitted when saving waits for an answer. */
  get refused(): ISignal<this, void> {
    return this._refused;
  }

  /** Whether one of its views is visible. */
  get isVisible(): boolean {
    return [...this._views].some(view => view.isVisible());
  }

  /** Register a view; the file is watched while there are any. */
  view(view: IFileView): IDisposable {
    const views = this._views;
    views.add(view);
    return {
      get isDisposed() {
        return !views.has(view);
      },
      dispose: () => void views.delete(view)
    };
  }

  /**
   * Check the file now, after a running check.
   * @param isThorough whether to check a file known to be missing.
   * @returns whether the server answered.
   */
  check(isThorough = true): Promise<boolean> {
    this._next ??= this._turn.then(() => {
      this._next = null;
      return this._check(isThorough, false);
    });
    return (this._turn = this._next);
  }

  /** Show the contents of the file; this can be undone. */
  async takeTheirs(): Promise<void> {
    await this._check(true, true);
    const file = this._file;
    if (this._state.kind === 'both' && file) {
      this._flush();
      this._take(file);
    }
  }

  /**
   * Continue with the shown document; the next save replaces the file, whose contents are in the
   * undo history.
   */
  async keepMine(): Promise<void> {
    await this._check(true, true);
    const { _file: file, _state: state } = this;
    if ((state.kind !== 'both' && state.kind !== 'invalid') || !file) {
      return;
    }
    const { model } = this._context;
    this._flush();
    if (state.kind === 'both') {
      const mine = model.toString();
      model.sharedModel.setSource(file.text); // adds it to the history
      model.sharedModel.setSource(mine);
    }
    model.dirty = true;
    this._base.accept(file.text, file.model);
    this._set({ kind: 'same' });
  }

  /**
   * Save the shown document as another file next to it, and show the contents of this one.
   * @returns the path of the other.
   */
  async keepBoth(): Promise<string | null> {
    await this._check(true, true);
    if (this._state.kind !== 'both' && this._state.kind !== 'invalid') {
      return null;
    }
    this._flush();
    const { _context: context } = this;
    const path = await writeBeside(this._contents, context.path, context.model.toString());
    if (!this.isDisposed && this._state.kind === 'both' && this._file) {
      this._take(this._file);
    }
    return path;
  }

  dispose(): void {
    this._views.clear();
    this._owned.dispose();
  }

  private get _isWatching(): boolean {
    return this._views.size > 0 && !this.isDisposed;
  }

  /** @param isSure whether not to check a second time. @returns whether the server answered. */
  private async _check(isThorough: boolean, isSure: boolean): Promise<boolean> {
    const { _context: context, _contents: contents, _base: base } = this;
    const isIdle = !this._isWatching || !context.isReady || base.isSaving;
    if (isIdle || context.model.collaborative || this._login?.isEnded) {
      return true;
    }
    const { path } = context;
    const { turn } = base;
    const isCurrent = () =>
      this._isWatching && path === context.path && turn === base.turn && !base.isSaving;
    try {
      checkInside(contents.localPath(path));
      if (this._state.kind === 'gone' && !(await this._isBack(path, isThorough))) {
        return true;
      }
      const stamp = await contents.get(path, { content: false });
      if (isCurrent() && !base.isKnown(stamp)) {
        const options = { type: 'file', format: 'text', content: true, hash: true } as const;
        const model = await contents.get(path, options);
        if (isCurrent()) {
          this._found(String(model.content ?? '').replace(/\r\n?/g, '\n'), model, isSure);
        }
      } else if (isCurrent() && this._state.kind === 'gone') {
        this._here();
        this._set({ kind: 'same' });
      }
      return true;
    } catch (error) {
      if (statusOf(error) === 404 && isCurrent()) {
        this._missed(isSure);
        return true;
      }
      this._login?.onFailure(error);
      return false;
    }
  }

  private async _isBack(path: string, isThorough: boolean): Promise<boolean> {
    return isThorough && isAnyThere(this._contents, [path], path);
  }

  private _found(text: string, model: Contents.IModel, isSure: boolean): void {
    const { _base: base } = this;
    const { model: own } = this._context;
    this._here();
    if (base.text === null && base.isOwn(model)) {
      return base.accept(text, model);
    }
    if (own.dirty) {
      this._flush();
    }
    const found = { text, before: base.text, mine: own.toString(), isDirty: own.dirty };
    const answer = answerTo(found);
    this._file = { text, model };
    if (typeof answer === 'object') {
      if (this._isSuspect || isSure || this._state.kind === 'invalid') {
        this._isSuspect = false;
        base.seen(model);
        this._set({ kind: 'invalid', why: answer.why });
      } else {
        this._again();
      }
      return;
    }
    this._isSuspect = false;
    if (answer === 'take') {
      const [theirs, mine] = [documentIn(text), documentIn(found.mine)];
      const isOther = !theirs || !mine || !holdsSameWork(theirs, mine);
      this._take({ text, model });
      if (isOther) {
        this._taken.emit();
      }
    } else if (answer === 'ask') {
      base.seen(model);
      this._set({ kind: 'both' });
    } else {
      base.accept(text, model);
      this._set({ kind: 'same' });
    }
  }

  private _take({ text, model }: IFile): void {
    const own = this._context.model;
    own.dirty = false;
    own.sharedModel.setSource(text);
    own.dirty = false;
    this._base.accept(text, model);
    this._set({ kind: 'same' });
  }

  private _missed(isSure: boolean): void {
    if (this._isSuspect || isSure) {
      this._isSuspect = false;
      // ask before closing a document that is on no disk
      this._isMadeDirty ||= !this._context.model.dirty;
      this._context.model.dirty = true;
      this._set({ kind: 'gone' });
    } else {
      this._again();
    }
  }

  /** The file exists. */
  private _here(): void {
    if (this._isMadeDirty && this._context.model.toString() === this._base.text) {
      this._context.model.dirty = false;
    }
    this._isMadeDirty = false;
  }

  private _again(): void {
    this._isSuspect = true;
    this._later.schedule();
  }

  /** @throws ModalCancelError if the user must be asked first */
  private async _beforeSave(): Promise<void> {
    if (!this._isWatching) {
      return;
    }
    const before = this._state.kind;
    await this._turn;
    await this._check(true, true);
    const { kind } = this._state;
    // a missing file is written again if the user knows; if no view is visible to ask, JupyterLab
    // asks
    const isKnown = kind === before && (kind === 'gone' || !this.isVisible);
    if (kind !== 'same' && !isKnown) {
      this._refused.emit();
      throw cancelled();
    }
  }

  private _afterSave(): void {
    this._base.saved();
    if (!this._context.model.dirty) {
      this._isMadeDirty = false;
      this._set({ kind: 'same' });
    }
  }

  private _set(state: FileState): void {
    if (JSON.stringify(state) !== JSON.stringify(this._state)) {
      this._state = state;
      this._changed.emit(state);
    }
    if (state.kind === 'same') {
      this._file = null;
    }
  }

  private _flush(): void {
    this._views.forEach(view => view.flush());
  }

  private _onFileChanged(_: unknown, { type, newValue, oldValue }: Contents.IChangedArgs): void {
    const { path } = this._context;
    if (
      (type === 'save' && newValue?.path === path) ||
      (type === 'delete' && oldValue?.path === path)
    ) {
      void this.check();
    }
  }

  private _owned = new DisposableStore();
  private _base: FileBase;
  private _views = new Set<IFileView>();
  private _state: FileState = { kind: 'same' };
  /** The contents of the file that are not shown. */
  private _file: IFile | null = null;
  /** Whether it was missing or invalid in the previous check. */
  private _isSuspect = false;
  /** Whether it counts as unsaved only because its file is missing. */
  private _isMadeDirty = false;
  private _turn: Promise<boolean> = Promise.resolve(true);
  private _next: Promise<boolean> | null = null;
  private _later = this._owned.add(new Debounce(recheckDelay, () => void this.check()));
  private _changed = new Signal<this, FileState>(this);
  private _taken = new Signal<this, void>(this);
  private _refused = new Signal<this, void>(this);
}

interface IFile {
  text: string;
  model: Contents.IModel;
}

function statusOf(error: unknown): number | undefined {
  return (error as { response?: Response } | null)?.response?.status;
}
