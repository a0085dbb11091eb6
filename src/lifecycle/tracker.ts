import type { IDisposable } from '@lumino/disposable';

/** Follows the creation and disposal of disposables; set by tests only. */
export interface IDisposableTracker {
  track(disposable: IDisposable): void;
  /** A disposable has an owner. */
  setParent(disposable: IDisposable, parent: IDisposable): void;
  markDisposed(disposable: IDisposable): void;
}

let current: IDisposableTracker | null = null;

/** Set the tracker, or remove it with null. @returns the previous tracker. */
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

/** Called by the new owner of a disposable. */
export function setDisposableParent(disposable: IDisposable, parent: IDisposable): void {
  current?.setParent(disposable, parent);
}

/** Remembers where each live disposable was created; those left at the end have leaked. */
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
   * Creation stack of each live disposable whose owner is not alive, with the number of disposables
   * that it owns.
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

  /** Number of live disposables by class name. */
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
