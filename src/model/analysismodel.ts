import { PromiseDelegate } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import {
  addCut,
  addScans,
  addStep,
  emptyDocument,
  idOf,
  scansId,
  ownFirstCuts,
  remove,
  removeCut,
  replacedScans,
  setCut,
  setStep,
  setView,
  withoutReplaced,
  type AnalysisDocument,
  type Edit,
  type Id,
  type MapView,
  type NewStep,
  type Ref,
  type StepEntry
} from '../analysis/document/index.js';
import { isAtOrBelow, type IRename } from '../analysis/rename.js';
import type { Cut } from '../science/map.js';
import { asXESError, XESError } from '../base/errors.js';
import { AnalysisReading } from './analysisreading.js';
import { changedKeys } from './changes.js';
import { isCut, isDrawn } from './cuts.js';
import { modelKeys, type ModelChange, type ModelKey } from './types.js';

/**
 * An open analysis on the page: the document (what is saved) with its history, the scans it names, and what is
 * computed of it. Views read it, and change it through its methods alone.
 */
export class AnalysisModel extends AnalysisReading implements IDisposable {
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

  /** Resolves once it takes edits. @throws XESError why the document could not be read: then it takes none. */
  async editable(): Promise<void> {
    await this.loaded;
    if (this._failure) {
      throw this._failure;
    }
  }

  /**
   * Start with a document (opening, reverting); nothing before it can be undone.
   * @param edited when the user last edited it: UTC, ISO.
   */
  load(document: AnalysisDocument, edited: string | null = null): void {
    this._replace(() => this._editor.begin(document, edited));
    this._isLoaded = true;
    this._loaded.resolve();
  }

  /** Take over the contents of the file or of an editor: it can be undone, and is not an unsaved change. */
  adopt(document: AnalysisDocument): void {
    this._replace(() => this._editor.adopt(document));
  }

  /** Replace the document: it can be undone, and is an unsaved change. */
  replace(document: AnalysisDocument): void {
    this._requireEditable();
    this._replace(() => this._editor.edit(document, { label: 'Restore' }), { document: true });
  }

  /**
   * Show why the document can't be read, as it now is. What was loaded stays, with its history, until it can be read
   * again. Meanwhile it takes no edits: they would be shown, and never saved.
   */
  fail(reason: unknown): void {
    if (!this._isLoaded) {
      this.load(emptyDocument());
    }
    this._failure = asXESError(reason, 'analysis/invalid');
    this._changed.emit({ keys: new Set([modelKeys.failure]) });
  }

  /** @returns whether there was something to undo. @throws XESError why it takes no edits. */
  undo(): boolean {
    this._requireEditable();
    return this._change(() => this._editor.undo());
  }

  /** @returns whether there was something to redo. @throws XESError why it takes no edits. */
  redo(): boolean {
    this._requireEditable();
    return this._change(() => this._editor.redo());
  }

  /** A drag ended: the next change is a separate undo entry. */
  endMerge(): void {
    this._editor.endMerge();
  }

  /**
   * Add scans by the paths the document shall hold; those that are there already are skipped.
   * @returns the ids of all of them. @throws XESError `analysis/too-large`
   */
  addScans(paths: readonly string[]): readonly Id[] {
    let added: readonly Id[] = [];
    this._edit('Add scans', document => {
      const { document: after, ids } = addScans(document, paths);
      added = ids;
      return after;
    });
    return added;
  }

  /** Remove scans and steps. @throws XESError `analysis/edit` where another step works on one of them. */
  remove(ids: readonly Id[]): void {
    this._edit('Remove', document => remove(this._touching(document, ids), ids));
  }

  /** Show a scan. It has other energies, so the zoom ends; limits that are pinned stay. */
  setActive(id: Id): void {
    const { channel } = this.view.active ?? {};
    this._look({ id, ...(channel === undefined ? {} : { channel }) }, this.active?.id !== id);
  }

  /** Show an arm. Another one has other emission energies, so the zoom ends with the arm. */
  setChannel(channel: string): void {
    this._requireEditable();
    const { active } = this;
    if (active) {
      this._look({ id: active.id, channel }, channel !== this.channel?.name);
    }
  }

  /** Change how maps are looked at. @throws XESError `analysis/edit` for what a view can't be. */
  setView(map: Partial<MapView>): void {
    this._edit('Change view', document => setView(document, { map }));
  }

  /** Add a step, and select it. @returns its id. @throws XESError `analysis/edit`, `analysis/too-large` */
  addStep(step: NewStep): Id {
    let added = '';
    this._edit('Add step', document => {
      const { document: after, id } = addStep(this._before(document, step), step);
      added = id;
      return setView(after, { selected: [id] });
    });
    return added;
  }

  /** Change some parameters of a step, and select it. @throws XESError `analysis/edit` */
  setStep(id: Id, parameters: Readonly<Record<string, unknown>>): void {
    this._edit('Change step', document => {
      const after = setStep(this._touching(document, [id]), id, parameters);
      const isCutNow = after.steps.some(entry => entry.id === id && isDrawn(entry));
      return setView(isCutNow ? this._withOwnCuts(after) : after, { selected: [id] });
    });
  }

  /** Add a cut; one whose numbers are none is refused, for JSON can't keep it. @throws XESError `analysis/too-large` */
  addCut(cut: Cut): void {
    if (isCut(cut)) {
      this._edit('Add cut', document => addCut(this._withOwnCuts(document), cut).document);
    }
  }

  /** Change a cut; numbers that are none are refused. @param merge consecutive changes with the same key are one undo entry, until `endMerge`. */
  setCut(id: Id, patch: Partial<Cut>, merge?: string): void {
    if (this.cuts.some(cut => cut.id === id && isCut({ ...cut, ...patch }))) {
      this._edit('Move cut', document => setCut(this._withOwnCuts(document), id, patch), merge);
    }
  }

  /** @throws XESError `analysis/edit` where a step works on it. */
  removeCut(id: Id): void {
    if (this.cuts.some(cut => cut.id === id)) {
      this._edit('Remove cut', document => removeCut(this._withOwnCuts(document), id));
    }
  }

  /**
   * Follow a rename: cuts and view stay, and so does what was read, for the file is the same. What could not be read
   * where it was, and what lies where another file lay, is read. It does not count as an edit, unless a scan of the
   * document replaced another one.
   * @param nameOf the name the document shall have for a scan, of its path, name so far and index.
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

  /** Read a scan's file again, for example after it changed. */
  reload(id: Id): void {
    this._compute.reload(id);
  }

  /** Cancel the read of a scan. */
  cancel(id: Id): void {
    this._compute.cancel(id);
  }

  /** Release what can be recomputed or read again, to free memory. @returns bytes freed. */
  release(): number {
    return this._compute.release();
  }

  /** Request again what was released. */
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

  /** What lies where another file lay is that file's; a scan that a step names stays, and is the same file. */
  private _removeReplaced(rename: IRename): void {
    if (!this._isEditable) {
      return; // the text says what it names, once it can be read
    }
    const paths = new Map(this.document.scans.map(({ path }, i) => [path, this.scans[i].path]));
    const replaced = replacedScans(this.document, rename, path => paths.get(path) ?? path);
    this._edit('Replace scans', document => withoutReplaced(document, replaced));
  }

  /** The first cuts are from now on steps of the document. */
  private _withOwnCuts(document: AnalysisDocument): AnalysisDocument {
    return ownFirstCuts(
      document,
      this.cuts.filter(({ isImplicit }) => isImplicit)
    ).document;
  }

  /** Where cuts are named, those that are drawn are from now on a person's own. */
  private _touching(document: AnalysisDocument, ids: readonly Id[]): AnalysisDocument {
    const isTouched = this.cuts.some(({ id }) => ids.includes(id));
    return isTouched ? this._withOwnCuts(document) : document;
  }

  /** The document that a new step is added to; a cut stands beside all others, and makes them a person's own. */
  private _before(
    document: AnalysisDocument,
    { step, from = [scansId], parameters = {} }: NewStep
  ): AnalysisDocument {
    const entry = { id: '', step, from, parameters: parameters as StepEntry['parameters'] };
    const isCutToo = isDrawn(entry); // what is no JSON is refused where it is added
    return isCutToo ? this._withOwnCuts(document) : this._touching(document, from.map(idOf));
  }

  private _look(active: Ref, isOther: boolean): void {
    const { shown: before } = this.view;
    const isSame = (ref: Ref) => ref.id === this.active?.id;
    // several that are shown were chosen: another active one takes the place of none of them
    const follows = active.id === this.active?.id || (before.length === 1 && isSame(before[0]));
    const shown = follows ? before.map(ref => (isSame(ref) ? active : ref)) : before;
    const map = isOther ? { zoom: null } : {};
    this._edit('Look at', document => setView(document, { active, shown, map }));
  }

  /** @throws XESError why it takes no edits; and what the edit throws: then nothing is changed. */
  private _edit(
    label: string,
    edit: (document: AnalysisDocument) => AnalysisDocument,
    merge?: string
  ): void {
    this._requireEditable();
    if (!this._isDisposed) {
      const next: Edit = merge === undefined ? { label } : { label, merge };
      this._change(() => this._editor.edit(edit(this.document), next));
    }
  }

  private get _isEditable(): boolean {
    return this._isLoaded && !this._failure && !this._isDisposed;
  }

  /** @throws XESError `analysis/edit` before it is loaded, or why the document can't be read. */
  private _requireEditable(): void {
    if (this._isDisposed || this._isEditable) {
      return; // edits after the end have no effect
    }
    throw this._failure ?? new XESError('analysis/edit', notLoaded);
  }

  private _replace(change: () => void, flags: Partial<ModelChange> = {}): void {
    const { _failure: failure } = this;
    this._failure = null;
    this._change(() => (change(), true), flags, failure ? [modelKeys.failure] : []);
  }

  private _change(
    change: () => boolean,
    flags: Partial<ModelChange> = { document: true },
    others: readonly ModelKey[] = []
  ): boolean {
    const before = this.document;
    const { undo, redo } = this.history;
    if (!change()) {
      return false;
    }
    const { document, history } = this;
    this._list.follow(document.scans);
    const cuts = this._drawing.follow(document);
    const isHistory = history.undo !== undo || history.redo !== redo;
    const keys = new Set([
      ...changedKeys(before, document),
      ...cuts,
      ...others,
      ...(isHistory ? [modelKeys.history] : [])
    ]);
    this._changed.emit({
      ...flags,
      ...(before.view === document.view ? {} : { view: true }),
      keys
    });
    return true;
  }

  private _isDisposed = false;
  private _isLoaded = false;
  private _loaded = new PromiseDelegate<void>();
}

const notLoaded = 'This document is still being opened. Try again when it is shown.';
