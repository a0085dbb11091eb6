import type { Key } from '../../../src/recovery/store/database.js';

interface IRequest {
  result: unknown;
  error: Error | null;
  onsuccess?: () => void;
  onerror?: () => void;
}

/**
 * The part of IndexedDB that the black box uses; it opens, and accepts records, when a test
 * decides.
 */
export class FakeDatabase {
  /** Milliseconds until an open is answered; null: never, until `answer`. */
  delay: number | null = 0;
  /** Outcome of a transaction that writes. */
  failure: Error | null = null;
  /** Makes a transaction fail that writes it, like a disk without enough room. */
  refuses: (value: object) => boolean = () => false;
  /** Transactions that wrote something, or tried. */
  writes = 0;
  opens = 0;
  /** Connections that are open. */
  connections = 0;
  records = new Map<string, { store: string; key: Key; value: object }>();

  get factory(): IDBFactory {
    return { open: () => this._open() } as unknown as IDBFactory;
  }

  /** Answer all waiting requests. @param error the reason of a refusal. */
  answer(error: Error | null = null): void {
    this._waiting.splice(0).forEach(answer => answer(error));
  }

  values(store: string): object[] {
    return [...this.records.values()]
      .filter(record => record.store === store)
      .map(record => record.value);
  }

  /** The connections are lost, as when the user clears the site's data. */
  lose(): void {
    this._connections.splice(0).forEach(connection => connection.onclose?.());
    this.connections = 0;
  }

  private _open(): IRequest {
    this.opens++;
    const request: IRequest = { result: null, error: null };
    const answer = (error: Error | null) => {
      if (error) {
        request.error = error;
        request.onerror?.();
        return;
      }
      request.result = this._connect();
      request.onsuccess?.();
    };
    if (this.delay === null) {
      this._waiting.push(answer);
    } else {
      setTimeout(() => answer(null), this.delay);
    }
    return request;
  }

  private _connect(): object {
    this.connections++;
    const connection = {
      onclose: undefined as (() => void) | undefined,
      close: () => this.connections--,
      transaction: (store: string) => this._transaction(store)
    };
    this._connections.push(connection);
    return connection;
  }

  private _transaction(store: string): object {
    const work: (() => void)[] = [];
    let isWriting = false;
    let isRefused = this.failure !== null;
    const transaction = {
      error: this.failure ?? new DOMException('full', 'QuotaExceededError'),
      oncomplete: undefined as (() => void) | undefined,
      onabort: undefined as (() => void) | undefined,
      objectStore: () => ({
        put: (value: object, key?: Key) => {
          isWriting = true;
          isRefused ||= this.refuses(value);
          const copy = structuredClone(value);
          work.push(() => this._put(store, copy, key));
        },
        delete: (key: Key) => {
          isWriting = true;
          work.push(() => this.records.delete(JSON.stringify([store, key])));
        },
        getAll: () => this._read(work, () => this.values(store)),
        getAllKeys: () =>
          this._read(work, () =>
            [...this.records.values()]
              .filter(record => record.store === store)
              .map(({ key }) => key)
          )
      })
    };
    setTimeout(() => {
      this.writes += isWriting ? 1 : 0;
      if (isWriting && isRefused) {
        transaction.onabort?.();
      } else {
        work.forEach(entry => entry());
        transaction.oncomplete?.();
      }
    });
    return transaction;
  }

  private _read(work: (() => void)[], result: () => unknown): IRequest {
    const request: IRequest = { result: null, error: null };
    work.push(() => {
      request.result = result();
      request.onsuccess?.();
    });
    return request;
  }

  private _put(store: string, value: object, key?: Key): void {
    const { id, session, path } = value as { id?: string; session?: string; path?: string };
    const own = key ?? (store === 'sessions' ? (id ?? '') : [session ?? '', path ?? '']);
    this.records.set(JSON.stringify([store, own]), { store, key: own, value });
  }

  private _waiting: ((error: Error | null) => void)[] = [];
  private _connections: { onclose?: () => void }[] = [];
}
