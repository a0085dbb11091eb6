import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from '../../lifecycle/index.js';
import type { IContext, IDiagnostics } from '../../diagnostics/types.js';
import { Throttle } from '../../lifecycle/throttle.js';
import type { BlackBoxStore } from '../store/store.js';
import type { Door, ISnapshot } from '../types.js';

/** An analysis longer than this (characters) is left to JupyterLab's own saving. */
const maxLength = 4_000_000;
/** Documents of a session that are kept. */
const maxSnapshots = 50;
/** Taken off the interval, so that the writing is done within it (ms). */
const margin = 250;

export interface IAutosaveOptions {
  session: string;
  store: BlackBoxStore;
  diagnostics: IDiagnostics;
  /** At most so much work is lost, ms. */
  interval: () => number;
}

/** A document as its autosave sees it. */
export interface IKeptDocument {
  door: Door;
  path: () => string;
  /** The serialised document as it stands. */
  text: () => string;
  /** Whether something is there that no file holds. */
  isUnsaved: () => boolean;
  /** Time of the file the work goes on from. */
  base: () => string | null;
}

/** Keeps what no file holds yet, document by document, under this session: never over another's. */
export class Autosave {
  constructor(private _options: IAutosaveOptions) {}

  /**
   * Keep a document from now on, as one of its views has it. Dispose when its tab is closed.
   * @param shared the same for all views of a document, which have one snapshot.
   */
  keep(document: IKeptDocument, shared: object = document): AutosaveHandle {
    let kept = this._kept.get(shared);
    if (!kept) {
      const one: KeptDocument = new KeptDocument(this._options, {
        mayStore: () => this._mayStore(one),
        ended: () => this._kept.delete(shared)
      });
      this._kept.set(shared, (kept = one));
    }
    return kept.view(document);
  }

  /** Put all that is due on its way to disk; for the end of a page. */
  flush(): void {
    this._kept.forEach(kept => kept.flush());
  }

  /** Keep again what was kept: while this page slept, another may have taken it for ended. */
  renew(): void {
    this._kept.forEach(kept => kept.renew());
  }

  private _mayStore(kept: KeptDocument): boolean {
    const others = [...this._kept.values()].filter(one => one !== kept && one.isStored);
    return others.length < maxSnapshots;
  }

  private _kept = new Map<object, KeptDocument>();
}

/** A document in one of its tabs. */
export class AutosaveHandle implements IDisposable {
  constructor(
    private _document: KeptDocument,
    readonly seen: IKeptDocument
  ) {
    trackDisposable(this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** To be called after each change that was made here. */
  changed(): void {
    this._document.changed(this);
  }

  /** To be called when the path of the document or of a scan in it has changed: the kept copy follows. */
  renamed(): void {
    this._document.renew();
  }

  /** To be called when a file holds all that was changed here. */
  saved(): void {
    this._document.saved();
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      markAsDisposed(this);
      this._document.leave(this);
    }
  }

  private _isDisposed = false;
}

/**
 * One document's snapshot, whatever the number of its views: written soon after a change as the view
 * has it where it was made, taken away when a file holds the work or the last view is closed.
 */
class KeptDocument {
  constructor(
    private _options: IAutosaveOptions,
    private _owner: { mayStore: () => boolean; ended: () => void }
  ) {
    this._throttle = new Throttle(
      () => Math.max(0, _options.interval() - margin),
      () => this._guarded(() => this._write(false))
    );
  }

  /** Whether the store holds something of it. */
  get isStored(): boolean {
    return this._storedAt !== null;
  }

  view(seen: IKeptDocument): AutosaveHandle {
    const view = new AutosaveHandle(this, seen);
    this._views.push(view);
    return view;
  }

  changed(view: AutosaveHandle): void {
    this._changed = [...this._changed.filter(one => one !== view), view];
    this._throttle.request();
  }

  /** Write again what is kept. */
  renew(): void {
    if (this.isStored) {
      this._throttle.request();
    }
  }

  /** Another view may hold what this file does not. */
  saved(): void {
    this._guarded(() => (this._isUnsaved ? this._write(false) : this._forget()));
  }

  flush(): void {
    this._throttle.flush();
  }

  /** Of a tab closed with unsaved work the snapshot stays until the session ends in order. */
  leave(view: AutosaveHandle): void {
    if (this._views.length > 1) {
      this._leaveOthers(view);
      return;
    }
    this._throttle.dispose();
    this._owner.ended();
    this._guarded(() =>
      view.seen.door === 'analysis' && view.seen.isUnsaved() ? this._write(true) : this._forget()
    );
  }

  private _leaveOthers(view: AutosaveHandle): void {
    const wasWriter = this._writer === view;
    this._throttle.flush(); // while this view can still be asked
    this._views = this._views.filter(one => one !== view);
    this._changed = this._changed.filter(one => one !== view);
    if (wasWriter && view.seen.door === 'scan') {
      // each view of a scan has cuts of its own
      this._guarded(() => (this._changed.length > 0 ? this._write(false) : this._forget()));
    }
  }

  /** The view that was changed last; of an analysis any has the same, a little later. */
  private get _writer(): AutosaveHandle {
    return this._changed[this._changed.length - 1] ?? this._views[this._views.length - 1];
  }

  private get _isUnsaved(): boolean {
    return this._writer.seen.isUnsaved();
  }

  private async _write(closed: boolean): Promise<void> {
    const { door, path, text, isUnsaved, base } = this._writer.seen;
    if (!isUnsaved()) {
      return this._forget();
    }
    const document = text();
    if (document.length > maxLength || (!this.isStored && !this._owner.mayStore())) {
      this._tellOnce(path());
      return;
    }
    const { session, store } = this._options;
    const snapshot: ISnapshot = {
      session,
      path: path(),
      door,
      time: new Date().toISOString(),
      document,
      base: base(),
      closed
    };
    const before = this._storedAt;
    this._storedAt = snapshot.path;
    await store.put('snapshots', [session, snapshot.path], snapshot);
    if (before !== null && before !== snapshot.path) {
      await store.remove('snapshots', [[session, before]]); // the document was renamed
    }
  }

  private async _forget(): Promise<void> {
    const path = this._storedAt;
    this._storedAt = null;
    if (path !== null) {
      await this._options.store.remove('snapshots', [[this._options.session, path]]);
    }
  }

  private _tellOnce(path: string): void {
    if (!this._hasTold) {
      this._hasTold = true;
      const where: IContext = { doing: 'Keeping unsaved work', path };
      this._options.diagnostics.log(
        'warning',
        'This analysis is too large for autosave. Save it often.',
        where
      );
    }
  }

  private _guarded(work: () => Promise<void>): void {
    const where: IContext = { doing: 'Keeping unsaved work' };
    void this._options.diagnostics.guard(where, work);
  }

  private _views: AutosaveHandle[] = [];
  /** Those that were changed, the last one last. */
  private _changed: AutosaveHandle[] = [];
  private _hasTold = false;
  private _storedAt: string | null = null;
  private _throttle: Throttle;
}
