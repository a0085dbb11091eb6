import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from './tracker.js';

/**
 * Runs work once, some time after the last request; work still due on disposal runs then. Unlike
 * Lumino's Debouncer it leaves no timer behind that keeps its owner in memory.
 */
export class Debounce implements IDisposable {
  /** @param _delay in ms. */
  constructor(
    private _delay: number,
    private _work: () => void
  ) {
    trackDisposable(this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  schedule(): void {
    if (!this._isDisposed) {
      clearTimeout(this._timer);
      this._timer = setTimeout(() => this._run(), this._delay);
    }
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    markAsDisposed(this);
    const isDue = this._timer !== undefined;
    clearTimeout(this._timer);
    if (isDue) {
      this._run();
    }
  }

  private _run(): void {
    this._timer = undefined;
    this._work();
  }

  private _isDisposed = false;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
