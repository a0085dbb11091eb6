export type StoreName = 'sessions' | 'snapshots' | 'outbox';
export type Key = string | number | Key[];

/** Of version 1; a key path where the values hold their keys. */
const stores: Record<StoreName, string | string[] | undefined> = {
  sessions: 'id',
  snapshots: ['session', 'path'],
  outbox: undefined
};

export const storeNames = Object.keys(stores) as StoreName[];

const version = 1;
/** An open that says nothing for so long is taken as refused, for now (ms). */
const timeout = 5_000;

export interface IDatabaseEvents {
  /** The connection was given up: another version wants in, or it was lost. */
  onClosed: (database: IDBDatabase) => void;
  /** After `NoAnswer`: it is open after all, to be taken, or closed; null where it was refused. */
  onLate: (database: IDBDatabase | null) => void;
}

/** It is waited for no longer, but it may be opened still: another attempt would wait behind it. */
export class NoAnswer extends Error {}

/**
 * Open the database, made where it is missing.
 * @throws DOMException where the browser denies it; NoAnswer where it does not answer.
 */
export function openDatabase(
  factory: IDBFactory,
  name: string,
  { onClosed, onLate }: IDatabaseEvents
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, version);
    let isLate = false;
    const giveUp = (message: string) => {
      isLate = true;
      clearTimeout(timer);
      reject(new NoAnswer(message));
    };
    const timer = setTimeout(() => giveUp('The database does not answer'), timeout);
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(stores)) {
        if (!request.result.objectStoreNames.contains(store)) {
          request.result.createObjectStore(store, keyPath === undefined ? {} : { keyPath });
        }
      }
    };
    request.onerror = () => {
      clearTimeout(timer);
      if (isLate) {
        onLate(null);
      }
      reject(request.error ?? new Error('The database could not be opened'));
    };
    request.onblocked = () => giveUp('Another tab holds the database at an older version');
    request.onsuccess = () => {
      clearTimeout(timer);
      const database = request.result;
      database.onversionchange = () => {
        database.close(); // else the other tab would wait for this one
        onClosed(database);
      };
      database.onclose = () => onClosed(database);
      if (isLate) {
        onLate(database);
      } else {
        resolve(database);
      }
    };
  });
}

/**
 * Run requests in one transaction that is on disk when it completes; begun at once, for at the end
 * of a page nothing else is waited for.
 * @returns when all is done. @throws DOMException such as QuotaExceededError.
 */
export function transact(
  database: IDBDatabase,
  name: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => void
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode, { durability: 'strict' });
    work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve();
    const failed = () => reject(transaction.error ?? new Error('The transaction failed'));
    transaction.onabort = failed;
    transaction.onerror = failed;
    if (mode === 'readwrite') {
      (transaction as { commit?: () => void }).commit?.();
    }
  });
}
