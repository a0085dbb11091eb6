export type StoreName = 'sessions' | 'snapshots' | 'outbox';
export type Key = string | number | Key[];

/** The stores of version 1, with the key path of those whose values contain their keys. */
const stores: Record<StoreName, string | string[] | undefined> = {
  sessions: 'id',
  snapshots: ['session', 'path'],
  outbox: undefined
};

export const storeNames = Object.keys(stores) as StoreName[];

const version = 1;
/** How long to wait for the database to open before it counts as refused, for now (ms). */
const timeout = 5_000;

export interface IDatabaseEvents {
  /** The connection was closed: another version needs the database, or it was lost. */
  onClosed: (database: IDBDatabase) => void;
  /** After `NoAnswer`: the database opened after all, to be used or closed; null if refused. */
  onLate: (database: IDBDatabase | null) => void;
}

/** The request timed out but is still pending: another attempt would queue behind it. */
export class NoAnswer extends Error {}

/**
 * Open the database; create it if it does not exist.
 * @throws DOMException if the browser denies it; NoAnswer if it does not answer in time.
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
        database.close(); // else the other tab would wait for this tab
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
 * Run requests in one transaction that is on disk when it completes. It is started synchronously,
 * since the end of a page awaits nothing.
 * @throws DOMException, for example QuotaExceededError.
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
