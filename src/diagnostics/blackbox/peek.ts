import type { ISessionRecord } from './types.js';

/**
 * Whether an earlier page left something to look at: asked at each start of JupyterLab, so that the
 * black box is loaded then only where it has work. Makes no database where there is none.
 */
export async function isAnythingKept(name = 'jupyterlab-xes'): Promise<boolean> {
  try {
    const known = await indexedDB.databases?.();
    if (known && !known.some(one => one.name === name)) {
      return false;
    }
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
