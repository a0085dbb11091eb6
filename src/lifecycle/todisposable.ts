import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from './tracker.js';

/** A disposable that runs a function, once. */
export function toDisposable(release: () => void): IDisposable {
  const disposable = new DisposableDelegate(() => {
    markAsDisposed(disposable);
    release();
  });
  trackDisposable(disposable);
  return disposable;
}
