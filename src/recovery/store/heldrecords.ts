import type { Key, StoreName } from './database.js';

/** The newest state of a record that is not yet known to be on disk. */
export interface IHeld {
  readonly key: Key;
  /** Null if the record is to be removed from disk. */
  value: object | null;
}

/** Most pending removals per store. */
const maxRemovals = 2000;

/** Records not on disk yet, each in its newest state only. */
export class HeldRecords {
  hold(store: StoreName, key: Key, value: object | null): IHeld {
    const held = { key, value };
    this._of(store).set(text(key), held);
    return held;
  }

  /** Whether it is still the newest state of its record. */
  isNewest(store: StoreName, held: IHeld): boolean {
    return this._of(store).get(text(held.key)) === held;
  }

  /** Drop a state that is on disk, or not worth writing; a newer one stays. */
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
   * Drop the oldest of too many pending removals: their records are seen again at the next start,
   * and delivering them twice is harmless.
   */
  trimRemovals(store: StoreName): void {
    const removals = this.all(store).filter(({ value }) => value === null);
    removals.slice(0, -maxRemovals).forEach(removal => this.drop(store, removal));
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
