import { PromiseDelegate } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import {
  emptyDocument,
  idOf,
  type AnalysisDocument,
  type Id,
  type MapView,
  type Ref,
  type StepParameters
} from '../analysis/document/index.js';
import type { Cut } from '../science/map.js';
import { asXESError } from '../science/errors.js';
import { AnalysisReading } from './analysisreading.js';
import { changedKeys } from './changes.js';
import { isCut, withCut, withCutChanged, withoutCut, withOwnCuts } from './cutedits.js';
import { isDrawn } from './cuts.js';
import {
  renamed,
  withMap,
  without,
  withParameters,
  withScans,
  withStep,
  withView,
  type NewStep
} from './docedits.js';
import type { EditOptions } from './editor.js';
import { isAtOrBelow, replacedBy, type IRename } from './rename.js';
import { modelKeys, type ModelChange, type ModelKey } from './types.js';

/**
 * An open analysis on the page: the document (what is saved) with its history, the scans it names, and what is
 * computed of it. Views read it, and change it through its methods alone.
 */
export class AnalysisModel extends AnalysisReading implements IDisposable {
  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Resolves with the first document: what is changed before is lost to it. */
  get loaded(): Promise<void> {
    return this._loaded.promise;
  }

  /**
   * Begin with a document (opening, reverting); nothing before it can be undone.
   * @param edited when a person had last worked on it: UTC, ISO.
   */
  load(document: AnalysisDocument, edited: string | null = null): void {
    this._replace(() => this._editor.begin(document, edited));
    this._loaded.resolve();
  }

  /** Take over what the file or an editor holds now: it can be undone, and is no work to be saved. */
  adopt(document: AnalysisDocument): void {
    this._replace(() => this._editor.adopt(document));
  }

  /** Put another document in the place of this one: it can be undone, and is not saved yet. */
  replace(document: AnalysisDocument): void {
    this._replace(() => this._editor.edit(document), { document: true });
  }

  /** Show nothing but why the document could not be read. It takes no edits: they would be shown, and never saved. */
  fail(reason: unknown): void {
    this.load(emptyDocument());
    this._failure = asXESError(reason, 'analysis/invalid');
    this._changed.emit({ keys: new Set([modelKeys.failure]) });
  }

  /** @returns whether there was something to undo. */
  undo(): boolean {
    return this._change(() => this._editor.undo());
  }

  /** @returns whether there was something to redo. */
  redo(): boolean {
    return this._change(() => this._editor.redo());
  }

  /** A drag came to rest: the next change is an entry of its own. */
  rest(): void {
    this._editor.rest();
  }

  /**
   * Add scans by the paths the document shall hold; those that are there already are skipped.
   * @throws XESError `analysis/too-large`
   */
  addScans(paths: readonly string[]): void {
    this._edit(document => withScans(document, paths));
  }

  /** Remove scans and steps. @throws XESError `step/input` where another step works on one of them. */
  remove(ids: readonly Id[]): void {
    this._edit(document => without(this._touching(document, ids), ids));
  }

  /** Show a scan. It has other energies, so the zoom ends; limits that are pinned stay. */
  setActive(id: Id): void {
    const { channel } = this.view.active ?? {};
    this._look({ id, ...(channel === undefined ? {} : { channel }) }, this.active?.id !== id);
  }

  /** Show an arm. Another one has other emission energies, so the zoom ends with the arm. */
  setChannel(channel: string): void {
    const { active } = this;
    if (active) {
      this._look({ id: active.id, channel }, channel !== this.channel?.name);
    }
  }

  /** Change how maps are looked at. */
  setView(patch: Partial<MapView>): void {
    const isLook = Object.keys(patch).every(key => key === 'zoom');
    this._edit(document => withMap(document, patch), { isLook });
  }

  /**
   * Add a step, and select it. @returns its id.
   * @throws XESError for what the document can't hold.
   */
  addStep(entry: NewStep): Id {
    let added = '';
    this._edit(document => {
      const isCutToo = isDrawn({ ...entry, id: '' });
      const touched = isCutToo ? this.cuts.map(({ id }) => id) : entry.from.map(idOf);
      const { document: after, id } = withStep(this._touching(document, touched), entry);
      added = id;
      return withView(after, { selected: [{ id }] });
    });
    return added;
  }

  /** Give a step other parameters. @throws XESError for what the document can't hold. */
  setStep(id: Id, parameters: StepParameters): void {
    this._edit(document => withParameters(this._touching(document, [id]), id, parameters));
  }

  /** Add a cut; one whose numbers are none is refused, for JSON can't keep it. @throws XESError `analysis/too-large` */
  addCut(cut: Cut): void {
    if (isCut(cut)) {
      this._edit(document => withCut(withOwnCuts(document, this.cuts), cut).document);
    }
  }

  /** Change a cut; numbers that are none are refused. @param merge as in `EditOptions`. */
  setCut(id: Id, patch: Partial<Cut>, merge?: string): void {
    if (this.cuts.some(cut => cut.id === id && isCut({ ...cut, ...patch }))) {
      this._edit(document => withCutChanged(withOwnCuts(document, this.cuts), id, patch), {
        merge
      });
    }
  }

  /** @throws XESError `step/input` where a step works on it. */
  removeCut(id: Id): void {
    this._edit(document => withoutCut(withOwnCuts(document, this.cuts), id));
  }

  /**
   * Follow a rename: cuts and view stay, and so does what was read, for the file is the same. What could not be read
   * where it was, and what lies where another file lay, is read. That is nobody's work, unless a scan of the document
   * replaced another one.
   * @param nameOf the name the document shall have for a scan, of its path, name so far and index.
   */
  relocate(rename: IRename, nameOf: (path: string, before: string, index: number) => string): void {
    this._removeReplaced(rename);
    const before = this._list.scans;
    const names = this._list.relocate(rename, nameOf);
    this._editor.rewrite(document => renamed(document, names));
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

  /** Give up reading a scan. */
  cancel(id: Id): void {
    this._compute.cancel(id);
  }

  /** Give up what can be had again, to spare memory. @returns bytes given up. */
  release(): number {
    return this._compute.release();
  }

  /** Have again what was given up. */
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

  /** What lies where another file lay is that file's; a scan that a step names by its id stays, and is the same file. */
  private _removeReplaced(rename: IRename): void {
    const { scans } = this;
    const replaced = replacedBy(
      scans.map(({ path }) => path),
      rename
    ).filter(
      i =>
        !this.document.steps.some(({ from }) => from.some(source => idOf(source) === scans[i].id))
    );
    if (replaced.length > 0) {
      this.remove(replaced.map(i => scans[i].id));
    }
  }

  /** First cuts that somebody names are no longer first ones. */
  private _touching(document: AnalysisDocument, ids: readonly Id[]): AnalysisDocument {
    const isTouched = this.cuts.some(({ id, isImplicit }) => isImplicit && ids.includes(id));
    return isTouched ? withOwnCuts(document, this.cuts) : document;
  }

  private _look(active: Ref, isOther: boolean): void {
    const { view } = this.document;
    const zoom = isOther ? null : view.map.zoom;
    const shown = view.shown.map(ref => (ref.id === view.active?.id ? active : ref));
    this._edit(document => withView(document, { active, shown, map: { ...view.map, zoom } }), {
      isLook: true
    });
  }

  /** A document that could not be read takes no edits. @throws what the edit throws; then nothing is changed. */
  private _edit(
    edit: (document: AnalysisDocument) => AnalysisDocument,
    options?: EditOptions
  ): void {
    if (!this._failure) {
      this._change(() => this._editor.edit(edit(this.document), options));
    }
  }

  private _replace(change: () => void, told: Partial<ModelChange> = {}): void {
    const { _failure: failure } = this;
    this._failure = null;
    this._change(() => (change(), true), told, failure ? [modelKeys.failure] : []);
  }

  private _change(
    change: () => boolean,
    told: Partial<ModelChange> = { document: true },
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
    this._changed.emit({ ...told, ...(before.view === document.view ? {} : { view: true }), keys });
    return true;
  }

  private _isDisposed = false;
  private _loaded = new PromiseDelegate<void>();
}
