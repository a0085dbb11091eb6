import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from '../../lifecycle/index.js';
import { messageOf } from '../report.js';
import { databaseName } from './name.js';
import { openDatabase, transact, type Key, type StoreName } from './database.js';

export interface IBlackBoxStoreOptions {
  /** The browser's `indexedDB`; asked for late, because a browser may refuse the very question. */
  factory?: () => IDBFactory;
  name?: string;
  /** Told once, with the reason, where the browser keeps nothing. */
  warn: (message: string) => void;
}

/**
 * Records in IndexedDB that outlive a killed browser. No call fails: what the database does not take
 * (denied, blocked, full) is kept in memory, and the log has one warning.
 */
export class BlackBoxStore implements IDisposable {
  constructor(private _options: IBlackBoxStoreOptions) {
    trackDisposable(this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Whether all that was put is on disk, or on its way. */
  get isDurable(): boolean {
    return !this._hasWarned;
  }

  /** Resolves when the database is open or refused; what is put then is under way at once. */
  async ready(): Promise<void> {
    await this._open();
  }

  /** Keep a value. @param key as the store has it: of sessions `id`, of snapshots `[session, path]`. */
  put(store: StoreName, key: Key, value: object): Promise<void> {
    return this.putAll(store, [[key, value]]);
  }

  /** Keep values in one transaction: to be on disk costs once. */
  async putAll(store: StoreName, values: readonly (readonly [Key, object])[]): Promise<void> {
    const memory = this._memoryOf(store);
    const isTaken = await this._run(store, 'readwrite', records => {
      values.forEach(([key, value]) => records.put(value, store === 'outbox' ? key : undefined));
    });
    for (const [key, value] of values) {
      if (isTaken) {
        memory.delete(text(key));
      } else {
        memory.set(text(key), { key, value: structuredClone(value) });
      }
    }
  }

  /** All values of a store, in the order of their keys. Of another version, so to be looked at. */
  async all<T>(store: StoreName): Promise<T[]> {
    return (await this.entries<T>(store)).map(([, value]) => value);
  }

  async entries<T>(store: StoreName): Promise<[Key, T][]> {
    let values: T[] = [];
    let keys: Key[] = [];
    await this._run(store, 'readonly', records => {
      const found = records.getAll();
      found.onsuccess = () => (values = found.result as T[]);
      const names = records.getAllKeys();
      names.onsuccess = () => (keys = names.result as Key[]);
    });
    const memory = this._memoryOf(store);
    const stored = keys.map((key, i): [Key, T] => [key, values[i]]);
    return [
      ...stored.filter(([key]) => !memory.has(text(key))),
      ...[...memory.values()].map(({ key, value }): [Key, T] => [key, value as T])
    ];
  }

  async remove(store: StoreName, keys: readonly Key[]): Promise<void> {
    keys.forEach(key => this._memoryOf(store).delete(text(key)));
    if (keys.length > 0) {
      await this._run(store, 'readwrite', records => {
        keys.forEach(key => records.delete(key));
      });
    }
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      markAsDisposed(this);
      this._database?.close();
      this._database = null;
      this._memory.clear();
    }
  }

  /** Begun before this returns where the database is open. @returns whether it was done. */
  private async _run(
    store: StoreName,
    mode: IDBTransactionMode,
    work: (records: IDBObjectStore) => void
  ): Promise<boolean> {
    try {
      const database = this._database ?? (await this._open());
      if (database) {
        await transact(database, store, mode, work);
      }
      return database !== null;
    } catch (error) {
      this._warn(error);
      return false;
    }
  }

  private _open(): Promise<IDBDatabase | null> {
    this._opening ??= this._opened();
    return this._opening;
  }

  private async _opened(): Promise<IDBDatabase | null> {
    try {
      const factory = this._options.factory?.() ?? indexedDB;
      const database = await openDatabase(factory, this._options.name ?? databaseName, () => {
        this._database = this._opening = null; // asked for again with the next record
      });
      if (this._isDisposed) {
        database.close();
        return null;
      }
      this._database = database;
      return database;
    } catch (error) {
      this._warn(error);
      return null;
    }
  }

  private _warn(error: unknown): void {
    if (!this._hasWarned && !this._isDisposed) {
      this._hasWarned = true;
      this._options.warn(
        `The browser keeps nothing for a crash (${messageOf(error)}): save often, and free disk space or allow site data.`
      );
    }
  }

  private _memoryOf(store: StoreName): Map<string, { key: Key; value: object }> {
    let memory = this._memory.get(store);
    if (!memory) {
      memory = new Map();
      this._memory.set(store, memory);
    }
    return memory;
  }

  private _isDisposed = false;
  private _hasWarned = false;
  private _database: IDBDatabase | null = null;
  private _opening: Promise<IDBDatabase | null> | null = null;
  private _memory = new Map<StoreName, Map<string, { key: Key; value: object }>>();
}

function text(key: Key): string {
  return JSON.stringify(key);
}
