import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from '../../lifecycle/index.js';
import type { DocumentKind } from '../../base/documentkind.js';
import type { IContext, IDiagnostics } from '../../diagnostics/types.js';
import { Throttle } from '../../lifecycle/throttle.js';
import type { BlackBoxStore } from '../store/store.js';
import type { ISnapshot } from '../types.js';

/** An analysis longer than this (characters) is left to JupyterLab's own saving. */
const maxLength = 4_000_000;
/** Most snapshots per session. */
const maxSnapshots = 50;
/** Subtracted from the interval, so that writing finishes within it (ms). */
const margin = 250;

export interface IAutosaveOptions {
  session: string;
  store: BlackBoxStore;
  diagnostics: IDiagnostics;
  /** Most work that may be lost, ms. */
  interval: () => number;
}

/** A document as its autosave sees it. */
export interface IAutosavedDocument {
  kind: DocumentKind;
  path: () => string;
  /** The serialised document as it is now. */
  text: () => string;
  /** Whether the document holds work that no file holds. */
  isUnsaved: () => boolean;
  /** Modification time of the file that the work is based on. */
  base: () => string | null;
}

/** Snapshots of work that no file holds yet, per document, under this session's id only. */
export class Autosave {
  constructor(private _options: IAutosaveOptions) {}

  /**
   * Snapshot a document from now on, as seen by one of its views. Dispose of the handle when the
   * view's tab is closed.
   * @param shared the same object for all views of a document, which share one snapshot.
   */
  keep(document: IAutosavedDocument, shared: object = document): AutosaveHandle {
    let snapshot = this._snapshots.get(shared);
    if (!snapshot) {
      const created: DocumentSnapshot = new DocumentSnapshot(this._options, {
        mayStore: () => this._mayStore(created),
        ended: () => this._snapshots.delete(shared)
      });
      this._snapshots.set(shared, (snapshot = created));
    }
    return snapshot.view(document);
  }

  /** Start writing everything that is due; for the end of a page. */
  flush(): void {
    this._snapshots.forEach(snapshot => snapshot.flush());
  }

  /** Write all snapshots again: another page may have taken this one for dead while it slept. */
  renew(): void {
    this._snapshots.forEach(snapshot => snapshot.renew());
  }

  private _mayStore(snapshot: DocumentSnapshot): boolean {
    const stored = [...this._snapshots.values()].filter(other => other.isStored);
    return stored.filter(other => other !== snapshot).length < maxSnapshots;
  }

  private _snapshots = new Map<object, DocumentSnapshot>();
}

/** A document in one of its tabs. */
export class AutosaveHandle implements IDisposable {
  constructor(
    private _snapshot: DocumentSnapshot,
    readonly document: IAutosavedDocument
  ) {
    trackDisposable(this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Call after each change made in this view. */
  changed(): void {
    this._snapshot.changed(this);
  }

  /** Call when the path of the document or of one of its scans has changed. */
  renamed(): void {
    this._snapshot.renew();
  }

  /** Call when a file holds every change made in this view. */
  saved(): void {
    this._snapshot.saved();
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      markAsDisposed(this);
      this._snapshot.leave(this);
    }
  }

  private _isDisposed = false;
}

/**
 * The snapshot of one document, however many views it has: written soon after a change, from the
 * view that made it, and removed when a file holds the work or the last view is closed.
 */
class DocumentSnapshot {
  constructor(
    private _options: IAutosaveOptions,
    private _owner: { mayStore: () => boolean; ended: () => void }
  ) {
    this._throttle = new Throttle(
      () => Math.max(0, _options.interval() - margin),
      () => this._guarded(() => this._write(false))
    );
  }

  /** Whether the store holds it. */
  get isStored(): boolean {
    return this._storedAt !== null;
  }

  view(document: IAutosavedDocument): AutosaveHandle {
    const view = new AutosaveHandle(this, document);
    this._views.push(view);
    return view;
  }

  changed(view: AutosaveHandle): void {
    this._changed = [...this._changed.filter(other => other !== view), view];
    this._throttle.request();
  }

  /** Write it again if it is stored. */
  renew(): void {
    if (this.isStored) {
      this._throttle.request();
    }
  }

  /** A file holds one view's work; another view may still hold work that the file does not. */
  saved(): void {
    this._guarded(() => (this._isUnsaved ? this._write(false) : this._forget()));
  }

  flush(): void {
    this._throttle.flush();
  }

  /** The snapshot of a tab closed with unsaved work stays until the session ends cleanly. */
  leave(view: AutosaveHandle): void {
    if (this._views.length > 1) {
      this._leaveOthers(view);
      return;
    }
    this._throttle.dispose();
    this._owner.ended();
    this._guarded(() =>
      view.document.kind === 'analysis' && view.document.isUnsaved()
        ? this._write(true)
        : this._forget()
    );
  }

  private _leaveOthers(view: AutosaveHandle): void {
    const wasWriter = this._writer === view;
    this._throttle.flush(); // while this view can still be read
    this._views = this._views.filter(other => other !== view);
    this._changed = this._changed.filter(other => other !== view);
    if (wasWriter && view.document.kind === 'scan') {
      // each view of a scan has its own cuts
      this._guarded(() => (this._changed.length > 0 ? this._write(false) : this._forget()));
    }
  }

  /** The view that was changed last; the views of an analysis all converge to the same document. */
  private get _writer(): AutosaveHandle {
    return this._changed[this._changed.length - 1] ?? this._views[this._views.length - 1];
  }

  private get _isUnsaved(): boolean {
    return this._writer.document.isUnsaved();
  }

  private async _write(closed: boolean): Promise<void> {
    const { kind, path, text, isUnsaved, base } = this._writer.document;
    if (!isUnsaved()) {
      return this._forget();
    }
    const document = text();
    if (document.length > maxLength || (!this.isStored && !this._owner.mayStore())) {
      this._warnOnce(path());
      return;
    }
    const { session, store } = this._options;
    const snapshot: ISnapshot = {
      session,
      path: path(),
      kind,
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

  private _warnOnce(path: string): void {
    if (!this._hasWarned) {
      this._hasWarned = true;
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
  /** The views with changes, the latest last. */
  private _changed: AutosaveHandle[] = [];
  private _hasWarned = false;
  private _storedAt: string | null = null;
  private _throttle: Throttle;
}
