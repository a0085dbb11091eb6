import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { launch } from './support/browser.js';
import { copyScans, demoScans } from './support/data.js';
import { current, execute, openLab, settled, startLab, type ILab } from './support/lab.js';

const scan = 'xes-demo-rxes.nxs';
const other = 'xes-demo-kbeta.nxs';
let lab: ILab;
let browser: Browser;
let page: Page;
let writes: string[] = [];

test.beforeAll(async () => {
  lab = await startLab();
  copyScans(demoScans(), lab.folder);
  browser = await launch();
});

test.afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

test.beforeEach(async () => {
  writes = [];
  page = await browser.newPage();
  page.on('request', request => {
    const isWrite = ['PUT', 'POST', 'DELETE'].includes(request.method());
    if (isWrite && /api\/contents\/[^?]*\.nxs/.test(request.url())) {
      writes.push(`${request.method()} ${request.url()}`);
    }
  });
  await openLab(page, lab.url);
});

test.afterEach(async () => {
  await page.close();
});

function digest(name: string): string {
  return createHash('sha256')
    .update(readFileSync(path.join(lab.folder, name)))
    .digest('hex');
}

test('an analysis is not saved over a scan', async () => {
  const before = digest(scan);
  const text = { type: 'xes-analysis', version: 1, scans: [{ path: scan }], cuts: [] };
  writeFileSync(path.join(lab.folder, 'guard.xes.json'), JSON.stringify(text));
  await execute(page, 'xes:open', { path: 'guard.xes.json' });
  await settled(page);
  await current(page, 'guard.xes.json');
  const running = execute(page, 'docmanager:save-as').catch(() => null);
  await page.locator('.jp-Dialog input').fill(scan);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/has the name of a scan/).first()).toBeVisible();
  await running;
  expect(writes).toEqual([]);
  expect(digest(scan)).toBe(before);
});

test('a scan is saved neither over itself nor over another, nor after a rename', async () => {
  const before = [digest(scan), digest(other)];
  await execute(page, 'xes:open', { path: scan });
  await settled(page);
  await current(page, scan);
  const dialog = page.locator('.jp-Dialog');
  for (const command of ['docmanager:save-as', 'docmanager:restore-checkpoint']) {
    let done = false;
    const running = execute(page, command)
      .catch(() => null)
      .finally(() => (done = true));
    await expect.poll(async () => done || (await dialog.isVisible())).toBe(true);
    if (await dialog.isVisible()) {
      const input = dialog.locator('input[type="text"]');
      if (await input.isVisible()) {
        await input.fill(other);
      }
      await page.keyboard.press('Enter');
      await expect(dialog).toBeHidden();
    }
    await running;
  }
  await page.evaluate(
    ([from, to]) => {
      const { jupyterapp } = window as unknown as {
        jupyterapp: {
          serviceManager: { contents: { rename(a: string, b: string): Promise<unknown> } };
        };
      };
      return jupyterapp.serviceManager.contents.rename(from, to).then(() => null);
    },
    [scan, 'renamed.nxs']
  );
  await current(page, 'renamed.nxs');
  await settled(page);
  await page.locator('.jp-XESMap').click();
  await page.keyboard.press('Control+s');
  await page.waitForTimeout(500);
  expect(writes).toEqual([]);
  expect([digest('renamed.nxs'), digest(other)]).toEqual(before);
});
