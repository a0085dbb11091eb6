import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from '../../lifecycle/index.js';
import { messageOf } from '../../diagnostics/report.js';
import { databaseName } from './name.js';
import {
  NoAnswer,
  openDatabase,
  storeNames,
  transact,
  type Key,
  type StoreName
} from './database.js';
import { HeldRecords, type IHeld } from './heldrecords.js';

/** Time between two attempts to open a refused database, or to write what it did not take (ms). */
const pause = 15_000;

export interface IBlackBoxStoreOptions {
  /** Returns `indexedDB`; called late, because a browser may throw on the access itself. */
  factory?: () => IDBFactory;
  name?: string;
  /** Called when the browser stops storing records, with the reason, and when it resumes. */
  warn: (message: string) => void;
}

/**
 * Records in IndexedDB that outlive a killed browser. No call fails: records that the database does
 * not take (denied, slow, blocked, full) are held in memory, and written when it works again.
 */
export class BlackBoxStore implements IDisposable {
  constructor(private _options: IBlackBoxStoreOptions) {
    trackDisposable(this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Whether everything put is on disk, or being written. */
  get isDurable(): boolean {
    return !this._isAway;
  }

  /** Resolves when the database is open or refused; later puts are written synchronously. */
  async ready(): Promise<void> {
    await this._open();
  }

  /** Store a value. @param key for sessions the `id`, for snapshots `[session, path]`. */
  put(store: StoreName, key: Key, value: object): Promise<void> {
    return this.putAll(store, [[key, value]]);
  }

  /** Store values in one transaction, which waits for the disk once. */
  async putAll(store: StoreName, values: readonly (readonly [Key, object])[]): Promise<void> {
    const held = values.map(([key, value]) => this._held.hold(store, key, value));
    const isTaken = await this._write(store, held);
    for (const record of held) {
      if (isTaken) {
        this._held.drop(store, record);
      } else {
        this._copy(store, record);
      }
    }
  }

  /** All values of a store, ordered by key. Another version may have written them: check them. */
  async all<T>(store: StoreName): Promise<T[]> {
    return (await this.entries<T>(store)).map(([, value]) => value);
  }

  async entries<T>(store: StoreName): Promise<[Key, T][]> {
    let values: T[] = [];
    let keys: Key[] = [];
    await this._run(store, 'readonly', records => {
      const allValues = records.getAll();
      allValues.onsuccess = () => (values = allValues.result as T[]);
      const allKeys = records.getAllKeys();
      allKeys.onsuccess = () => (keys = allKeys.result as Key[]);
    });
    const stored = keys.map((key, i): [Key, T] => [key, values[i]]);
    return [
      ...stored.filter(([key]) => !this._held.has(store, key)),
      ...this._held
        .all(store)
        .flatMap(({ key, value }): [Key, T][] => (value === null ? [] : [[key, value as T]]))
    ];
  }

  async remove(store: StoreName, keys: readonly Key[]): Promise<void> {
    if (keys.length > 0) {
      const held = keys.map(key => this._held.hold(store, key, null));
      // if the database was never open there is nothing to remove later
      if ((await this._write(store, held)) || !this._wasOpen) {
        held.forEach(record => this._held.drop(store, record));
      } else {
        this._held.trimRemovals(store);
      }
    }
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      markAsDisposed(this);
      this._database?.close();
      this._database = null;
      this._held.clear();
    }
  }

  /** Skips states superseded while the database was opening. @returns whether it succeeded. */
  private async _write(store: StoreName, held: readonly IHeld[]): Promise<boolean> {
    const isTaken = await this._run(store, 'readwrite', records =>
      held
        .filter(record => this._held.isNewest(store, record))
        .forEach(record => apply(store, records, record))
    );
    if (isTaken && this._isAway) {
      void this._catchUp();
    }
    return isTaken;
  }

  /** Copy a held value, which its owner may change. */
  private _copy(store: StoreName, held: IHeld): void {
    try {
      held.value = structuredClone(held.value);
    } catch {
      this._held.drop(store, held); // not cloneable: no database would take it either
    }
  }

  /** Starts synchronously if the database is open. @returns whether it succeeded. */
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
      this._failed(error);
      return false;
    }
  }

  private async _open(): Promise<IDBDatabase | null> {
    const isTooSoon = this._isPending || performance.now() < this._retryAt;
    if (this._isDisposed || (!this._opening && isTooSoon)) {
      return this._database;
    }
    this._opening ??= this._opened().finally(() => (this._opening = null));
    await this._opening;
    return this._database; // an earlier, late attempt may have succeeded first
  }

  private async _opened(): Promise<void> {
    try {
      const factory = this._options.factory?.() ?? indexedDB;
      const database = await openDatabase(factory, this._options.name ?? databaseName, {
        onClosed: closed => {
          if (this._database === closed) {
            this._database = null; // opened again with the next record
          }
        },
        onLate: late => {
          this._isPending = false;
          if (late) {
            this._adopt(late);
            void this._catchUp();
          }
        }
      });
      this._adopt(database);
    } catch (error) {
      this._isPending = error instanceof NoAnswer;
      this._retryAt = performance.now() + pause;
      this._failed(error);
    }
  }

  private _adopt(database: IDBDatabase): void {
    if (this._isDisposed || this._database) {
      database.close();
      return;
    }
    this._database = database;
    this._wasOpen = true;
    this._retryAt = this._catchUpAt = 0;
  }

  /** Write the records that could not be written before. */
  private async _catchUp(): Promise<void> {
    if (!this._isAway || this._isCatchingUp || performance.now() < this._catchUpAt) {
      return;
    }
    this._isCatchingUp = true;
    const failures = this._failures;
    let isAll = true;
    for (const store of storeNames) {
      isAll = (await this._take(store, this._held.all(store))) && isAll;
    }
    this._isCatchingUp = false;
    if (!isAll) {
      this._catchUpAt = performance.now() + pause; // then with the next record that is written
    } else if (this._database && failures === this._failures) {
      this._isAway = false;
      this._options.warn('The browser stores unsaved work for crash recovery again.');
    }
  }

  /** Write all at once; if that fails, in halves, so that an oversized record blocks no other. */
  private async _take(store: StoreName, held: readonly IHeld[]): Promise<boolean> {
    const newest = held.filter(record => this._held.isNewest(store, record));
    if (newest.length === 0 || !this._database) {
      return newest.length === 0;
    }
    try {
      await transact(this._database, store, 'readwrite', records =>
        newest.forEach(record => apply(store, records, record))
      );
      newest.forEach(record => this._held.drop(store, record));
      return true;
    } catch {
      const half = newest.length >> 1;
      if (half === 0) {
        return false;
      }
      const isFirst = await this._take(store, newest.slice(0, half));
      return (await this._take(store, newest.slice(half))) && isFirst;
    }
  }

  private _failed(error: unknown): void {
    this._failures++;
    if (!this._isAway && !this._isDisposed) {
      this._isAway = true;
      this._options.warn(
        `The browser stores nothing for crash recovery (${messageOf(error)}): save often, and free disk space or allow site data.`
      );
    }
  }

  private _isDisposed = false;
  private _isAway = false;
  private _isCatchingUp = false;
  private _failures = 0;
  private _wasOpen = false;
  /** An attempt to open it that timed out may still succeed. */
  private _isPending = false;
  private _retryAt = 0;
  private _catchUpAt = 0;
  private _database: IDBDatabase | null = null;
  private _opening: Promise<void> | null = null;
  private _held = new HeldRecords();
}

function apply(store: StoreName, records: IDBObjectStore, { key, value }: IHeld): void {
  if (value === null) {
    records.delete(key);
  } else {
    records.put(value, store === 'outbox' ? key : undefined);
  }
}
