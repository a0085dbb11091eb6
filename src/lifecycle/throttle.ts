import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from './tracker.js';

/**
 * Runs work at once on request, then at most once per interval: a request within the interval runs
 * at its end.
 */
export class Throttle implements IDisposable {
  /** @param _pace returns the time between two runs, ms. */
  constructor(
    private _pace: () => number,
    private _work: () => void
  ) {
    trackDisposable(this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  request(): void {
    if (this._isDisposed) {
      return;
    }
    if (this._timer === undefined) {
      this._run();
    } else {
      this._isDue = true;
    }
  }

  /** Run due work now. */
  flush(): void {
    if (this._isDue) {
      clearTimeout(this._timer);
      this._run();
    }
  }

  /** Due work is dropped. */
  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._isDue = false;
      clearTimeout(this._timer);
      markAsDisposed(this);
    }
  }

  private _run(): void {
    this._isDue = false;
    this._timer = setTimeout(() => this._onTime(), this._pace());
    this._work();
  }

  private _onTime(): void {
    this._timer = undefined;
    if (this._isDue) {
      this._run();
    }
  }

  private _isDisposed = false;
  private _isDue = false;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
