import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from './tracker.js';

/**
 * Work done at once when it is asked for, then at most once in a while: what was asked for meanwhile
 * is done when the while is over, so that nothing waits for longer.
 */
export class Throttle implements IDisposable {
  /** @param _pace time between two runs, ms; asked for each time. */
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

  /** Do now what is due. */
  flush(): void {
    if (this._isDue) {
      clearTimeout(this._timer);
      this._run();
    }
  }

  /** What is due is given up. */
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
