import path from 'node:path';
import { expect, test, type Browser } from '@playwright/test';
import { launch } from './support/browser.js';
import { copyScans, demoScans } from './support/data.js';
import {
  current,
  execute,
  openLab,
  root,
  settled,
  startLab,
  type ILab,
  type IState
} from './support/lab.js';

let lab: ILab;
let browser: Browser;

test.beforeAll(async () => {
  lab = await startLab({ venv: path.join(root, '.venv-oldest') });
  copyScans(demoScans(), lab.folder);
  browser = await launch();
});

test.afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

test('the oldest JupyterLab: twenty times opened, looked at and closed', async () => {
  test.setTimeout(180_000);
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(String(error)));
  await openLab(page, lab.url);
  let plots = 0;
  for (let i = 0; i < 20; i++) {
    await execute(page, 'xes:open', { path: 'xes-demo-rxes.nxs' });
    const state: IState = await settled(page);
    expect(state.kind).toBe('RXES');
    await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
    plots ||= state.plots;
    // as many plots live in the twentieth viewer as in the first: none was left by those between
    expect(state.plots).toBe(plots);
    await current(page, 'xes-demo-rxes.nxs');
    await execute(page, 'application:close');
    await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
  }
  expect(errors).toEqual([]);
});
