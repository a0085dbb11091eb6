import type { IDisposable } from '@lumino/disposable';
import { toDisposable } from './todisposable.js';
import { markAsDisposed, setDisposableParent, trackDisposable } from './tracker.js';

/**
 * Dispose of all, last first, even if some throw.
 * @throws the error, or an AggregateError of several, after all were disposed of.
 */
export function disposeAll(disposables: Iterable<IDisposable>): void {
  const errors: unknown[] = [];
  for (const disposable of [...disposables].reverse()) {
    try {
      disposable.dispose();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length === 1) {
    throw errors[0];
  }
  if (errors.length > 1) {
    throw new AggregateError(errors, `${errors.length} errors while disposing`);
  }
}

/**
 * Owner of disposables. Unlike Lumino's DisposableSet it does not stop at the first error.
 */
export class DisposableStore implements IDisposable {
  constructor() {
    trackDisposable(this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Own a disposable. After disposal of the store it is disposed of at once, with a warning. */
  add<T extends IDisposable>(disposable: T): T {
    if (this._isDisposed) {
      console.warn(
        new Error('jupyterlab-xes: added to a disposed store, so disposed at once').stack
      );
      disposable.dispose();
      return disposable;
    }
    this._owned.add(disposable);
    setDisposableParent(disposable, this);
    return disposable;
  }

  /** Run a function on disposal. @returns a disposable that runs it earlier. */
  defer(release: () => void): IDisposable {
    const deferred: IDisposable = toDisposable(() => {
      this._owned.delete(deferred);
      release();
    });
    return this.add(deferred);
  }

  /** Listen to DOM events until disposal. */
  listen<E extends Event = Event>(
    target: EventTarget,
    type: string,
    handler: (event: E) => void,
    options?: AddEventListenerOptions
  ): IDisposable {
    const listener = handler as EventListener;
    target.addEventListener(type, listener, options);
    return this.defer(() => target.removeEventListener(type, listener, options));
  }

  /** Dispose of everything owned; the store stays usable. @throws like `disposeAll` */
  clear(): void {
    const owned = [...this._owned];
    this._owned.clear();
    disposeAll(owned);
  }

  /** @throws like `disposeAll`, after everything was disposed of. */
  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    markAsDisposed(this);
    this.clear();
  }

  private _isDisposed = false;
  private _owned = new Set<IDisposable>();
}
