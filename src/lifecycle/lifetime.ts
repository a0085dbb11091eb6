import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from './tracker.js';

/** Thrown where work goes on after the end of its owner; a guard passes it over in silence. */
export class LifetimeEnded extends Error {
  constructor() {
    super('The owner of this work was disposed');
    this.name = 'LifetimeEnded';
  }
}

/** The span in which asynchronous work of an owner may go on. */
export class Lifetime implements IDisposable {
  constructor() {
    trackDisposable(this);
  }

  /** Aborted at the end. */
  get signal(): AbortSignal {
    return this._controller.signal;
  }

  get isAlive(): boolean {
    return !this._controller.signal.aborted;
  }

  get isDisposed(): boolean {
    return !this.isAlive;
  }

  /** @throws LifetimeEnded after the end. */
  check(): void {
    if (!this.isAlive) {
      throw new LifetimeEnded();
    }
  }

  /** Await, then check again. Prefer passing the continuation as `next`: see the overload. */
  whenAlive<T>(promise: PromiseLike<T>): Promise<T>;
  /**
   * Await, check, and go on with `next` in the same microtask, so that `next` can rely on its owner.
   * Code after an `await` can't: it always runs a microtask or more after the check, whatever is
   * awaited, and a dispose can slip between. There, check once more by `check`.
   * @throws LifetimeEnded where the owner ended meanwhile, whatever became of the promise.
   */
  whenAlive<T, R>(promise: PromiseLike<T>, next: (value: T) => R | PromiseLike<R>): Promise<R>;
  whenAlive<T>(
    promise: PromiseLike<T>,
    next: (value: T) => unknown = value => value
  ): Promise<unknown> {
    const work = Promise.resolve(promise).then(
      value => {
        this.check();
        return next(value);
      },
      (reason: unknown) => {
        this.check();
        throw reason;
      }
    );
    if (this.isAlive) {
      return work;
    }
    work.catch(() => undefined); // avoid an unhandled rejection
    return Promise.reject(new LifetimeEnded());
  }

  dispose(): void {
    if (this.isAlive) {
      this._controller.abort(new LifetimeEnded());
      markAsDisposed(this);
    }
  }

  private _controller = new AbortController();
}
