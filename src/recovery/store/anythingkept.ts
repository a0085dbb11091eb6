import { databaseName } from './name.js';

/** Whether an earlier page left something; the look itself is loaded where there is a database. Rejects where that is denied. */
export async function isAnythingKept(): Promise<boolean> {
  const known = await indexedDB.databases?.();
  return (
    (known?.some(({ name }) => name === databaseName) ?? true) &&
    (await import('./peek.js')).isAnythingIn(databaseName)
  );
}
