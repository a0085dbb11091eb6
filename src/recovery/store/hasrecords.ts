import { databaseName } from './name.js';

/**
 * Whether an earlier page left records. The code that reads them is loaded only if a database may
 * exist. Rejects if the browser denies access.
 */
export async function hasRecords(): Promise<boolean> {
  const known = await indexedDB.databases?.();
  return (
    (known?.some(({ name }) => name === databaseName) ?? true) &&
    (await import('./peek.js')).hasRecordsIn(databaseName)
  );
}
