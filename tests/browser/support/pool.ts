import { rmSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { launch } from './browser.js';
import { resetLab, startLab, type ILab, type ILabOptions } from './lab.js';

/**
 * Resources that a Playwright worker starts once, for all files it runs: they end with the worker's
 * process.
 */
let browser: Browser | null = null;
/** Servers, by their options: the usual one, for most files, and at most one other. */
const labs = new Map<string, ILab>();
/** Of the current server. */
let current = '';
let spare: Page | null = null;

export async function workerBrowser(): Promise<Browser> {
  if (!browser?.isConnected()) {
    browser = await launch();
  }
  return browser;
}

// effective permissions hinder no test, so files with and without them share a server
const keyOf = (options: ILabOptions) => JSON.stringify({ ...options, refusable: true });

/** A server started with these options, its folder and settings reset. */
export async function workerLab(options: ILabOptions): Promise<ILab> {
  const key = keyOf(options);
  if (key !== current) {
    await endSparePage();
    current = key;
  }
  for (const other of [...labs.keys()].filter(text => text !== key && text !== keyOf({}))) {
    await labs.get(other)?.stop();
    labs.delete(other);
  }
  const lab = labs.get(key) ?? (await startLab({ ...options, refusable: true }));
  labs.set(key, lab);
  resetLab(lab);
  return lab;
}

/** Leave a page of the worker's server, cleaned up, to the next file that can use it. */
export async function leavePage(page: Page): Promise<void> {
  await endSparePage();
  await page.context().clearPermissions();
  spare = page;
}

/** The page that a previous file left; null if none. The caller owns it from then on. */
export function takePage(): Page | null {
  const page = spare;
  spare = null;
  return page;
}

/** For exclusive use of the server and the browser. */
export async function endSparePage(): Promise<void> {
  await takePage()?.context().close();
}

process.once('exit', () => {
  for (const lab of labs.values()) {
    lab.kill();
    [lab.folder, lab.home].forEach(place => rmSync(place, { recursive: true, force: true }));
  }
});
