/** Request the first 8 bytes; if the server sends the whole file, the request is aborted. */
export async function askRange(
  url: string,
  headers: Record<string, string>
): Promise<{ status: number; bytes: number }> {
  const abort = new AbortController();
  try {
    const answer = await fetch(url, {
      headers: { ...headers, Range: 'bytes=0-7' },
      cache: 'no-store',
      credentials: 'same-origin',
      signal: abort.signal
    });
    const { status } = answer;
    const bytes = status === 206 ? (await answer.arrayBuffer()).byteLength : 0;
    return { status, bytes };
  } finally {
    abort.abort();
  }
}

/** Write a value into a temporary database, read it, and delete the database. */
export async function keepsValues(): Promise<boolean> {
  const name = `jupyterlab-xes-check-${Date.now()}`;
  try {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('values');
    const database = await answerOf(opening);
    try {
      const store = () => database.transaction('values', 'readwrite').objectStore('values');
      await answerOf(store().put(42, 'answer'));
      return (await answerOf<unknown>(store().get('answer'))) === 42;
    } finally {
      database.close();
    }
  } finally {
    indexedDB.deleteDatabase(name);
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'));
  });
}
