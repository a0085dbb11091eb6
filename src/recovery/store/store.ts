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

/** Between two attempts to open a database that was refused, or to write what it did not take (ms). */
const pause = 15_000;

export interface IBlackBoxStoreOptions {
  /** The browser's `indexedDB`; asked for late, because a browser may refuse the very question. */
  factory?: () => IDBFactory;
  name?: string;
  /** Called when the browser begins to keep nothing, with the reason, and when it keeps again. */
  warn: (message: string) => void;
}

/**
 * Records in IndexedDB that outlive a killed browser. No call fails: what the database does not take
 * (denied, slow, blocked, full) is kept in memory, and written when it takes something again.
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
    return !this._isAway;
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
    const held = values.map(([key, value]) => this._held.hold(store, key, value));
    const isTaken = await this._write(store, held);
    for (const one of held) {
      if (isTaken) {
        this._held.drop(store, one);
      } else {
        this._copy(store, one);
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
      // where the database was never open there is nothing to be removed later
      if ((await this._write(store, held)) || !this._wasOpen) {
        held.forEach(one => this._held.drop(store, one));
      } else {
        this._held.forgetMarks(store);
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

  /** What became older while the database was opened is left out. @returns whether it was done. */
  private async _write(store: StoreName, held: readonly IHeld[]): Promise<boolean> {
    const isTaken = await this._run(store, 'readwrite', records =>
      held.filter(one => this._held.isNewest(store, one)).forEach(one => apply(store, records, one))
    );
    if (isTaken && this._isAway) {
      void this._catchUp();
    }
    return isTaken;
  }

  /** Who put it may change it. */
  private _copy(store: StoreName, held: IHeld): void {
    try {
      held.value = structuredClone(held.value);
    } catch {
      this._held.drop(store, held); // no database would take it either
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
      this._failed(error);
      return false;
    }
  }

  private async _open(): Promise<IDBDatabase | null> {
    const isTooSoon = this._isAwaited || performance.now() < this._retryAt;
    if (this._isDisposed || (!this._opening && isTooSoon)) {
      return this._database;
    }
    this._opening ??= this._opened().finally(() => (this._opening = null));
    await this._opening;
    return this._database; // a late one may have come first
  }

  private async _opened(): Promise<void> {
    try {
      const factory = this._options.factory?.() ?? indexedDB;
      const database = await openDatabase(factory, this._options.name ?? databaseName, {
        onClosed: closed => {
          if (this._database === closed) {
            this._database = null; // asked for again with the next record
          }
        },
        onLate: late => {
          this._isAwaited = false;
          if (late) {
            this._adopt(late);
            void this._catchUp();
          }
        }
      });
      this._adopt(database);
    } catch (error) {
      this._isAwaited = error instanceof NoAnswer;
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

  /** Write what could not be written before. */
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
      this._catchUpAt = performance.now() + pause; // then with the next record that is taken
    } else if (this._database && failures === this._failures) {
      this._isAway = false;
      this._options.warn('The browser keeps unsaved work for a crash again.');
    }
  }

  /** All at once; where that is too much, half by half: one that is too large holds up no other. */
  private async _take(store: StoreName, held: readonly IHeld[]): Promise<boolean> {
    const newest = held.filter(one => this._held.isNewest(store, one));
    if (newest.length === 0 || !this._database) {
      return newest.length === 0;
    }
    try {
      await transact(this._database, store, 'readwrite', records =>
        newest.forEach(one => apply(store, records, one))
      );
      newest.forEach(one => this._held.drop(store, one));
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
        `The browser keeps nothing for a crash (${messageOf(error)}): save often, and free disk space or allow site data.`
      );
    }
  }

  private _isDisposed = false;
  private _isAway = false;
  private _isCatchingUp = false;
  private _failures = 0;
  private _wasOpen = false;
  /** An attempt to open it that was given up may succeed still. */
  private _isAwaited = false;
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
