import type { Key } from './database.js';
import type { BlackBoxStore } from './store.js';

/** Records waiting for delivery; they stay until their arrival is confirmed. */
export interface IOutbox<T> {
  put(record: T): Promise<void>;
  /** Oldest key first. */
  list(): Promise<T[]>;
  /** Call when the records have arrived; repeats are harmless. */
  remove(keys: readonly Key[]): Promise<void>;
}

/** An outbox of named records that outlives the page; log entries share its store. */
export class StoredOutbox<T extends object> implements IOutbox<T> {
  constructor(
    private _store: BlackBoxStore,
    private _nameOf: (record: T) => string,
    private _limit = 1000
  ) {}

  async put(record: T): Promise<void> {
    await this._store.put('outbox', this._nameOf(record), record);
  }

  async list(): Promise<T[]> {
    const entries = await this._store.entries<T>('outbox');
    const named = entries.filter(([key]) => typeof key === 'string');
    const surplus = named.slice(0, Math.max(0, named.length - this._limit));
    if (surplus.length > 0) {
      await this.remove(surplus.map(([key]) => key));
    }
    return named.slice(surplus.length).map(([, record]) => record);
  }

  remove(keys: readonly Key[]): Promise<void> {
    return this._store.remove('outbox', keys);
  }
}
