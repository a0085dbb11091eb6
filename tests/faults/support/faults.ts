import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { forgetPages } from '../../browser/support/crash.js';
import { copyScans, demoScans } from '../../browser/support/data.js';
import { execute, openLab, remove, type ILab } from '../../browser/support/lab.js';
import { endSparePage, workerBrowser, workerLab } from '../../browser/support/pool.js';
import { reportsIn, type IReport } from '../../browser/support/reports.js';
import { installScope, logLines, open, tidy, toast } from './scope.js';

/** The map and the spectrum used for all faults. */
export const map = 'xes-demo-rxes.nxs';
export const spectrum = 'xes-demo-kbeta.nxs';
/** The analysis that is used to check recovery. */
export const last = 'last.xes.json';

const work = {
  type: 'xes-analysis',
  version: 1,
  scans: [{ path: map }, { path: spectrum }],
  cuts: [
    { type: 'CIE', at: 9660, width: 1 },
    { type: 'CEE', at: 8632, width: 1 }
  ]
};

export interface IFaultOptions {
  /** Start a browser for this file alone; otherwise the worker's is used. */
  launch?: () => Promise<Browser>;
  /**
   * When the last analysis is opened to check recovery: after each fault, or once after the last
   * one, on the page of the faults or on a new one. Once is enough if a fault is in the data read,
   * and each test itself rereads when the fault is removed.
   */
  recovery?: 'each' | 'once' | 'once, on a new page';
  /** Called with each new page before it loads JupyterLab. */
  prepare?: (page: Page) => Promise<unknown>;
}

export interface IFaults {
  readonly lab: ILab;
  /** One page for all faults of the file, unless one of them ended it. */
  readonly page: Page;
  readonly browser: Browser;
  /** Uncaught errors on the page, since this fault began. */
  readonly pageErrors: string[];
  /** Path on disk of a file of the server. */
  file(name: string): string;
  /** Run at the end of this fault, whatever its outcome: removes the fault. */
  undo(release: () => unknown): void;
  /** Switch to a new page for what follows; the old one is gone or is closed. */
  renew(): Promise<Page>;
  /** Switch to a new browser, for the old one was killed. */
  relaunch(): Promise<Page>;
  reports(folder?: string): IReport[];
  /** Wait until the fault is in a report on disk, in the log console and in a notification. */
  expectReported(
    what: string | RegExp,
    notification: string | RegExp,
    folder?: string
  ): Promise<void>;
}

/**
 * Call at the top of a file of faults: one server, browser and page for all of them. After each the
 * fault is removed, and then no scan may have changed, nothing is left of the previous viewers, and
 * (see `recovery`) the last analysis opens and JupyterLab is usable.
 */
export function useFaults(options: IFaultOptions = {}): IFaults {
  const { recovery = 'each' } = options;
  let lab: ILab;
  let browser: Browser;
  let context: BrowserContext | null = null;
  let page: Page | null = null;
  let isSound = true;
  let digests = '';
  let pageErrors: string[] = [];
  let undos: (() => unknown)[] = [];
  const file = (name: string) => path.join(lab.folder, name);

  const renew = async () => {
    await page?.close().catch(() => undefined);
    if (context) {
      await forgetPages(context, lab.url);
    } else {
      context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
    }
    page = await context.newPage();
    page.on('pageerror', error => pageErrors.push(String(error)));
    await installScope(page);
    await options.prepare?.(page);
    await openLab(page, lab.url);
    return page;
  };
  const end = async () => {
    await context?.close().catch(() => undefined);
    context = page = null;
    if (options.launch) {
      await browser?.close().catch(() => undefined);
    }
  };
  const relaunch = async () => {
    await end();
    browser = await (options.launch ?? workerBrowser)();
    return renew();
  };

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    lab = await workerLab({});
    await endSparePage();
    copyScans(demoScans(), lab.folder);
    digests = digestsOf(lab.folder);
    await relaunch();
  });

  test.afterAll(async () => {
    if (recovery !== 'each' && isSound && page) {
      await expectRecovered(recovery === 'once' ? page : await renew());
    }
    await end();
  });

  test.beforeEach(async () => {
    writeFileSync(file(last), JSON.stringify(work));
    remove(file('xes-diagnostics'));
    pageErrors = [];
    undos = [];
  });

  test.afterEach(async ({}, info) => {
    for (const release of undos.reverse()) {
      await release();
    }
    expect(digestsOf(lab.folder), 'the scans').toBe(digests);
    isSound &&= info.status === info.expectedStatus;
    if (isSound && recovery === 'each') {
      await expectRecovered(page ?? (await renew()));
    } else if (isSound && page) {
      if (recovery === 'once') {
        expect(await page.locator('.jp-Dialog').allInnerTexts()).toEqual([]);
      }
      await tidy(page);
    }
  });

  return {
    get lab() {
      return lab;
    },
    get page() {
      if (!page) {
        throw new Error('no page');
      }
      return page;
    },
    get browser() {
      return browser;
    },
    get pageErrors() {
      return pageErrors;
    },
    file,
    renew,
    relaunch,
    undo: release => undos.push(release),
    reports: (folder = '') => reportsIn({ file } as never, folder),
    expectReported: async (what, notification, folder = '') => {
      if (!page) {
        throw new Error('no page');
      }
      const shown = page;
      await expect(toast(shown, notification).last()).toBeVisible();
      const found = (text: string) =>
        typeof what === 'string' ? text.includes(what) : what.test(text);
      const messages = () =>
        reportsIn({ file } as never, folder).map(report => report.error?.message ?? '');
      const isReported = () => messages().some(found);
      const isLogged = async () => (await logLines(shown)).some(found);
      const intervals = [50];
      await expect.poll(isReported, { message: `a report: ${what}`, intervals }).toBe(true);
      await expect.poll(isLogged, { message: `the log: ${what}`, intervals }).toBe(true);
    }
  };
}

/** SHA-256 of every scan that the folder started with. */
function digestsOf(folder: string): string {
  const names = readdirSync(folder).filter(name => /^xes-demo.*\.(nxs|dat|h5|hdf)$/.test(name));
  return names
    .sort()
    .filter(name => statSync(path.join(folder, name)).isFile())
    .map(name => {
      const bytes = readFileSync(path.join(folder, name));
      return `${name} ${createHash('sha256').update(bytes).digest('hex')}`;
    })
    .join('\n');
}

/**
 * After a fault: the last analysis opens, with nothing else left alive, and JupyterLab is usable.
 */
export async function expectRecovered(page: Page): Promise<void> {
  const dialogs = page.locator('.jp-Dialog');
  expect(await dialogs.allInnerTexts()).toEqual([]);
  await tidy(page);
  const state = await open(page, last);
  expect(state.scans.map(({ path: name, error }) => [name, error])).toEqual([
    [map, null],
    [spectrum, null]
  ]);
  expect([state.kind, state.cuts.length, state.plots]).toEqual(['RXES', 2, 4]);
  await expect(page.locator('.jp-XESViewer')).toHaveCount(1);
  const workers = () =>
    page.workers().filter(worker => worker.url().includes('jupyterlab-xes')).length;
  await expect.poll(workers, { message: 'workers' }).toBeLessThanOrEqual(2);
  await tidy(page);
  await execute(page, 'launcher:create');
  await expect(page.locator('.jp-Launcher:visible')).toBeVisible();
  await execute(page, 'filebrowser:refresh');
  await expect(page.locator('.jp-DirListing-item', { hasText: map })).toBeVisible();
}
