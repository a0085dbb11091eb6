import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { current, execute, settled } from './support/lab.js';
import { reportsIn, toast } from './support/reports.js';
import { useSession } from './support/session.js';

const scan = 'guard-one.nxs';
const other = 'guard-two.nxs';
const renamed = 'guard-renamed.nxs';
const analysis = 'guard.xes.json';
const raw = /A scan is raw data and is never written\. Save an analysis, a profile or a figure/;
const session = useSession();
let before: string[];

test.beforeEach(() => {
  copyFileSync(session.file('xes-demo-rxes.nxs'), session.file(scan));
  copyFileSync(session.file('xes-demo-kbeta.nxs'), session.file(other));
  rmSync(session.file(renamed), { force: true });
  rmSync(session.file('guard-one-Copy1.nxs'), { force: true });
  const text = { type: 'xes-analysis', version: 1, scans: [{ path: scan }], cuts: [] };
  writeFileSync(session.file(analysis), JSON.stringify(text));
  before = [session.digest(scan), session.digest(other)];
});

async function open(path: string): Promise<void> {
  await execute(session.page, 'xes:open', { path });
  await settled(session.page);
  await current(session.page, path);
}

/** Run a command, and confirm all dialogs; a requested name is the given one. */
async function insist(command: string, name: string): Promise<void> {
  const { page } = session;
  const dialog = page.locator('.jp-Dialog');
  let done = false;
  const running = execute(page, command)
    .catch(() => null)
    .finally(() => (done = true));
  while (!done) {
    await expect.poll(async () => done || (await dialog.count()) > 0).toBe(true);
    if (await dialog.count()) {
      const input = dialog.last().locator('input:not([type="checkbox"])');
      if (await input.count()) {
        await input.fill(name);
      }
      const content = await dialog.last().elementHandle();
      await dialog.last().locator('.jp-Dialog-footer .jp-Dialog-button').last().click();
      await content?.waitForElementState('hidden');
    }
  }
  await running;
}

/** Requests sent so far are known once the server has answered some more. */
async function expectUnwritten(files = [scan, other]): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await session.page.evaluate(() =>
      fetch('/api/contents?content=0', { cache: 'no-store' }).then(answer => answer.status)
    );
  }
  const renames = session.writes('guard-').filter(({ method }) => method === 'PATCH');
  expect(renames).toHaveLength(files[0] === scan ? 0 : 1);
  expect(session.writes('.nxs').filter(({ method }) => method !== 'PATCH')).toEqual([]);
  expect(files.map(name => session.digest(name))).toEqual(before);
  expect(reportsIn(session, '')).toEqual([]);
}

test('saving a scan by command, key and menu writes nothing, and the refusal is not a crash', async () => {
  const { page } = session;
  await open(scan);
  for (const command of ['docmanager:save', 'docmanager:save-all']) {
    await insist(command, scan);
    await expectUnwritten();
  }
  await page.locator('.jp-XESMap').click();
  await page.keyboard.press('Control+s');
  await page.getByRole('menuitem', { name: 'File', exact: true }).click();
  const item = page.locator('.lm-Menu-item[data-command="docmanager:save"]');
  await item.click({ force: true }); // it is disabled
  await page.keyboard.press('Escape');
  await expectUnwritten();
  for (const target of [scan, other]) {
    await insist('docmanager:save-as', target);
    await expect(toast(page, raw).last()).toBeVisible();
    await expectUnwritten();
  }
  await insist('docmanager:restore-checkpoint', scan);
  await expectUnwritten();
  // closing asks nothing
  await current(page, scan);
  await execute(page, 'application:close');
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
  await expectUnwritten();
});

test('a scan renamed while open is not written either', async () => {
  const { page } = session;
  await open(scan);
  await insist('docmanager:rename', renamed);
  await current(page, renamed);
  expect((await settled(page)).scans[0].path).toBe(renamed);
  await page.locator('.jp-XESMap').click();
  await page.keyboard.press('Control+s');
  for (const command of ['docmanager:save', 'docmanager:save-as', 'docmanager:save-all']) {
    await insist(command, other);
    await expectUnwritten([renamed, other]);
  }
  await execute(page, 'application:close');
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
  await expectUnwritten([renamed, other]);
  expect(existsSync(session.file(scan))).toBe(false);
});

test('an analysis is not saved over a scan, whatever the user answers', async () => {
  const { page } = session;
  await open(analysis);
  for (const target of [scan, other, `./${other}`, other.toUpperCase()]) {
    await insist('docmanager:save-as', target);
    const refusal = toast(page, `${target} has the name of a scan. Choose a name`).last();
    await expect(refusal).toBeVisible();
    await expectUnwritten();
  }
});

test('an analysis that cannot be renamed to a scan is still saved under its old name', async () => {
  const { page } = session;
  await open(analysis);
  const answer = await page.evaluate(
    ([from, to]) => {
      const { jupyterapp } = window as unknown as {
        jupyterapp: {
          serviceManager: { contents: { rename(a: string, b: string): Promise<unknown> } };
        };
      };
      return jupyterapp.serviceManager.contents.rename(from, to).then(
        () => 'renamed',
        (error: { response: Response }) => error.response.status
      );
    },
    [analysis, other]
  );
  expect(answer).toBe(409);
  await page.getByRole('combobox', { name: 'Scale' }).selectOption('log');
  await execute(page, 'docmanager:save');
  await expect.poll(() => readFileSync(session.file(analysis), 'utf8')).toContain('"log"');
  const puts = session.requests.filter(
    ({ method, url }) => method === 'PUT' && /contents/.test(url)
  );
  expect(puts.map(({ url }) => new URL(url).pathname)).toEqual([`/api/contents/${analysis}`]);
  expect([scan, other].map(name => session.digest(name))).toEqual(before);
});

test('a scan can be duplicated and downloaded', async () => {
  const { page } = session;
  await open(scan);
  await execute(page, 'docmanager:duplicate');
  const copy = 'guard-one-Copy1.nxs';
  await expect.poll(() => existsSync(session.file(copy)) && session.digest(copy)).toBe(before[0]);
  const coming = page.waitForEvent('download');
  await execute(page, 'docmanager:download');
  const download = await coming;
  expect(download.suggestedFilename()).toBe(scan);
  const bytes = readFileSync(await download.path());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(before[0]);
  await expectUnwritten();
});
