import { renameSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { emptyDocument } from '../../src/analysis/document/index.js';
import { launch } from './support/browser.js';
import { describeCounts, slope, slopeOfQuarters, workers } from './support/cycles.js';
import { copyScans, demoScans } from './support/data.js';
import { execute, root, startLab } from './support/lab.js';
import {
  clearOutputs,
  openNotebook,
  runCell,
  setOutputs,
  textOf,
  writeNotebook,
  type IOutput
} from './support/notebooks.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'file' });
const map = 'xes-demo-rxes.nxs';
const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="#17c"/></svg>';

/** An output as the package writes it: text, picture, and the content of the live viewer. */
function outputOf(scan: string, document: object = {}): IOutput {
  const shown = ['s1'];
  const whole = { ...emptyDocument(), scans: [{ id: 's1', path: scan }], ...document };
  const live = { version: 1, document: whole, shown };
  return {
    output_type: 'display_data',
    data: {
      'text/plain': 'a scan',
      'image/svg+xml': picture,
      'application/vnd.jupyterlab-xes.view+json': live
    },
    metadata: {}
  } as IOutput;
}

const drawn = (page: Page) => page.locator('.jp-XESOutput .jp-XESMap svg.main-svg').first();
const plots = async (page: Page) =>
  page.evaluate(() => document.querySelectorAll('.jp-XESLive').length);

test('an output shows its scan live, in an untrusted notebook without a kernel', async () => {
  const { page, lab } = session;
  writeNotebook(lab, 'live.ipynb', ['scan'], [[outputOf(map)]]);
  await openNotebook(page, 'live.ipynb', false);
  await expect(drawn(page)).toBeVisible();
  await expect(page.locator('.jp-XESOutput-picture')).toBeHidden();
  for (const [theme, width] of [
    ['Light', 1500],
    ['Dark', 1500],
    ['Dark', 1000],
    ['Light', 1000]
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await execute(page, 'apputils:change-theme', { theme: `JupyterLab ${theme}` });
    await expect(page.locator('body')).toHaveAttribute('data-jp-theme-name', `JupyterLab ${theme}`);
    await session.picture(`output-${theme.toLowerCase()}-${width}`);
  }
});

test('an edited output is marked as no longer what the cell computed', async () => {
  const { page, lab } = session;
  writeNotebook(lab, 'changed.ipynb', ['scan'], [[outputOf(map)]]);
  await openNotebook(page, 'changed.ipynb', false);
  await expect(drawn(page)).toBeVisible();
  const sentence = page.locator('.jp-XESOutput-sentence');
  await expect(sentence).toBeHidden();
  await page.locator('.jp-XESOutput').getByRole('button', { name: '+ Cut' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown'); // CEE
  await page.keyboard.press('Enter');
  await expect(sentence).toContainText('no longer the result of the cell');
  await expect(page.locator('.jp-XESOutput-numbers')).toBeVisible();
  await session.picture('output-changed');
});

test('the picture stays, with a message, if the scan is missing or the output is invalid', async () => {
  const { page, lab } = session;
  const wrong = outputOf(map, { version: 99 });
  writeNotebook(lab, 'gone.ipynb', ['gone', 'wrong'], [[outputOf('gone.nxs')], [wrong]]);
  await openNotebook(page, 'gone.ipynb', false);
  const outputs = page.locator('.jp-XESOutput');
  for (const i of [0, 1]) {
    await expect(outputs.nth(i).locator('.jp-XESOutput-sentence')).toContainText(
      'As it was when the cell ran.'
    );
    await expect(outputs.nth(i).locator('img')).toBeVisible();
  }
  await expect(page.locator('.jp-XESOutput .jp-XESViewer')).toHaveCount(0);
  await session.picture('output-gone');
});

test('an output scrolled out of view or in a hidden tab is released, and restored as it was', async () => {
  const { page, lab } = session;
  const cells = Array.from({ length: 20 }, (_, i) => `scan ${i}`);
  writeNotebook(
    lab,
    'many.ipynb',
    cells,
    cells.map(() => [outputOf(map)])
  );
  await openNotebook(page, 'many.ipynb', false);
  await expect(drawn(page)).toBeVisible();
  const few = 4; // as many as are visible, and one at each edge
  await expect.poll(() => plots(page)).toBeLessThanOrEqual(few);
  const scroll = (top: number) =>
    page.evaluate(
      y => document.querySelector('.jp-WindowedPanel-outer, .jp-Notebook')?.scrollTo(0, y),
      top
    );
  for (let y = 0; y < 9000; y += 700) {
    await scroll(y);
    await expect(drawn(page)).toBeAttached();
  }
  await expect.poll(() => plots(page)).toBeLessThanOrEqual(few);
  expect(workers(page)).toBeLessThanOrEqual(2);
  await execute(page, 'launcher:create');
  await expect.poll(() => plots(page)).toBe(0);
  await openNotebook(page, 'many.ipynb', false);
  await expect.poll(() => plots(page)).toBeGreaterThan(0);
});

test('twenty outputs, created and cleared repeatedly, leave no node, listener or worker', async () => {
  test.setTimeout(600_000);
  const { page, lab } = session;
  const name = 'cycle.ipynb';
  writeNotebook(
    lab,
    name,
    Array.from({ length: 20 }, (_, i) => `scan ${i}`)
  );
  await openNotebook(page, name, false);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const cycle = (output: IOutput, ready: string) => async () => {
    await setOutputs(page, name, output);
    await page.waitForFunction(selector => !!document.querySelector(selector), ready);
    await clearOutputs(page, name);
    await page.waitForFunction(selector => !document.querySelector(selector), ready);
  };
  const plain: IOutput = { output_type: 'display_data', data: { 'text/plain': 'plain' } };
  const control = cycle({ ...plain, metadata: {} } as IOutput, '.jp-RenderedText');
  const live = cycle(outputOf(map), '.jp-XESOutput .jp-XESMap svg.main-svg');
  await control();
  await live();
  await live();
  const theirs = await slope(cdp, 6, control);
  const ours = await slopeOfQuarters(cdp, live);
  console.log(
    `a cycle of 20 plain outputs: ${describeCounts(theirs)}; of 20 live ones: ${describeCounts(ours)}`
  );
  expect(ours.nodes).toBeLessThanOrEqual(Math.max(theirs.nodes, 0) + 1);
  expect(ours.listeners).toBeLessThanOrEqual(Math.max(theirs.listeners, 0) + 1);
  expect(workers(page)).toBeLessThanOrEqual(2);
  expect(await page.locator('.jp-XESViewer').count()).toBe(0);
});

test('a result opens in a tab next to the notebook, and is saved as an analysis on request', async () => {
  const { page, lab } = session;
  writeNotebook(lab, 'view.ipynb', [
    `from jupyterlab_xes.api.view import view
class Result:
    label = "HERFD at 8638.9 eV"
    recipe = {"type": "xes-analysis", "version": 3, "scans": [{"id": "s1", "path": "${map}"}],
      "steps": [{"id": "cut", "step": "cut", "from": ["s1"], "parameters": {"type": "CEE", "at": 8638.9, "width": 0.4}}],
      "view": {"shown": [{"id": "cut"}], "selected": [], "active": None}}
import os; here = os.getcwd(); Result.recipe["scans"][0]["path"] = os.path.join(here, "${map}")
view(Result())`,
    'view(Result())',
    `view("${map}")`
  ]);
  await openNotebook(page, 'view.ipynb');
  const run = async (i: number) => expect(textOf(await runCell(page, 'view.ipynb', i))).toBe('');
  await run(0);
  await run(1);
  const preview = page.locator('.jp-XESResultTab');
  await expect(preview).toHaveCount(1);
  await expect(preview.locator('.jp-XESSpectra svg.main-svg').first()).toBeVisible();
  await session.picture('preview');
  await preview.getByRole('button', { name: 'Save as analysis' }).click();
  await expect(page.locator('.jp-XESDocument')).toBeVisible();
  await expect(preview).toHaveCount(0);
  expect(await execute(page, 'xes:settled')).toMatchObject({
    scans: [{ path: map, error: null }],
    steps: [{ id: 'cut', outcome: 'done' }]
  });
  await run(2);
  await expect(page.locator('.jp-XESDocument')).toHaveCount(2);
});

test('Notebook 7 shows outputs live, and explains that there is no area next to the notebook', async () => {
  test.setTimeout(240_000);
  const lab = await startLab({
    venv: path.join(root, '.venv-notebook'),
    arguments: ['--JupyterNotebookApp.expose_app_in_browser=True']
  });
  const browser = await launch();
  try {
    copyScans(demoScans(), lab.folder);
    renameSync(path.join(lab.folder, map), path.join(lab.folder, 'map.nxs'));
    writeNotebook(lab, 'seven.ipynb', ['scan'], [[outputOf('map.nxs')]]);
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const url = new URL('/notebooks/seven.ipynb', lab.url);
    url.searchParams.set('token', new URL(lab.url).searchParams.get('token') ?? '');
    await page.goto(url.href);
    await expect(drawn(page)).toBeVisible();
    await page.waitForFunction(() => {
      const { jupyterapp } = window as unknown as {
        jupyterapp?: {
          shell: { currentWidget: { sessionContext?: { kernelDisplayStatus: string } } };
        };
      };
      return jupyterapp?.shell.currentWidget?.sessionContext?.kernelDisplayStatus === 'idle';
    });
    const code = page.locator('.jp-CodeCell .cm-content').first();
    await code.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('from jupyterlab_xes.api.view import view; view("map.nxs")');
    await page.keyboard.press('Control+Enter');
    await expect(page.locator('.jp-OutputArea')).toContainText('viewer/missing');
    await expect(page.locator('.jp-OutputArea')).toContainText('Open the notebook in JupyterLab');
  } finally {
    await browser.close();
    await lab.stop();
  }
});
