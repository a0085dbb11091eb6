import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { installScope } from '../../faults/support/scope.js';
import { cleanUp } from './cleanup.js';
import { copyScans, demoScans, realScans } from './data.js';
import { record, emptyRecord, type IRequest } from './heard.js';
import { clearFolder, execute, openLab, root, type ILab, type ILabOptions } from './lab.js';
import { endSparePage, leavePage, takePage, workerBrowser, workerLab } from './pool.js';

/** A click that waits longer than this waits in vain, ms. */
const timeout = 60_000;

/** A request of the page that is not a read. */
const writing = ['PUT', 'POST', 'PATCH', 'DELETE'];

export interface ISessionOptions extends ILabOptions {
  /** Copy the real scans too, if available. */
  real?: boolean;
  viewport?: { width: number; height: number };
  /**
   * `shared` (the default): the page is cleaned up after each test, and used for the next file too.
   * `file`: likewise, but a new one for this file: for tests of earlier state of a page. `fresh`:
   * JupyterLab is reloaded for each test, in a separate context: for tests of loading, of what one
   * session logs, or of faults that only a reload removes. `own`: none is loaded, for the tests
   * open theirs.
   */
  pages?: 'shared' | 'file' | 'fresh' | 'own';
  /**
   * Each test ends with no error of the page and none in the browser's console: for tests without
   * expected errors.
   */
  isQuiet?: boolean;
  /** Called with the new page before it loads JupyterLab; no other file has that page. */
  prepare?: (page: Page) => Promise<unknown>;
}

/** A server, a browser and a page of JupyterLab, reset at the beginning of each test. */
export interface ISession {
  readonly lab: ILab;
  readonly browser: Browser;
  readonly page: Page;
  /** Requests of this test's page so far. */
  readonly requests: IRequest[];
  /** Uncaught errors on this test's page. */
  readonly pageErrors: string[];
  /** Path on disk of a file of the server. */
  file(name: string): string;
  /** SHA-256 of a file of the server. */
  digest(name: string): string;
  /** Requests so far that write, or would, to a path that contains the name. */
  writes(name: string): IRequest[];
  /**
   * Take a picture of the page (this test's by default), or of one element of it, for inspection.
   */
  picture(name: string, of?: Page, part?: string): Promise<void>;
}

/** Size and time of scans, which no test may change. */
function stampsOf(folder: string, names: readonly string[]): string {
  const stamp = (name: string) => {
    const { size, mtimeMs } = statSync(path.join(folder, name));
    return `${name} ${size} ${mtimeMs}`;
  };
  return names.map(stamp).join('\n');
}

/**
 * Sliding animations have ended; a spinner never ends, and a toast's own clock only with the toast.
 */
function stillness(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const isMoving = ({ effect, playState }: Animation) => {
      const { target } = effect as KeyframeEffect;
      return (
        playState === 'running' &&
        Number(effect?.getComputedTiming().endTime) <= 2_000 &&
        // the browser suspends those of cells out of view
        target?.checkVisibility({ contentVisibilityAuto: true })
      );
    };
    while (document.getAnimations().some(isMoving)) {
      await new Promise(requestAnimationFrame);
    }
  });
}

/** What a user would see of a failed test: its machine may be remote. */
async function logVisibleState(page: Page, title: string): Promise<void> {
  const seen = await page
    .evaluate(() => ({
      text: document.body.innerText.slice(0, 4_000),
      focus: document.activeElement?.className,
      size: [innerWidth, innerHeight]
    }))
    .catch(String);
  console.log(`what "${title}" saw at its end: ${JSON.stringify(seen, null, 1)}`);
}

/** JupyterLab's toolbar of a tab that is closed while it is shown: between tests many tabs are. */
const isOfToolbars = (error: string): boolean =>
  /^TypeError: .*\(reading 'promise'\)\n +at .*\.invoke \(.*jlab_core/.test(error);

/** Call at the top of a file, or of a group, of tests. */
export function useSession(options: ISessionOptions = {}): ISession {
  const { viewport = { width: 1400, height: 900 }, pages = 'shared' } = options;
  let lab: ILab;
  let browser: Browser;
  let context: BrowserContext | null = null;
  let page: Page;
  let scans: string[] = [];
  let stamps = '';
  let recorded = emptyRecord();
  let stopRecording = () => {};

  const isPageReused = pages === 'shared' || pages === 'file';
  const isShared = pages === 'shared' && !options.prepare;

  const openPage = async () => {
    context = await browser.newContext({ viewport });
    context.setDefaultTimeout(timeout);
    page = await context.newPage();
    stopRecording = record(page, () => recorded);
    await installScope(page);
    await options.prepare?.(page);
    await openLab(page, lab.url);
  };
  const takeOver = async (left: Page) => {
    page = left;
    context = page.context();
    stopRecording = record(page, () => recorded);
    await page.setViewportSize(viewport);
    await execute(page, 'filebrowser:refresh'); // the scans belong to this file
  };
  const closePage = async () => {
    await context?.close();
    context = null;
  };
  const leave = async () => {
    if (!context || !isShared) {
      return closePage();
    }
    stopRecording();
    await leavePage(page);
    context = null;
  };

  test.beforeAll(async () => {
    const { real, arguments: parameters, venv } = options;
    lab = await workerLab({ arguments: parameters, venv });
    scans = copyScans(demoScans(), lab.folder);
    const realFolder = real ? realScans() : null;
    if (realFolder) {
      scans.push(...copyScans(realFolder, lab.folder));
    } else if (real) {
      console.log('the real scans are not beside the checkout: their tests are skipped');
    }
    stamps = stampsOf(lab.folder, scans);
    browser = await workerBrowser();
    if (!isShared) {
      await endSparePage();
    }
  });

  test.afterAll(leave);

  test.beforeEach(async () => {
    recorded = emptyRecord();
    if (!context && pages !== 'own') {
      const left = isShared ? takePage() : null;
      await (left ? takeOver(left) : openPage());
    }
  });

  // runs before those of the file: they see the page closed or cleaned up
  test.afterEach(async ({}, info) => {
    if (info.status !== info.expectedStatus && context) {
      await logVisibleState(page, info.title);
    }
    if (!isPageReused || info.status !== info.expectedStatus) {
      await closePage();
    } else {
      await page.setViewportSize(viewport);
      await cleanUp(page);
    }
    clearFolder(lab.folder, scans);
    expect(stampsOf(lab.folder, scans), 'the scans').toBe(stamps);
    if (options.isQuiet) {
      const { stacks, consoleErrors } = recorded;
      const uncaught = stacks.filter(error => !isOfToolbars(error));
      expect({ uncaught, consoleErrors }).toEqual({ uncaught: [], consoleErrors: [] });
    }
  });

  const file = (name: string) => path.join(lab.folder, name);
  return {
    get lab() {
      return lab;
    },
    get browser() {
      return browser;
    },
    get page() {
      return page;
    },
    get requests() {
      return recorded.requests;
    },
    get pageErrors() {
      return recorded.pageErrors;
    },
    file,
    digest: name =>
      createHash('sha256')
        .update(readFileSync(file(name)))
        .digest('hex'),
    writes: name =>
      recorded.requests.filter(
        ({ method, url }) => writing.includes(method) && decodeURIComponent(url).includes(name)
      ),
    picture: async (name, of = page, part) => {
      const folder = path.join(root, 'test-results/screenshots');
      mkdirSync(folder, { recursive: true });
      await stillness(of);
      await (part ? of.locator(part) : of).screenshot({ path: path.join(folder, `${name}.png`) });
    }
  };
}
