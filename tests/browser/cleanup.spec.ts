import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { row } from './support/actions.js';
import { cleanUp } from './support/cleanup.js';
import { storedIn } from './support/crash.js';
import { breakSaving } from './support/inject.js';
import { current, execute, isDirty, settled } from './support/lab.js';
import { setSetting } from './support/log.js';
import { logOf, toast } from './support/reports.js';
import { useSession } from './support/session.js';
import { newCut } from './support/mapview.js';

const session = useSession();
const scan = 'xes-demo-rxes.nxs';
const analysis = 'left.xes.json';

test('everything a test leaves on the page is removed after it', async () => {
  const { page } = session;
  const document = { type: 'xes-analysis', version: 1, scans: [{ path: scan }], cuts: [] };
  writeFileSync(session.file(analysis), JSON.stringify(document));
  await execute(page, 'xes:open', { path: scan });
  const before = (await settled(page)).cuts;
  const cut = page.locator('.jp-XESCut').first();
  await cut.press('ArrowLeft');
  await expect.poll(async () => (await settled(page)).cuts).not.toEqual(before);
  await breakSaving(page);
  await execute(page, 'xes:save-figure');
  await expect(toast(page, 'Saving the figure failed')).toBeVisible();
  await expect.poll(() => logOf(page, scan)).toHaveLength(1);
  await execute(page, 'xes:open', { path: analysis });
  await current(page, analysis);
  await newCut(page, 'CIE');
  await expect.poll(() => isDirty(page)).toBe(true);
  await setSetting(page, 'logLevels', { file: 'off' });
  await execute(page, 'apputils:change-theme', { theme: 'JupyterLab Dark' });
  await execute(page, 'xes:show-log');
  await row(page, scan).click({ button: 'right' });
  await expect(page.locator('.lm-Menu')).not.toHaveCount(0);

  await cleanUp(page);
  await expect(page.locator('.lm-Menu, .Toastify__toast, .jp-XESViewer, .jp-XESLog')).toHaveCount(
    0
  );
  await expect(page.locator('body')).toHaveAttribute('data-jp-theme-name', 'JupyterLab Light');
  await current(page, 'Launcher');
  expect((await storedIn(page)).snapshots).toEqual([]);
  expect(await logOf(page, scan)).toEqual([]);
  await execute(page, 'xes:open', { path: scan });
  expect((await settled(page)).cuts).toEqual(before);
  const download = page.waitForEvent('download');
  await execute(page, 'xes:save-figure');
  expect((await download).suggestedFilename()).toBe(scan.replace('.nxs', '.png'));
});

test('a dialog left open fails its test', async () => {
  const { page } = session;
  await page.evaluate(() => {
    const { jupyterapp } = window as unknown as {
      jupyterapp: { commands: { execute(id: string): Promise<unknown> } };
    };
    void jupyterapp.commands.execute('help:about');
  });
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog).toBeVisible();
  await expect(cleanUp(page)).rejects.toThrow('dialogs');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});
