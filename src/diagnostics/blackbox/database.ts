export type StoreName = 'sessions' | 'snapshots' | 'outbox';
export type Key = string | number | Key[];

/** Of version 1; a key path where the values hold their keys. */
const stores: Record<StoreName, string | string[] | undefined> = {
  sessions: 'id',
  snapshots: ['session', 'path'],
  outbox: undefined
};

const version = 1;
/** An open that says nothing for so long is taken as refused (ms). */
const patience = 5_000;

/**
 * Open the database, made where it is missing.
 * @param onClosed told when the connection was given up: another version wants in, or it was lost.
 * @throws DOMException where the browser denies it; Error where it does not answer.
 */
export function openDatabase(
  factory: IDBFactory,
  name: string,
  onClosed: () => void
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, version);
    const timer = setTimeout(() => reject(new Error('The database does not answer')), patience);
    let isLate = false;
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(stores)) {
        if (!request.result.objectStoreNames.contains(store)) {
          request.result.createObjectStore(store, keyPath === undefined ? {} : { keyPath });
        }
      }
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error ?? new Error('The database could not be opened'));
    };
    request.onblocked = () => {
      isLate = true;
      clearTimeout(timer);
      reject(new Error('Another tab holds the database at an older version'));
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      const database = request.result;
      if (isLate) {
        database.close();
        return;
      }
      database.onversionchange = () => {
        database.close(); // else the other tab would wait for this one
        onClosed();
      };
      database.onclose = onClosed;
      resolve(database);
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
