import type { Key } from './database.js';
import type { BlackBoxStore } from './store.js';

/** What waits to be delivered; it stays until somebody says that it arrived. */
export interface IOutbox<T> {
  put(record: T): Promise<void>;
  /** Oldest key first. */
  list(): Promise<T[]>;
  /** To be called when the records arrived; repeats are harmless. */
  remove(keys: readonly Key[]): Promise<void>;
}

/** Kinds that share the store: log entries under [session, seq], reports under their names. */
export type OutboxKind = 'log' | 'report';

/** An outbox that outlives the page. */
export class StoredOutbox<T extends object> implements IOutbox<T> {
  /** @param _keyOf where a record is kept: a list for the log, a name for a report. */
  constructor(
    private _store: BlackBoxStore,
    private _kind: OutboxKind,
    private _keyOf: (record: T) => Key,
    private _limit = 1000
  ) {}

  async put(record: T): Promise<void> {
    await this._store.put('outbox', this._keyOf(record), record);
  }

  async list(): Promise<T[]> {
    const entries = await this._store.entries<T>('outbox');
    const own = entries.filter(([key]) => Array.isArray(key) === (this._kind === 'log'));
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
