import type { Contents } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import { DisposableStore } from '../lifecycle/index.js';
import { stampOf } from './stamp.js';

/** A file that somebody shows. */
export interface IWatched {
  /** Path of the file; null where nothing is shown. */
  path: () => string | null;
  isVisible: () => boolean;
  changed: () => void;
}

/** One file's watch. */
export interface IWatch extends IDisposable {
  /** Called when reading begins: what is there now is what later looks are compared with. */
  begin(): void;
}

interface IEntry extends IWatched {
  /** Path and stamp at the last look. */
  stamp: { path: string; text: string } | null;
}

/**
 * Notices that a file was rewritten or replaced while it is open: asked on focus and every 10 s
 * while it is visible, from the contents API (the file server's stamps have one second). One poll
 * serves all documents: a disposed Poll stays in memory, with all it leads to, until its timer fires.
 */
export class ScanWatch implements IDisposable {
  constructor(private _contents: Contents.IManager) {
    const poll = new Poll({
      name: 'jupyterlab-xes:scan-watch',
      factory: () => this.check(),
      frequency: { interval: 10_000, backoff: true, max: 30_000 },
      standby: () => document.hidden || ![...this._entries].some(entry => entry.isVisible())
    });
    this._owned.add(poll);
    this._owned.listen(window, 'focus', () => void this.check());
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Watch a file until the result is disposed of. */
  watch(watched: IWatched): IWatch {
    const entry: IEntry = { ...watched, stamp: null };
    const entries = this._entries;
    entries.add(entry);
    return {
      begin: () => {
        if (entry.stamp?.path !== entry.path()) {
          void this._look(entry);
        }
      },
      get isDisposed() {
        return !entries.has(entry);
      },
      dispose: () => void entries.delete(entry)
    };
  }

  /** Look at every visible file now. */
  async check(): Promise<void> {
    await Promise.all(
      [...this._entries].filter(entry => entry.isVisible()).map(entry => this._look(entry))
    );
  }

  dispose(): void {
    this._owned.dispose();
    this._entries.clear();
  }

  private async _look(entry: IEntry): Promise<void> {
    const path = entry.path();
    if (path === null) {
      return;
    }
    let text: string;
    try {
      text = await stampOf(this._contents, path);
    } catch {
      return; // gone or unreachable: what was read stays in view, and a reload says why
    }
    const before = entry.stamp;
    if (this._entries.has(entry) && path === entry.path()) {
      entry.stamp = { path, text };
      if (before && before.path === path && before.text !== text) {
        entry.changed();
      }
    }
  }

  private _entries = new Set<IEntry>();
  private _owned = new DisposableStore();
}
