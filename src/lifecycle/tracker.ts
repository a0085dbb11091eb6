import type { IDisposable } from '@lumino/disposable';

/** Called with every owned thing that is made and disposed; set by tests only. */
export interface IDisposableTracker {
  track(disposable: IDisposable): void;
  /** It is disposed of by another. */
  setParent(disposable: IDisposable, parent: IDisposable): void;
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

/** Called by what becomes the owner of a disposable. */
export function setDisposableParent(disposable: IDisposable, parent: IDisposable): void {
  current?.setParent(disposable, parent);
}

/** Remembers where each living disposable was made; what is left at the end has leaked. */
export class LeakTracker implements IDisposableTracker {
  track(disposable: IDisposable): void {
    this._living.set(disposable, new Error(disposable.constructor.name).stack ?? '');
  }

  setParent(disposable: IDisposable, parent: IDisposable): void {
    this._parents.set(disposable, parent);
  }

  markDisposed(disposable: IDisposable): void {
    this._living.delete(disposable);
  }

  /**
   * Stack of the creation of each disposable that is still alive and whose owner is not: what it owns goes with it, and is
   * counted.
   */
  leaks(): string[] {
    const roots = new Map<IDisposable, number>();
    for (const disposable of this._living.keys()) {
      const root = this._rootOf(disposable);
      roots.set(root, (roots.get(root) ?? -1) + 1);
    }
    return [...roots].map(([root, owned]) => {
      const stack = this._living.get(root) ?? '';
      return owned > 0 ? `${stack}\n    and ${owned} that it owns` : stack;
    });
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

  private _rootOf(disposable: IDisposable): IDisposable {
    let root = disposable;
    for (
      let parent = this._parents.get(root);
      parent && this._living.has(parent);
      parent = this._parents.get(root)
    ) {
      root = parent;
    }
    return root;
  }

  private _living = new Map<IDisposable, string>();
  private _parents = new WeakMap<IDisposable, IDisposable>();
}
