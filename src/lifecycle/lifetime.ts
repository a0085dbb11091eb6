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

  /**
   * Await, then check again: what comes after can rely on its owner.
   * @throws LifetimeEnded where the owner ended meanwhile, whatever became of the promise.
   */
  async while<T>(promise: Promise<T>): Promise<T> {
    this.check();
    try {
      return await promise;
    } finally {
      this.check();
    }
  }

  dispose(): void {
    if (this.isAlive) {
      this._controller.abort(new LifetimeEnded());
      markAsDisposed(this);
    }
  }

  private _controller = new AbortController();
}
