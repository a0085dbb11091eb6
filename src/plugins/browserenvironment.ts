import { URLExt } from '@jupyterlab/coreutils';
import { referenceCut } from '../analysis/referencecut.js';
import { checkComputeWorker } from '../compute/checkworker.js';
import { createComputeWorker } from '../compute/workerfactory.js';
import { version } from '../base/version.js';
import { wasmSum, type ICheckEnvironment } from '../diagnostics/health/index.js';
import { folderOf, readTarget } from '../documents/index.js';
import { checkWorker } from '../io/index.js';
import { tinyValues } from '../io/tinyvalues.js';
import { createReaderWorker } from '../io/workerfactory.js';
import type { IHealthOptions } from './healthassembly.js';

/** What the checks find in the page: the scan that is open, its folder, the browser, the server. */
export function browserEnvironment(
  options: Pick<IHealthOptions, 'app' | 'tracker' | 'vitals'>
): ICheckEnvironment {
  const { app, tracker, vitals } = options;
  const { contents, serverSettings } = app.serviceManager;
  const scan = () =>
    tracker.currentWidget?.model?.active?.path ??
    tracker.find(widget => !!widget.model?.active)?.model?.active?.path ??
    null;
  return {
    versions: () => ({ 'jupyterlab-xes': version, [app.name]: app.version }),
    wasmSum,
    tinyFile: async () => ({ written: tinyValues, read: await checkWorker(createReaderWorker) }),
    computeWorker: () => checkComputeWorker(createComputeWorker),
    referenceCut,
    range: async () => {
      const path = scan();
      if (path === null) {
        return null;
      }
      const { url, headers } = readTarget(contents, serverSettings, path);
      return { path, ...(await askRange(url, headers)) };
    },
    database: keepsValues,
    server: () => vitals.server.about(),
    folder: async () => {
      const path = folderOf(contents, tracker.currentWidget?.context.path ?? '');
      const { writable } = await contents.get(path, { content: false });
      return { path: URLExt.join('/', path), isWritable: writable };
    }
  };
}

/** Ask for the first 8 bytes; a server that sends the whole file is not waited for. */
async function askRange(url: string, headers: Record<string, string>) {
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

/** Write a value into a database of its own, read it, and take the database away. */
async function keepsValues(): Promise<boolean> {
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
