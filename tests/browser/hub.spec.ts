import { expect, test, type Page, type Request } from '@playwright/test';
import { compressedScans } from './support/compressed.js';
import { useHub } from './support/hub.js';
import { current, execute, restored, settled } from './support/lab.js';
import { expectPane } from './support/pane.js';
import { toast } from './support/reports.js';

const session = useHub();
const name = 'xes-demo-rxes.nxs';
const ended = 'Your login has ended.';

async function opened(page: Page): Promise<void> {
  await execute(page, 'xes:open', { path: name });
  const state = await settled(page);
  expect(state.scans[0].error, session.output()).toBeNull();
  expect(state.kind).toBe('RXES');
  await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
}

test('under a hub a scan opens by range through the proxy, with token and XSRF value', async () => {
  const { page } = session;
  const reads: Request[] = [];
  page.on('request', request => {
    if (new URL(request.url()).pathname.endsWith(`/files/${name}`)) {
      reads.push(request);
    }
  });
  await opened(page);
  expect(reads.length).toBeGreaterThan(0);
  for (const read of reads) {
    const headers = await read.allHeaders();
    expect(headers.authorization).toMatch(/^token \S+/);
    expect(headers['x-xsrftoken']).toMatch(/\S/);
    expect(headers.range).toMatch(/^bytes=\d+-\d+$/);
    expect((await read.response())?.status()).toBe(206);
  }
});

test('under a hub the filter of a compressed scan is loaded from below its prefix', async () => {
  const { page } = session;
  const filterResponse = page.waitForResponse(answer => answer.url().endsWith('.so'));
  compressedScans(session.file('.'));
  await execute(page, 'xes:open', { path: 'filter-bshuf.h5' });
  const answer = await filterResponse;
  expect(answer.status()).toBe(200);
  expect(new URL(answer.url()).pathname).toMatch(/^\/.+\/user\/.+\/filters\/libH5Zbshuf\.\w+\.so$/);
  expect((await settled(page)).scans).toMatchObject([{ path: 'filter-bshuf.h5', error: null }]);
});

test('a log-in page instead of bytes is an error, never a plot', async () => {
  const { page } = session;
  await opened(page);
  let answered = 0;
  const files = new RegExp(`/files/${name}`);
  const login = '<!DOCTYPE html><html><title>JupyterHub</title><body>Sign in</body></html>';
  await page.route(files, async route => {
    answered++;
    await route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body: login });
  });
  await execute(page, 'xes:reload');
  await expectPane(page, name, 'file/html-login');
  expect(answered).toBeGreaterThan(0); // the worker did receive the page
  await page.unroute(files);
  await page.getByRole('alert').getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
  expect((await settled(page)).scans[0].error).toBeNull();
});

test('a server stopped by the hub is an error; after it is restarted Reload reads', async () => {
  const { page } = session;
  await opened(page);
  await session.server('DELETE');
  await execute(page, 'xes:reload');
  await expectPane(page, name, /^file\/(unreachable|html-login)$/);
  // JupyterLab is usable: its own commands and tabs answer
  await expect(async () => {
    await execute(page, 'launcher:create');
    await current(page, 'Launcher', 5000);
  }).toPass();
  await session.server('POST');
  await page.reload();
  await restored(page);
  // the launcher of the layout may come to the front after the scan was opened
  await expect(async () => {
    await execute(page, 'xes:open', { path: name });
    await current(page, name, 2000);
  }).toPass();
  await execute(page, 'xes:reload');
  expect((await settled(page)).scans[0].error).toBeNull();
});

/** The server is a new one, whose token the page does not know; open documents stay. */
async function restartServer(): Promise<void> {
  await session.server('DELETE');
  await session.server('POST');
}

/** JupyterLab's dialogs about a lost server are dismissed whenever they are in the way. */
async function dismissDialogs(page: Page): Promise<void> {
  await page.addLocatorHandler(page.locator('.jp-Dialog'), dialog =>
    dialog.getByRole('button', { name: 'Dismiss' }).click()
  );
}

async function reads(page: Page): Promise<unknown> {
  await execute(page, 'xes:reload');
  return (await settled(page)).scans[0].error;
}

test('a restarted server is reconnected silently, without reloading the page', async () => {
  const { page } = session;
  await opened(page);
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await restartServer();
  await expect.poll(() => reads(page), { timeout: 60_000 }).toBeNull();
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
  await expect(toast(page, ended)).toHaveCount(0);
});

test('a lost hub login is reported; after logging in in another tab work continues', async () => {
  const { page } = session;
  await opened(page);
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await dismissDialogs(page);
  await restartServer();
  await page.context().clearCookies();
  await expect
    .poll(
      async () => {
        await reads(page);
        return toast(page, ended).count();
      },
      { timeout: 60_000 }
    )
    .toBe(1);
  const popup = page.context().waitForEvent('page');
  await toast(page, ended).getByText('Log in', { exact: true }).click();
  const form = await popup;
  await session.logIn(form);
  await form.close();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(toast(page, ended)).toHaveCount(0, { timeout: 60_000 });
  await expect.poll(() => reads(page), { timeout: 60_000 }).toBeNull();
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
});
