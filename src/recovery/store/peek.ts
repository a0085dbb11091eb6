import type { ISessionRecord } from '../types.js';

/**
 * Whether an earlier page crashed or left undelivered records. Called at each start of JupyterLab,
 * so that the recovery code is loaded only if needed. Never creates the database.
 */
export async function hasRecordsIn(name: string): Promise<boolean> {
  try {
    const database = await done<IDBDatabase>(indexedDB.open(name));
    try {
      const records = (store: string) =>
        done(database.transaction(store).objectStore(store).getAll() as IDBRequest<unknown[]>);
      const sessions = (await records('sessions')) as ISessionRecord[];
      return sessions.some(({ clean }) => !clean) || (await records('outbox')).length > 0;
    } finally {
      database.close();
    }
  } catch {
    return false; // denied: nothing was stored
  }
}

function done<T>(request: IDBOpenDBRequest | IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('The database does not answer'));
    // do not create a missing database: empty, at this version, it would never get its stores
    (request as Partial<IDBOpenDBRequest>).onupgradeneeded = () => request.transaction?.abort();
  });
}
