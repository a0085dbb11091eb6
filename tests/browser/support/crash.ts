import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';

/** The tab's renderer crashes. The command never settles, and the page is of no use after. */
export async function crashTab(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const crashed = new Promise<void>(resolve => page.once('crash', () => resolve()));
  cdp.send('Page.crash').catch(() => undefined);
  await crashed;
}

/** Kill the browser that runs on a profile's folder, as the system does when memory runs out. */
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

export interface IKept {
  sessions: { id: string; clean: boolean; documents: { path: string }[] }[];
  snapshots: { session: string; path: string; document: string; closed: boolean }[];
  /** Entries of the log; a report has no value. */
  outbox: { value?: { message: string } }[];
}

/** What the browser keeps for a crash. */
export function kept(page: Page): Promise<IKept> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no answer'));
      });
    const database = await done(indexedDB.open('jupyterlab-xes'));
    const all = (name: string) =>
      done(database.transaction(name).objectStore(name).getAll() as IDBRequest<unknown[]>);
    const found = {
      sessions: await all('sessions'),
      snapshots: await all('snapshots'),
      outbox: await all('outbox')
    };
    database.close();
    return found as unknown as IKept;
  });
}

/** From a page of the same origin: whoever opens the database waits until it is released. */
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
          // an upgrade lasts as long as something is asked
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
