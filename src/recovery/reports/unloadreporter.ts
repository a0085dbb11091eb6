import type { IDisposable } from '@lumino/disposable';
import { DisposableStore, pageLifecycle } from '../../lifecycle/index.js';
import { flatPath } from '../../diagnostics/sinks/flatreport.js';
import { diagnosticsFolder, join } from '../../diagnostics/sinks/folder.js';
import { bytesOf, EndBudget } from '../../diagnostics/endbudget.js';

/** A file waiting for delivery. */
export interface IPendingFile {
  /** Contents path of the folder in whose `xes-diagnostics` it belongs; '' for the root. */
  folder: string;
  /** For example `crash-….json`. */
  name: string;
  content: string;
}

export interface IUnloadReporterOptions {
  /**
   * The pending files, most important first.
   * @param isEnd the page ends; else it is only hidden, and finishes the requests under way.
   */
  pending: (isEnd: boolean) => IPendingFile[];
  /** Whether a folder is known to exist: a file can't be put into one that does not. */
  isFolder: (path: string) => boolean;
  /**
   * Begin a keepalive PUT through the Contents API, before this returns.
   * @returns settles when the request has succeeded or failed; never, if the page ends first.
   */
  send: (path: string, body: string) => Promise<void>;
  /** Called with a file that was put flat, to be removed when the report is in its place. */
  onFlat?: (name: string, path: string, sent: Promise<void>) => void;
  /** Shared with others that send at the end of the page. */
  budget?: EndBudget;
}

/**
 * Sends one request at the end of a page with the most important pending file that fits. All files
 * stay in the outbox, this one too: whether it arrived is unknown, and a repeat at the next start
 * writes the same file.
 */
export class UnloadReporter implements IDisposable {
  constructor(private _options: IUnloadReporterOptions) {
    this._budget = _options.budget ?? new EndBudget();
    const renew = () => this._budget.renew();
    this._owned.add(
      pageLifecycle.subscribe('reports', {
        hidden: () => this.send(false), // it may be ended without notice
        shown: renew,
        restored: renew,
        ended: () => this.send(true)
      })
    );
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** @returns the path that was sent; null if nothing was pending, or nothing fitted. */
  send(isEnd: boolean): string | null {
    for (const file of this._options.pending(isEnd)) {
      const { path, isFlat } = this._placeOf(file);
      const body = JSON.stringify({ type: 'file', format: 'text', content: file.content });
      if (this._sent.has(path) || !this._budget.take(bytesOf(body))) {
        continue;
      }
      this._sent.add(path);
      const sent = this._options.send(path, body);
      if (isFlat) {
        this._options.onFlat?.(file.name, path, sent);
      }
      return path;
    }
    return null;
  }

  dispose(): void {
    this._owned.dispose();
  }

  /** In `xes-diagnostics` if that exists, else flat, in its parent folder. */
  private _placeOf({ folder, name }: IPendingFile): { path: string; isFlat: boolean } {
    const place = join(folder, diagnosticsFolder);
    const isFlat = !this._options.isFolder(place);
    return { path: isFlat ? flatPath(folder, name) : join(place, name), isFlat };
  }

  private _owned = new DisposableStore();
  private _budget: EndBudget;
  private _sent = new Set<string>();
}
