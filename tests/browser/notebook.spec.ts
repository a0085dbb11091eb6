import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { emptyDocument } from '../../src/analysis/document/index.js';
import { downloadData } from './support/exporting.js';
import { launch } from './support/browser.js';
import { copyScans, demoScans } from './support/data.js';
import { execute, root, settled, startLab, type ILab } from './support/lab.js';
import { axes, csv, newCut } from './support/mapview.js';

const scan = 'xes-demo-rxes.nxs';
const analysis = 'herfd.xes.json';
let lab: ILab;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  lab = await startLab({
    venv: path.join(root, '.venv-notebook'),
    arguments: ['--JupyterNotebookApp.expose_app_in_browser=True']
  });
  copyScans(demoScans(), lab.folder);
  const parameters = { type: 'CEE', at: 8638.9, width: 0.4 };
  const steps = [{ id: 'herfd', step: 'cut', from: ['scans'], parameters }];
  const document = { ...emptyDocument(), scans: [{ id: 's1', path: scan }], steps };
  writeFileSync(path.join(lab.folder, analysis), JSON.stringify(document));
});

test.afterAll(() => lab?.stop());

test('Notebook 7 opens a scan, its map, cuts and exports, and an analysis, without an error of the extension', async () => {
  const browser = await launch();
  try {
    const consoleErrors: string[] = [];
    const opened = async (name: string) => {
      const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
      page.on('console', message => {
        if (message.text().includes('jupyterlab-xes')) {
          consoleErrors.push(message.text());
        }
      });
      const url = new URL(`/edit/${name}`, lab.url);
      url.searchParams.set('token', new URL(lab.url).searchParams.get('token') ?? '');
      await page.goto(url.href);
      await expect(page.locator('.jp-XESViewer')).toBeVisible();
      return page;
    };
    const page = await opened(scan);
    expect(await settled(page)).toMatchObject({
      kind: 'RXES',
      scans: [{ path: scan, error: null }]
    });
    await axes(page);
    const pictures = path.join(root, 'test-results/screenshots');
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: path.join(pictures, 'notebook.png') });
    await expect(page.locator('.jp-XESCut')).toHaveCount(2);
    await newCut(page, 'CIE');
    await expect(page.locator('.jp-XESCut')).toHaveCount(3);
    const { rows } = await csv(await downloadData(page, /CIE/));
    expect(rows.length).toBeGreaterThan(10);
    const other = await opened(analysis);
    expect(await settled(other)).toMatchObject({
      scans: [{ path: scan, error: null }],
      cuts: [{ id: 'herfd', type: 'CEE', points: 17 }]
    });
    await axes(other);
    await expect(other.locator('.Toastify__toast')).toHaveCount(0);
    // reports are written with the self-check's, so pending ones are complete by then
    expect(await execute(page, 'xes:self-check')).toBeTruthy();
    await expect(page.locator('.Toastify__toast')).toHaveCount(0);
    expect(consoleErrors).toEqual([]);
    const reports = path.join(lab.folder, 'xes-diagnostics');
    const files = existsSync(reports) ? readdirSync(reports) : [];
    expect(files.filter(name => name.startsWith('crash-'))).toEqual([]);
  } finally {
    await browser.close();
  }
});
