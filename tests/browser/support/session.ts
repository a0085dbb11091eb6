import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test, type Browser, type Page } from '@playwright/test';
import { launch } from './browser.js';
import { copyScans, demoScans, realScans } from './data.js';
import { openLab, root, startLab, type ILab, type ILabOptions } from './lab.js';

/** A request of the page that is not a look. */
const writing = ['PUT', 'POST', 'PATCH', 'DELETE'];

export interface IRequest {
  method: string;
  url: string;
}

export interface ISessionOptions extends ILabOptions {
  /** Copy the real scans too, where they are there. */
  real?: boolean;
  viewport?: { width: number; height: number };
  /** Called with the new page before it loads JupyterLab. */
  prepare?: (page: Page) => Promise<unknown>;
}

/** One server and browser for a file of tests, and a fresh page of JupyterLab for each test. */
export interface ISession {
  readonly lab: ILab;
  readonly browser: Browser;
  readonly page: Page;
  /** What this test's page asked for so far. */
  readonly requests: IRequest[];
  /** Errors that nobody on this test's page caught. */
  readonly pageErrors: string[];
  /** Path on disk of a file of the server. */
  file(name: string): string;
  /** SHA-256 of a file of the server. */
  digest(name: string): string;
  /** Requests so far that write, or would, to a path that contains the name. */
  writes(name: string): IRequest[];
  /** Take a picture of the page (this test's, where none is named), to be looked at. */
  picture(name: string, of?: Page): Promise<void>;
}

/** What slides in has arrived; a spinner never ends, and a toast's own clock only with the toast. */
function stillness(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const ends = (one: Animation) => Number(one.effect?.getComputedTiming().endTime) <= 2_000;
    return Promise.allSettled(
      document
        .getAnimations()
        .filter(ends)
        .map(one => one.finished)
    );
  });
}

/** Call at the top of a file of tests. */
export function useSession(options: ISessionOptions = {}): ISession {
  let lab: ILab;
  let browser: Browser;
  let page: Page;
  let requests: IRequest[] = [];
  let pageErrors: string[] = [];

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    lab = await startLab(options);
    copyScans(demoScans(), lab.folder);
    const real = options.real ? realScans() : null;
    if (real) {
      copyScans(real, lab.folder);
    } else if (options.real) {
      console.log('the real scans are not beside the checkout: their tests are skipped');
    }
    browser = await launch();
  });

  test.afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  test.beforeEach(async () => {
    requests = [];
    pageErrors = [];
    page = await browser.newPage({ viewport: options.viewport ?? { width: 1400, height: 900 } });
    page.on('request', request => requests.push({ method: request.method(), url: request.url() }));
    page.on('pageerror', error => pageErrors.push(String(error)));
    await options.prepare?.(page);
    await openLab(page, lab.url);
  });

  test.afterEach(async () => {
    await page?.close();
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
      return requests;
    },
    get pageErrors() {
      return pageErrors;
    },
    file,
    digest: name =>
      createHash('sha256')
        .update(readFileSync(file(name)))
        .digest('hex'),
    writes: name =>
      requests.filter(
        ({ method, url }) => writing.includes(method) && decodeURIComponent(url).includes(name)
      ),
    picture: async (name, of = page) => {
      const folder = path.join(root, 'test-results/screenshots');
      mkdirSync(folder, { recursive: true });
      await stillness(of);
      await of.screenshot({ path: path.join(folder, `${name}.png`) });
    }
  };
}
