import { copyFileSync } from 'node:fs';
import { expect, test, type Route } from '@playwright/test';
import { map, spectrum, useFaults } from './support/faults.js';
import { dismissDialogs, open, reload, type IScope } from './support/scope.js';

const f = useFaults({ recovery: 'once' });
const bytes = `**/files/${map}*`;
const login = '<!DOCTYPE html><html><title>JupyterHub</title><body>Sign in</body></html>';

test.beforeEach(async () => {
  await open(f.page, map);
});

/** The pane names the code in a message; with the fault removed its button reads the scan. */
async function expectPaneUntil(code: RegExp, mend: () => unknown): Promise<void> {
  const pane = f.page.locator('.jp-XESError:visible');
  await expect(pane.locator('code')).toHaveText(code);
  await expect(pane.locator('p')).toHaveText(/^.{15,}[.?!]$/);
  await expect(f.page.locator('.jp-XESMap:visible')).toHaveCount(0);
  expect(f.reports(), 'a bad answer is no crash').toEqual([]);
  await mend();
  await pane.getByRole('button', { name: 'Reload' }).click();
  await expect(f.page.locator('.jp-XESMap:visible')).toHaveCount(1);
}

const html = { contentType: 'text/html', body: login };

for (const [name, code, answer] of [
  ['503 of a proxy', 'file/unreachable', r => r.fulfill({ status: 503, ...html })],
  [
    '424 of a hub for a stopped server',
    'file/unreachable',
    r => r.fulfill({ status: 424, ...html })
  ],
  ['401', 'file/forbidden', r => r.fulfill({ status: 401, ...html })],
  ['403', 'file/forbidden', r => r.fulfill({ status: 403, ...html })],
  ['a log-in page as 200', 'file/html-login', r => r.fulfill({ status: 200, ...html })],
  ['nothing, as 200', 'file/empty', r => r.fulfill({ status: 200, body: '' })],
  ['204 without a body', 'file/unreachable', r => r.fulfill({ status: 204 })],
  ['a connection that is reset', 'file/unreachable', r => r.abort('connectionreset')],
  ['a server that can not be found', 'file/unreachable', r => r.abort('namenotresolved')]
] as [string, string, (route: Route) => Promise<void>][]) {
  test(`the network answers ${name}`, async () => {
    await f.page.route(bytes, answer);
    f.undo(() => f.page.unroute(bytes));
    expect(await reload(f.page)).toBe(code);
    await expectPaneUntil(new RegExp(code), () => f.page.unroute(bytes));
  });
}

test('half a body for every range', async () => {
  await f.page.route(bytes, async route => {
    const answer = await route.fetch();
    const body = await answer.body();
    const headers = { ...answer.headers(), 'content-length': String(body.length >> 1) };
    await route.fulfill({ status: 206, headers, body: body.subarray(0, body.length >> 1) });
  });
  f.undo(() => f.page.unroute(bytes));
  expect(await reload(f.page)).toBe('file/unreachable');
  await expectPaneUntil(/file\/unreachable/, () => f.page.unroute(bytes));
});

test('a server without ranges sends the whole file: it is read', async () => {
  await f.page.route(bytes, async route => {
    const headers = { ...route.request().headers() };
    delete headers.range;
    const answer = await route.fetch({ headers });
    await route.fulfill({ status: 200, body: await answer.body() });
  });
  f.undo(() => f.page.unroute(bytes));
  expect(await reload(f.page)).toBeNull();
  await expect(f.page.locator('.jp-XESMap:visible')).toHaveCount(1);
});

test('wrong bytes of the right length', async () => {
  await f.page.route(bytes, async route => {
    const answer = await route.fetch();
    const body = Buffer.alloc((await answer.body()).length, 'x');
    await route.fulfill({ response: answer, body });
  });
  f.undo(() => f.page.unroute(bytes));
  const code = await reload(f.page);
  expect(code).toBe('file/not-hdf5');
  await expectPaneUntil(/file\/not-hdf5/, () => f.page.unroute(bytes));
});

test('offline, and back', async () => {
  const { page } = f;
  f.undo(() => page.context().setOffline(false));
  // JupyterLab's own polls fail at any time while it is offline; its message covers our pane
  const words = page.locator('.jp-Dialog', { hasText: 'Server Connection Error' });
  await page.addLocatorHandler(words, dialog =>
    dialog.getByRole('button', { name: 'Close' }).click()
  );
  f.undo(async () => {
    await page.removeLocatorHandler(words);
    await dismissDialogs(page);
  });
  await page.context().setOffline(true);
  expect(await reload(f.page)).toBe('file/unreachable');
  await expectPaneUntil(/file\/unreachable/, () => page.context().setOffline(false));
});

test('the contents API fails while the bytes are available', async () => {
  const { page } = f;
  const contents = /\/api\/contents\/xes-demo-rxes\.nxs/;
  await page.route(contents, route => route.fulfill({ status: 500, body: '{}' }));
  f.undo(() => page.unroute(contents));
  const code = await reload(f.page);
  expect(code === null || code.startsWith('file/'), String(code)).toBe(true);
  await page.unroute(contents);
  expect(await reload(f.page)).toBeNull();
});

test('a network as slow as 3G: the read completes', async () => {
  const { page } = f;
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  f.undo(() => cdp.detach());
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 100,
    downloadThroughput: 200_000,
    uploadThroughput: 90_000
  });
  expect(await reload(f.page)).toBeNull();
});

test('responses that never arrive: the read is cancelled by its button', async () => {
  const { page } = f;
  const held: Route[] = [];
  await page.route(bytes, route => void held.push(route));
  f.undo(() => page.unroute(bytes));
  const reading = reload(f.page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await reading).toBe('worker/cancelled');
  await Promise.all(held.map(route => route.abort().catch(() => undefined)));
  await expectPaneUntil(/worker\/cancelled/, () => page.unroute(bytes));
});

test('a viewer is closed while its responses are pending', async () => {
  const { page } = f;
  copyFileSync(f.file(map), f.file('held.nxs'));
  const pattern = '**/files/held.nxs*';
  const held: Route[] = [];
  await page.route(pattern, route => void held.push(route));
  f.undo(() => page.unroute(pattern));
  await page.evaluate(() =>
    (window as unknown as IScope).jupyterapp.commands.execute('xes:open', { path: 'held.nxs' })
  );
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.evaluate(() => {
    (window as unknown as IScope).jupyterapp.shell.currentWidget?.close();
  });
  await expect(page.locator('.jp-XESViewer')).toHaveCount(1);
  await Promise.all(held.map(route => route.continue().catch(() => undefined)));
  expect((await open(page, spectrum)).kind).toBe('XES');
  expect(f.reports()).toEqual([]);
});
