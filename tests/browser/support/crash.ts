import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { cutsIn } from './documents.js';

/** The tab's renderer crashes. The command never settles, and the page is unusable afterwards. */
export async function crashTab(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const crashed = new Promise<void>(resolve => page.once('crash', () => resolve()));
  cdp.send('Page.crash').catch(() => undefined);
  await crashed;
}

/** Kill the browser that runs on a profile's folder, like the system when memory runs out. */
export async function killBrowser(context: BrowserContext, profile: string): Promise<void> {
  const isMain = (pid: string) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return (
        words.some(word => word === `--user-data-dir=${profile}`) &&
        !words.some(word => word.startsWith('--type='))
      );
    } catch {
      return false; // it ended meanwhile
    }
  };
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name) && isMain(name));
  if (pids.length !== 1) {
    throw new Error(`${pids.length} browsers run on the profile`);
  }
  const closed = new Promise<void>(resolve => context.once('close', () => resolve()));
  process.kill(Number(pids[0]), 'SIGKILL');
  await closed;
}

/**
 * Make a context whose pages are closed a new one to the server: nothing of its pages is stored
 * except the browser's cache of JupyterLab's code, which saves a third of the loading time.
 */
export async function forgetPages(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const { origin } = new URL(url);
  await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb,local_storage' });
  await page.close();
}

export interface IStored {
  sessions: { id: string; clean: boolean; documents: { path: string }[] }[];
  snapshots: { session: string; path: string; document: string; closed: boolean }[];
  /** Entries of the log; a report has no value. */
  outbox: { value?: { message: string } }[];
}

/** What the browser has recorded for a crash; empty if it has no database yet. */
export function storedIn(page: Page): Promise<IStored> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no answer'));
      });
    const opening = indexedDB.open('jupyterlab-xes');
    let isMissing = false;
    opening.onupgradeneeded = () => {
      isMissing = true;
      opening.transaction?.abort(); // so that none is created
    };
    const database = await done(opening).catch((error: unknown) => {
      if (!isMissing) {
        throw error;
      }
    });
    if (!database) {
      return { sessions: [], snapshots: [], outbox: [] };
    }
    const all = (name: string) =>
      done(database.transaction(name).objectStore(name).getAll() as IDBRequest<unknown[]>);
    const found = {
      sessions: await all('sessions'),
      snapshots: await all('snapshots'),
      outbox: await all('outbox')
    };
    database.close();
    return found as unknown as IStored;
  });
}

/** Energies of the cuts that the browser has recorded for a crash, by the document's path. */
export async function storedCuts(page: Page): Promise<Record<string, number[]>> {
  const { snapshots } = await storedIn(page);
  return Object.fromEntries(
    snapshots.map(snapshot => {
      return [snapshot.path, cutsIn(snapshot.document).map(({ at }) => at)];
    })
  );
}

/** From a page of the same origin: opening the database blocks until it is released. */
export function holdDatabase(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('jupyterlab-xes', 1);
        request.onerror = () => reject(request.error ?? new Error('no answer'));
        request.onupgradeneeded = () => {
          const { result: database } = request;
          const sessions = database.createObjectStore('sessions', { keyPath: 'id' });
          database.createObjectStore('snapshots', { keyPath: ['session', 'path'] });
          database.createObjectStore('outbox');
          // an upgrade lasts as long as requests follow
          const spin = () => {
            if (!('isReleased' in window)) {
              sessions.count().onsuccess = spin;
            }
          };
          spin();
          resolve();
        };
        request.onsuccess = () => request.result.close();
      })
  );
}

export function releaseDatabase(page: Page): Promise<void> {
  return page.evaluate(() => void Object.assign(window, { isReleased: true }));
}
