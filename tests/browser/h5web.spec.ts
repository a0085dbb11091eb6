import path from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { launch } from './support/browser.js';
import { copyScans, demoScans } from './support/data.js';
import { current, execute, openLab, root, settled, startLab, type ILab } from './support/lab.js';

const name = 'xes-demo-rxes.nxs';
let lab: ILab;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
  lab = await startLab({ venv: path.join(root, '.venv-h5web') });
  copyScans(demoScans(), lab.folder);
  browser = await launch();
});

test.afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

test.beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await openLab(page, lab.url);
});

test.afterEach(async () => {
  await page.close();
});

test('beside h5web our command and the document manager with our factory open the viewer', async () => {
  await execute(page, 'xes:open', { path: name });
  expect((await settled(page)).kind).toBe('RXES');
  await current(page, name);
  await execute(page, 'application:close');
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
  await execute(page, 'docmanager:open', { path: name, factory: 'XES Viewer' });
  expect((await settled(page)).kind).toBe('RXES');
});

test('beside h5web the context menu opens ours, a double click still opens its own', async () => {
  const row = page.locator('.jp-DirListing-item', { hasText: name });
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open in XES Viewer' }).click();
  expect((await settled(page)).kind).toBe('RXES');
  await current(page, name);
  await execute(page, 'application:close');
  await row.dblclick();
  await expect(page.locator('#jp-main-dock-panel [class*="h5web" i]').first()).toBeVisible();
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
});
