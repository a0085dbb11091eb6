import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from '../../lifecycle/index.js';
import type { IContext, IDiagnostics } from '../types.js';
import { Paced } from './paced.js';
import type { BlackBoxStore } from './store.js';
import type { Door, ISnapshot } from './types.js';

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

  /** Keep a document from now on. Dispose when its tab is closed. */
  keep(document: IKeptDocument): KeptDocument {
    const kept: KeptDocument = new KeptDocument(document, this._options, {
      mayStore: () => this._mayStore(kept),
      ended: () => this._kept.delete(kept)
    });
    this._kept.add(kept);
    return kept;
  }

  /** Put all that is due on its way to disk; for the end of a page. */
  flush(): void {
    this._kept.forEach(kept => kept.flush());
  }

  /** Keep again what was kept: while this page slept, another may have taken it for ended. */
  renew(): void {
    [...this._kept].filter(kept => kept.isStored).forEach(kept => kept.changed());
  }

  private _mayStore(kept: KeptDocument): boolean {
    const others = [...this._kept].filter(one => one !== kept && one.isStored);
    return others.length < maxSnapshots;
  }

  private _kept = new Set<KeptDocument>();
}

/** One document's snapshot: written soon after a change, taken away when a file holds the work. */
export class KeptDocument implements IDisposable {
  constructor(
    private _document: IKeptDocument,
    private _options: IAutosaveOptions,
    private _owner: { mayStore: () => boolean; ended: () => void }
  ) {
    trackDisposable(this);
    this._paced = new Paced(
      () => Math.max(0, _options.interval() - margin),
      () => this._guarded(() => this._write(false))
    );
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Whether the store holds something of it. */
  get isStored(): boolean {
    return this._storedAt !== null;
  }

  /** To be called after each change. */
  changed(): void {
    this._paced.request();
  }

  /** To be called when the file holds all. */
  saved(): void {
    this._guarded(() => this._forget());
  }

  flush(): void {
    this._paced.flush();
  }

  /** Of a tab closed with unsaved work the snapshot stays until the session ends in order. */
  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    markAsDisposed(this);
    this._paced.dispose();
    this._owner.ended();
    this._guarded(() =>
      this._document.door === 'analysis' && this._document.isUnsaved()
        ? this._write(true)
        : this._forget()
    );
  }

  private async _write(closed: boolean): Promise<void> {
    const { door, path, text, isUnsaved, base } = this._document;
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
      this._options.diagnostics.log('warning', 'It is too much to be kept: save often.', where);
    }
  }

  private _guarded(work: () => Promise<void>): void {
    const where: IContext = { doing: 'Keeping unsaved work' };
    void this._options.diagnostics.guard(where, work);
  }

  private _isDisposed = false;
  private _hasTold = false;
  private _storedAt: string | null = null;
  private _paced: Paced;
}
