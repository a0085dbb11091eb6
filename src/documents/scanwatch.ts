import type { Contents } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import { DisposableStore } from '../lifecycle/index.js';

/** What the contents API says of a file; `created` moves even where a copy keeps the time. */
type Stamp = string;

/**
 * Notices that a file was rewritten or replaced while it is open: asked on focus and every 10 s
 * while the page is visible, from the contents API (the file server's stamps have one second).
 */
export class ScanWatch implements IDisposable {
  constructor(
    private _contents: Contents.IManager,
    private _path: () => string | null,
    private _changed: () => void,
    isVisible: () => boolean
  ) {
    const poll = new Poll({
      name: 'jupyterlab-xes:scan-watch',
      factory: () => this.check(),
      frequency: { interval: 10_000, backoff: true, max: 60_000 },
      standby: () => document.hidden || !isVisible()
    });
    this._owned.add(poll);
    this._owned.listen(window, 'focus', () => void poll.refresh().catch(() => undefined));
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Compare now. @throws what the server says when it can't be asked. */
  async check(): Promise<void> {
    const path = this._path();
    if (path === null) {
      return;
    }
    const model = await this._contents.get(path, { content: false });
    if (this.isDisposed || path !== this._path()) {
      return;
    }
    const stamp: Stamp = [path, model.size, model.last_modified, model.created].join('|');
    const before = this._stamp;
    this._stamp = stamp;
    if (before !== null && before !== stamp && before.split('|')[0] === path) {
      this._changed();
    }
  }

  dispose(): void {
    this._owned.dispose();
  }

  private _stamp: Stamp | null = null;
  private _owned = new DisposableStore();
}
