import { readFileSync } from 'node:fs';
import { expect, test, chromium } from '@playwright/test';
import { findBrowser } from '../../scripts/browser.mjs';
import { restored } from '../browser/support/lab.js';
import { last, map, useFaults } from './support/faults.js';
import { open, reload, type IScope } from './support/scope.js';

/** The back/forward cache, which Playwright disables, is on; the process can be killed. */
const profile = () =>
  chromium.launch({
    executablePath: findBrowser() ?? undefined,
    args: ['--no-sandbox', '--no-first-run', '--disable-background-networking'],
    ignoreDefaultArgs: ['--disable-back-forward-cache']
  });

const f = useFaults({ launch: profile });

test('the tab is killed', async () => {
  const { page } = f;
  await open(page, last);
  const crashed = page.waitForEvent('crash');
  const cdp = await page.context().newCDPSession(page);
  void cdp.send('Page.crash').catch(() => undefined); // never settles
  await crashed;
  expect((await open(await f.renew(), last)).cuts).toHaveLength(2);
});

test('the whole browser is killed', async () => {
  await open(f.page, last);
  const cdp = await f.browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  const browser = processInfo.find(({ type }) => type === 'browser');
  const disconnected = new Promise(resolve => f.browser.once('disconnected', resolve));
  process.kill(browser?.id ?? 0, 'SIGKILL');
  await disconnected;
  expect((await open(await f.relaunch(), last)).cuts).toHaveLength(2);
});

test('frozen and resumed (synthetic events)', async () => {
  const { page } = f;
  await open(page, map);
  await page.evaluate(() => {
    document.dispatchEvent(new Event('freeze'));
    document.dispatchEvent(new Event('resume'));
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  expect(await reload(f.page)).toBeNull();
});

test('to another page and back through the history', async () => {
  const { page } = f;
  await open(page, map);
  await page.goto(new URL('/api', f.lab.url).href);
  // a page restored from the cache fires no "load"
  await page.goBack({ waitUntil: 'commit' });
  await restored(page);
  expect((await open(page, map)).kind).toBe('RXES');
});

test('closed in the middle of a write: the analysis is intact', async () => {
  const { page } = f;
  await open(page, last);
  const before = readFileSync(f.file(last), 'utf8');
  await page.getByRole('combobox', { name: 'Scale' }).selectOption('log');
  await page.evaluate(() => {
    void (window as unknown as IScope).jupyterapp.commands.execute('docmanager:save');
  });
  await page.close();
  await f.renew();
  const after = readFileSync(f.file(last), 'utf8');
  expect(after === before || (JSON.parse(after) as object)).toBeTruthy();
});

test('reloaded in the middle of a read', async () => {
  const { page } = f;
  const pattern = `**/files/${map}*`;
  let held = 0;
  await page.route(pattern, () => void held++);
  f.undo(() => page.unroute(pattern));
  await page.evaluate(
    path => (window as unknown as IScope).jupyterapp.commands.execute('xes:open', { path }),
    map
  );
  await expect.poll(() => held).toBeGreaterThan(0);
  await page.unroute(pattern);
  await page.goto(f.lab.url);
  await restored(page);
  expect((await open(page, map)).kind).toBe('RXES');
});

test('JupyterLab is closed while everything is busy', async () => {
  const { page } = f;
  await open(page, last);
  await page.evaluate(
    ([one, two]) => {
      const { commands } = (window as unknown as IScope).jupyterapp;
      for (const path of [one, two]) {
        void commands.execute('xes:open', { path });
        void commands.execute('xes:reload');
        void commands.execute('xes:save-figure');
      }
      void commands.execute('docmanager:save');
    },
    [map, last] as const
  );
  await page.close();
  expect((await open(await f.renew(), last)).cuts).toHaveLength(2);
});
