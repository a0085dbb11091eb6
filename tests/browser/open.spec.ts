import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { launch } from './support/browser.js';
import { copyScans, demoScans, realScans } from './support/data.js';
import { execute, openLab, settled, startLab, type ILab } from './support/lab.js';

let lab: ILab;
let browser: Browser;
let page: Page;
let requests: { method: string; url: string }[] = [];
let pageErrors: string[] = [];

const shots = path.resolve(import.meta.dirname, '../../test-results/screenshots');

test.beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  lab = await startLab();
  copyScans(demoScans(), lab.folder);
  const real = realScans();
  if (real) {
    copyScans(real, lab.folder);
  } else {
    console.log('real scans are not there: their tests are skipped');
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
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.on('request', request => requests.push({ method: request.method(), url: request.url() }));
  page.on('pageerror', error => pageErrors.push(String(error)));
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

function mutations(name: string) {
  return requests.filter(
    ({ method, url }) =>
      method !== 'GET' && method !== 'HEAD' && url.includes(encodeURIComponent(name))
  );
}

test('a map opens, drawn and read, without its content, a checkpoint or a write', async () => {
  const name = 'xes-demo-rxes.nxs';
  const before = digest(name);
  await execute(page, 'xes:open', { path: name });
  const state = await settled(page);
  expect(state.scans[0].error).toBeNull();
  expect(state.kind).toBe('RXES');
  expect(state.bytes).toBeLessThan(3e6);
  await expect(page.locator('.jp-XESMap')).toBeVisible();
  await expect
    .poll(() => execute(page, 'xes:state').then(s => (s as { plots: number }).plots))
    .toBeGreaterThan(0);
  expect(requests.filter(({ url }) => /content=1/.test(url) && url.includes(name))).toEqual([]);
  expect(mutations(name)).toEqual([]);
  expect(digest(name)).toBe(before);
  const checkpoints = path.join(lab.folder, '.ipynb_checkpoints');
  expect(existsSync(checkpoints) ? readdirSync(checkpoints) : []).toEqual([]);
  await page.waitForTimeout(500);
  await page.screenshot({ path: path.join(shots, 'map-light.png') });
  await execute(page, 'apputils:change-theme', { theme: 'JupyterLab Dark' });
  await page.waitForTimeout(1000);
  await page.screenshot({ path: path.join(shots, 'map-dark.png') });
  await execute(page, 'apputils:change-theme', { theme: 'JupyterLab Light' });
  expect(pageErrors).toEqual([]);
});

test('a spectrum opens and is drawn', async () => {
  await execute(page, 'xes:open', { path: 'xes-demo-two-arms.nxs' });
  const state = await settled(page);
  expect(state.scans[0].error).toBeNull();
  expect(state.kind).toBe('XES');
  await expect(page.locator('.jp-XESSpectra')).toBeVisible();
  await page.waitForTimeout(500);
  await page.screenshot({ path: path.join(shots, 'spectrum-light.png') });
  await execute(page, 'xes:set-channel', { channel: 'lower' });
  expect((await settled(page)).channel).toBe('lower');
  expect(pageErrors).toEqual([]);
});

test('every real scan opens', async () => {
  test.skip(!realScans(), 'the real scans are not beside the checkout');
  for (const [name, kind] of [
    ['279496_1.nxs', 'XES'],
    ['280754_1.nxs', 'XES'],
    ['280772_1.nxs', 'XES'],
    ['ZnO_standard_280754_1.dat', 'XES'],
    ['ZnO_standard_280772_1.dat', 'XES'],
    ['XES_ZnZSM5_air500_279192_1.dat', 'RXES']
  ]) {
    const before = digest(name);
    await execute(page, 'xes:open', { path: name });
    const state = await settled(page);
    expect(state.scans[0].error, name).toBeNull();
    expect(state.kind, name).toBe(kind);
    await page.waitForTimeout(500);
    await page.screenshot({ path: path.join(shots, `real-${name}.png`) });
    expect(digest(name)).toBe(before);
  }
  expect(pageErrors).toEqual([]);
});

test('bad files open to a pane with a code', async () => {
  const real = readFileSync(path.join(lab.folder, 'xes-demo-rxes.nxs'));
  const bad: [string, string | Buffer, string][] = [
    ['bad-empty.nxs', '', 'file/empty'],
    ['bad-text.nxs', 'no scan at all\n', 'file/not-hdf5'],
    ['bad-login.nxs', '<!DOCTYPE html><html><body>log in</body></html>', 'file/html-login'],
    ['bad-half.nxs', real.subarray(0, real.length >> 1), 'file/truncated']
  ];
  for (const [name, content, code] of bad) {
    writeFileSync(path.join(lab.folder, name), content);
    await execute(page, 'xes:open', { path: name });
    const state = await settled(page);
    expect(state.scans[0].error?.code, name).toBe(code);
    await expect(page.locator('.jp-XESViewer:visible').getByText(code)).toBeVisible();
  }
  await execute(page, 'xes:open', { path: 'gone.nxs' });
  expect((await settled(page)).scans[0].error?.code).toBe('file/not-found');
});

test('no save command writes to a scan', async () => {
  const name = 'xes-demo-rxes.nxs';
  const before = digest(name);
  await execute(page, 'xes:open', { path: name });
  await settled(page);
  requests = [];
  const dialog = page.locator('.jp-Dialog');
  for (const command of ['docmanager:save', 'docmanager:save-as', 'docmanager:save-all']) {
    let done = false;
    const running = execute(page, command)
      .catch(() => null)
      .finally(() => (done = true));
    // JupyterLab may ask or tell in a dialog, and the command waits for the answer
    await expect.poll(async () => done || (await dialog.isVisible())).toBe(true);
    if (await dialog.isVisible()) {
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    }
    await running;
  }
  expect(mutations(name).filter(({ url }) => !url.includes('xes-diagnostics'))).toEqual([]);
  expect(digest(name)).toBe(before);
});

test('an analysis is made, filled, saved and opened again', async () => {
  const made = (await execute(page, 'xes:new-analysis', { cwd: '' })) as { path: string };
  expect(made.path).toMatch(/^Untitled\d*\.xes\.json$/);
  await expect(page.locator('.jp-XESViewer:visible')).toBeVisible();
  const text = JSON.stringify({
    type: 'xes-analysis',
    version: 1,
    scans: [{ path: 'xes-demo-rxes.nxs' }],
    cuts: [{ type: 'CIE', at: 9660.4, width: 0.3 }]
  });
  writeFileSync(path.join(lab.folder, 'kept.xes.json'), text);
  await execute(page, 'xes:open', { path: 'kept.xes.json' });
  const state = await settled(page);
  expect(state.kind).toBe('RXES');
  expect(state.cuts).toHaveLength(1);
  expect(state.cuts[0].points).toBeGreaterThan(10);
  expect(pageErrors).toEqual([]);
});
