import type { ISessionRecord } from '../types.js';

/**
 * Whether an earlier page left something to look at: asked at each start of JupyterLab where
 * the browser has, or may have, the database, so that the black box is loaded only where it has work.
 * Makes no database where there is none.
 */
export async function isAnythingIn(name: string): Promise<boolean> {
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
    return false; // denied: nothing was kept
  }
}

function done<T>(request: IDBOpenDBRequest | IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('The database does not answer'));
    // one that is not there is left so: an empty one of this version would never get its stores
    (request as Partial<IDBOpenDBRequest>).onupgradeneeded = () => request.transaction?.abort();
  });
}
