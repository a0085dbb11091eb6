import { rmSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { launch } from './browser.js';
import { resetLab, startLab, type ILab, type ILabOptions } from './lab.js';

/** What a Playwright worker starts once, for all files it runs: it ends with the worker's process. */
let browser: Browser | null = null;
let lab: { key: string; lab: ILab } | null = null;
let spare: Page | null = null;

export async function workerBrowser(): Promise<Browser> {
  if (!browser?.isConnected()) {
    browser = await launch();
  }
  return browser;
}

/**
 * A server started with these options, its folder and settings as of a new one. One runs at a time:
 * another set of options ends the server before.
 */
export async function workerLab(options: ILabOptions): Promise<ILab> {
  // permissions that bind hinder no test, so that files with and without share a server
  const wanted = { ...options, refusable: true };
  const key = JSON.stringify(wanted);
  if (lab?.key !== key) {
    await endSparePage();
    await lab?.lab.stop();
    lab = null;
    lab = { key, lab: await startLab(wanted) };
  }
  resetLab(lab.lab);
  return lab.lab;
}

/** Leave a page of the worker's server, cleaned up, to the next file that can use one. */
export async function leavePage(page: Page): Promise<void> {
  await endSparePage();
  await page.context().clearPermissions();
  spare = page;
}

/** The page that a file before left; null where there is none. It is the caller's from then on. */
export function takePage(): Page | null {
  const page = spare;
  spare = null;
  return page;
}

/** For what is to have the server and the browser to itself. */
export async function endSparePage(): Promise<void> {
  await takePage()?.context().close();
}

process.once('exit', () => {
  if (lab) {
    lab.lab.kill();
    [lab.lab.folder, lab.lab.home].forEach(place =>
      rmSync(place, { recursive: true, force: true })
    );
  }
});
