import type { Key, StoreName } from './database.js';

/** The newest state of a record, as long as it is not known to be on disk. */
export interface IHeld {
  readonly key: Key;
  /** Null where it is to be removed there. */
  value: object | null;
}

/** So many marks of a store are kept. */
const mostMarks = 2000;

/** What is not on disk yet: of each record the newest state alone. */
export class HeldRecords {
  hold(store: StoreName, key: Key, value: object | null): IHeld {
    const held = { key, value };
    this._of(store).set(text(key), held);
    return held;
  }

  /** Whether nothing newer was held since. */
  isNewest(store: StoreName, held: IHeld): boolean {
    return this._of(store).get(text(held.key)) === held;
  }

  /** It is on disk, or not worth to be kept; what is newer stays. */
  drop(store: StoreName, held: IHeld): void {
    if (this.isNewest(store, held)) {
      this._of(store).delete(text(held.key));
    }
  }

  has(store: StoreName, key: Key): boolean {
    return this._of(store).has(text(key));
  }

  all(store: StoreName): IHeld[] {
    return [...this._of(store).values()];
  }

  /**
   * Leave the oldest of too many marks of what is to be removed: it comes again at the next start,
   * where repeats are harmless.
   */
  forgetMarks(store: StoreName): void {
    const marks = this.all(store).filter(({ value }) => value === null);
    marks.slice(0, -mostMarks).forEach(one => this.drop(store, one));
  }

  clear(): void {
    this._stores.clear();
  }

  private _of(store: StoreName): Map<string, IHeld> {
    let held = this._stores.get(store);
    if (!held) {
      held = new Map();
      this._stores.set(store, held);
    }
    return held;
  }

  private _stores = new Map<StoreName, Map<string, IHeld>>();
}

function text(key: Key): string {
  return JSON.stringify(key);
}
