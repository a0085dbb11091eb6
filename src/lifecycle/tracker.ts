import type { IDisposable } from '@lumino/disposable';

/** Told of every owned thing that is made and disposed; set by tests only. */
export interface IDisposableTracker {
  track(disposable: IDisposable): void;
  markDisposed(disposable: IDisposable): void;
}

let current: IDisposableTracker | null = null;

/** Set (or with null take away) the tracker. @returns the one before. */
export function setDisposableTracker(
  tracker: IDisposableTracker | null
): IDisposableTracker | null {
  const previous = current;
  current = tracker;
  return previous;
}

/** Called by the constructor of everything that must be disposed of. */
export function trackDisposable(disposable: IDisposable): void {
  current?.track(disposable);
}

export function markAsDisposed(disposable: IDisposable): void {
  current?.markDisposed(disposable);
}

/** Remembers where each living disposable was made; what is left at the end has leaked. */
export class LeakTracker implements IDisposableTracker {
  track(disposable: IDisposable): void {
    this._living.set(disposable, new Error(disposable.constructor.name).stack ?? '');
  }

  markDisposed(disposable: IDisposable): void {
    this._living.delete(disposable);
  }

  /** Stack of the creation of each disposable still alive. */
  leaks(): string[] {
    return [...this._living.values()];
  }

  /** How many are alive, by class name. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const disposable of this._living.keys()) {
      const name = disposable.constructor.name;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  private _living = new Map<IDisposable, string>();
}
