import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from './tracker.js';

/** Thrown by work that continues after its owner was disposed of; guards ignore it. */
export class LifetimeEnded extends Error {
  constructor() {
    super('The owner of this work was disposed');
    this.name = 'LifetimeEnded';
  }
}

/** The time in which an owner's asynchronous work may run. */
export class Lifetime implements IDisposable {
  constructor() {
    trackDisposable(this);
  }

  /** Aborted on disposal. */
  get signal(): AbortSignal {
    return this._controller.signal;
  }

  get isAlive(): boolean {
    return !this._controller.signal.aborted;
  }

  get isDisposed(): boolean {
    return !this.isAlive;
  }

  /** @throws LifetimeEnded after disposal. */
  check(): void {
    if (!this.isAlive) {
      throw new LifetimeEnded();
    }
  }

  /** Await, then check again. Prefer passing the continuation as `next`: see the overload. */
  whenAlive<T>(promise: PromiseLike<T>): Promise<T>;
  /**
   * Await, check, and run `next` in the same microtask, so that `next` can rely on its owner. Code
   * after an `await` can't: it runs at least one microtask after the check, and a disposal can slip
   * in between; there, call `check` again.
   * @throws LifetimeEnded if the owner was disposed of meanwhile, even if the promise failed.
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
