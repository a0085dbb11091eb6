import type { IDisposable } from '@lumino/disposable';
import { DisposableStore, pageLifecycle } from '../../lifecycle/index.js';
import { flatPath } from '../../diagnostics/sinks/flatreport.js';
import { diagnosticsFolder, join } from '../../diagnostics/sinks/folder.js';
import { bytesOf, EndBudget } from '../../diagnostics/endbudget.js';

/** Something that waits for delivery, as a file. */
export interface IPendingFile {
  /** Folder of the contents manager beside which it belongs; '' for the root. */
  folder: string;
  /** Such as `crash-….json`. */
  name: string;
  content: string;
}

export interface IUnloadReporterOptions {
  /**
   * What is pending, most important first.
   * @param isEnd the page ends; else it is only hidden, and goes on with what is under way.
   */
  pending: (isEnd: boolean) => IPendingFile[];
  /** Whether a folder is known to be there: a file can't be put into one that is not. */
  isFolder: (path: string) => boolean;
  /**
   * Begin a keepalive PUT through the Contents API, before this returns.
   * @returns settled when it was answered or failed; a page that ends never hears of it.
   */
  send: (path: string, body: string) => Promise<void>;
  /** Called with a file that was put flat, to be taken away when the report is in its place. */
  onFlat?: (name: string, path: string, sent: Promise<void>) => void;
  /** Shared with others who speak at the end. */
  budget?: EndBudget;
}

/**
 * One request at the end of a page with the most important of what is pending. What does not fit
 * stays in the outbox, and so does this one: whether it arrived is not known, and a repeat at the
 * next start writes the same file.
 */
export class UnloadReporter implements IDisposable {
  constructor(private _options: IUnloadReporterOptions) {
    this._budget = _options.budget ?? new EndBudget();
    const renew = () => this._budget.renew();
    this._owned.add(
      pageLifecycle.subscribe('reports', {
        hidden: () => this.send(false), // it may be ended without a word
        shown: renew,
        restored: renew,
        ended: () => this.send(true)
      })
    );
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** @returns the path of what was sent; null where nothing was pending, or nothing fitted. */
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

  /** Into `xes-diagnostics` where that is there, else flat beside it. */
  private _placeOf({ folder, name }: IPendingFile): { path: string; isFlat: boolean } {
    const place = join(folder, diagnosticsFolder);
    const isFlat = !this._options.isFolder(place);
    return { path: isFlat ? flatPath(folder, name) : join(place, name), isFlat };
  }

  private _owned = new DisposableStore();
  private _budget: EndBudget;
  private _sent = new Set<string>();
}
