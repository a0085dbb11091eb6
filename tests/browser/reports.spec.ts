import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import Ajv from 'ajv';
import { breakSaving } from './support/inject.js';
import { current, execute, remove, root, settled, cannotBeRefused } from './support/lab.js';
import {
  expectUsable,
  logOf,
  reportIn,
  reportsIn,
  toast,
  type IReport
} from './support/reports.js';
import { useSession } from './support/session.js';

const why = cannotBeRefused();
test.skip(why !== null, `folders can't be made read-only: ${why}`);

const scan = 'runs/xes-demo-rxes.nxs';
const session = useSession({ pages: 'file' });

test.beforeEach(async () => {
  const { page } = session;
  for (const folder of ['runs', 'notes']) {
    mkdirSync(session.file(folder), { recursive: true });
    chmodSync(session.file(folder), 0o777);
  }
  for (const folder of ['runs', 'notes', '']) {
    remove(session.file(path.join(folder, 'xes-diagnostics')));
  }
  copyFileSync(session.file('xes-demo-rxes.nxs'), session.file(scan));
  const notebook = { cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 };
  writeFileSync(session.file('notes/note.ipynb'), JSON.stringify(notebook));
  await execute(page, 'xes:open', { path: scan });
  await settled(page);
  await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
});

async function openNotebook(): Promise<void> {
  const { page } = session;
  await execute(page, 'docmanager:open', { path: 'notes/note.ipynb' });
  await current(page, 'note.ipynb');
  const dialog = page.locator('.jp-Dialog', { hasText: 'Select Kernel' });
  await dialog.getByRole('button', { name: 'No Kernel' }).click();
  await expect(dialog).toBeHidden();
  await execute(page, 'xes:open', { path: scan });
  await current(page, 'xes-demo-rxes.nxs');
}

/** Let a command fail with a message. */
async function fail(message: string): Promise<void> {
  await breakSaving(session.page, message);
  await execute(session.page, 'xes:save-figure');
}

/** The only report of a folder, while the others have none. */
async function expectOnlyIn(folder: string, message: string): Promise<void> {
  const report = await reportIn(session, folder);
  expect(report).toMatchObject({ doing: 'Saving the figure', path: scan, error: { message } });
  for (const other of ['runs', 'notes', ''].filter(text => text !== folder)) {
    expect(reportsIn(session, other)).toEqual([]);
  }
  await expect(toast(session.page, 'Saving the figure failed')).not.toHaveCount(0);
  remove(session.file(`${folder}/xes-diagnostics`));
}

test('a report is written next to the scan, and next to the notebook once a notebook is open', async () => {
  await fail('no notebook is open');
  await expectOnlyIn('runs', 'no notebook is open');
  await openNotebook();
  await fail('a notebook is open');
  await expectOnlyIn('notes', 'a notebook is open');
  await expectUsable(session.page, scan);
});

test('a read-only folder is skipped', async () => {
  await openNotebook();
  chmodSync(session.file('runs'), 0o555);
  await fail('the scan lies in a read-only folder');
  await expectOnlyIn('notes', 'the scan lies in a read-only folder');
  chmodSync(session.file('runs'), 0o777);
  chmodSync(session.file('notes'), 0o555);
  await fail('so does the notebook');
  await expectOnlyIn('runs', 'so does the notebook');
});

test('if no folder accepts it the report is stored in the page and offered for download', async () => {
  const { page } = session;
  await openNotebook();
  for (const folder of ['runs', 'notes']) {
    chmodSync(session.file(folder), 0o555);
  }
  await fail('no folder takes it');
  const notification = toast(page, 'Saving the figure failed');
  await expect(notification).toBeVisible();
  await expect(notification.getByText('Open report')).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    notification.getByText('Download report').click()
  ]);
  expect(download.suggestedFilename()).toMatch(/^crash-\d{8}T\d{6}Z-[0-9a-f]{8}\.json$/);
  const report = JSON.parse(readFileSync(await download.path(), 'utf8')) as IReport;
  const message = 'no folder takes it';
  expect(report).toMatchObject({ doing: 'Saving the figure', path: scan, error: { message } });
  const schema = readFileSync(path.join(root, 'schemas/crash-3.schema.json'), 'utf8');
  const ajv = new Ajv({ allowUnionTypes: true, validateFormats: false });
  ajv.validate(JSON.parse(schema) as object, report);
  expect(ajv.errors ?? []).toEqual([]);
  for (const folder of ['runs', 'notes', '']) {
    expect(reportsIn(session, folder)).toEqual([]);
  }
  await expectUsable(page, scan);
});

test('the report, the log and the notification contain no secret', async () => {
  const { page } = session;
  const token = 'f00dcafe12345678';
  await fail(
    `planted: token=${token} at https://hub.org/user/annsmith/files/a.nxs?token=${token}&x=1, ` +
      `/home/annsmith/run/a.nxs, Authorization: Bearer ${token}\n` +
      'ask ann.smith@lab.org; Cookie: _xsrf=2|f00dcafe\nend of it'
  );
  const { text } = await reportIn(session, 'runs');
  await expect.poll(() => logOf(page, scan)).toHaveLength(1);
  const notification = toast(page, 'Saving the figure failed');
  const shownText = await notification.innerText();
  await notification.getByText('Show details').click();
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog).toContainText('planted');
  const everything = [text, (await logOf(page, scan))[0], shownText, await dialog.innerText()];
  for (const one of everything.filter((_, i) => i !== 2)) {
    expect(one).toContain('planted');
    expect(one).toContain('end of it');
  }
  expect(everything.join('\n')).not.toMatch(/f00dcafe|annsmith|ann\.smith|lab\.org/);
  await page.keyboard.press('Escape');
});
