import { expect, test, type Page } from '@playwright/test';
import * as inject from './support/inject.js';
import { current, execute, loaded, remove, settled } from './support/lab.js';
import { expectUsable, logOf, reportIn, toast } from './support/reports.js';
import { useSession } from './support/session.js';

const scan = 'xes-demo-rxes.nxs';
const session = useSession();
/** Number of log lines so far. */
let logged = 0;

test.beforeEach(async () => {
  const { page } = session;
  logged = 0;
  remove(session.file('xes-diagnostics'));
  await execute(page, 'xes:open', { path: scan });
  await settled(page);
  await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
  await expect(page.locator('.jp-XESCut')).toHaveCount(2);
});

/**
 * What every error must lead to, wherever it was thrown. Afterwards the page is ready for the next.
 */
async function expectReported(doing: string, shownSentence: RegExp, what: RegExp): Promise<void> {
  const { page } = session;
  const notification = toast(page, shownSentence).last();
  await expect(notification).toBeVisible();
  const report = await reportIn(session, '');
  expect(report.doing).toBe(doing);
  expect(report.path).toBe(scan);
  expect(report.error.message).toMatch(what);
  await expect.poll(() => logOf(page, scan)).toHaveLength(++logged);
  expect((await logOf(page, scan))[logged - 1]).toMatch(what);
  expect(await logOf(page, '')).toEqual([]);
  // and to be visible, below the current document
  await expect(page.locator('.jp-LogConsolePanel').getByText(what)).toBeVisible();
  const copied = checkpointOf(page, report.file);
  await notification.getByText('Open report').click();
  await current(page, report.file);
  await loaded(page);
  await copied;
  await execute(page, 'application:close'); // a file that is deleted while it is open leads to a dialog
  await execute(page, 'xes:open', { path: scan });
  await current(page, scan);
  remove(session.file('xes-diagnostics'));
}

/**
 * JupyterLab copies what it opens, after the document exists: a file that is deleted before leads
 * to a dialog, which captures all keys.
 */
async function checkpointOf(page: Page, file: string): Promise<void> {
  await page.waitForResponse(
    answer => answer.url().includes(`${file}/checkpoints`) && answer.request().method() === 'POST'
  );
}

/** The notification of an error without a message of ours. */
function failed(doing: string): RegExp {
  return new RegExp(`${doing} failed\\. Your work is kept; the report says why\\.`);
}

/** A scan whose reader died once is reread automatically. */
async function readAgain(): Promise<void> {
  const { page } = session;
  await expect
    .poll(async () => (await settled(page)).scans[0])
    .toMatchObject({ state: 'ready', error: null });
  await expect(page.locator('.jp-XESError')).toHaveCount(0);
}

test('an error in a command', async () => {
  const { page } = session;
  await inject.breakSaving(page);
  await execute(page, 'xes:save-figure');
  await expectReported('Saving the figure', failed('Saving the figure'), /planted in a command/);
  await expectUsable(page, scan);
});

test('errors in a plot: painting, an event, a message dispatched by Lumino', async () => {
  const { page } = session;
  await inject.breakPainting(page);
  await page.getByRole('combobox', { name: 'Scale' }).selectOption('log');
  await expectReported('Drawing the plot', failed('Drawing the plot'), /planted in the painting/);

  await inject.sendPoison(page);
  await expectReported('Zooming', failed('Zooming'), /planted in a plot event/);

  await inject.breakResize(page);
  await page.setViewportSize({ width: 1300, height: 850 });
  const doing = 'Working in the background';
  await expectReported(doing, failed(doing), /planted in a message/);
  await expectUsable(page, scan);
});

test('errors of the worker: an exception, a crash, a silent exit', async () => {
  const { page } = session;
  const stopped = /The reader stopped .* It is started again; reload the scan\./;
  await inject.throwInWorker(page);
  await expectReported('Reading a scan', stopped, /planted in the worker/);

  await inject.breakWorker(page);
  await execute(page, 'xes:reload');
  await readAgain();
  await expectReported('Reading the scan', stopped, /planted death/);

  await inject.killWorker(page);
  await execute(page, 'xes:reload');
  await readAgain();
  const hung = /Reading hung and was given up\. Reload the scan to try again\./;
  await expectReported('Reading the scan', hung, /Reading hung/);
  await expectUsable(page, scan);
});

test('rejected promises with a frame of ours are reported, others are not', async () => {
  const { page } = session;
  const doing = 'Working in the background';
  await inject.rejectFrom(page, 'not ours', new URL('/static/lab/main.js', page.url()).href);
  await expect.poll(() => session.pageErrors).toContain('Error: not ours');
  await inject.breakFocus(page, scan);
  await expectReported(doing, failed(doing), /planted in a promise/);

  await inject.rejectFrom(page, 'planted rejection', await inject.ownScript(page));
  await expectReported(doing, failed(doing), /planted rejection/);
  await expectUsable(page, scan);
});
