import type { Key } from './database.js';
import type { BlackBoxStore } from './store.js';

/** What waits to be delivered; it stays until its arrival is confirmed. */
export interface IOutbox<T> {
  put(record: T): Promise<void>;
  /** Oldest key first. */
  list(): Promise<T[]>;
  /** To be called when the records arrived; repeats are harmless. */
  remove(keys: readonly Key[]): Promise<void>;
}

/** An outbox of what has a name, that outlives the page. The log's entries, under [session, seq], are beside it. */
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
    const own = entries.filter(([key]) => typeof key === 'string');
    const surplus = own.slice(0, Math.max(0, own.length - this._limit));
    if (surplus.length > 0) {
      await this.remove(surplus.map(([key]) => key));
    }
    return own.slice(surplus.length).map(([, record]) => record);
  }

  remove(keys: readonly Key[]): Promise<void> {
    return this._store.remove('outbox', keys);
  }
}
