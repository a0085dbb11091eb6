import { chmodSync, copyFileSync, rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { laidOut, reloaded } from './support/actions.js';
import { cannotBeRefused, current, execute, settled } from './support/lab.js';
import { expectPane } from './support/pane.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true });
const demo = 'xes-demo-rxes.nxs';

/** A separate scan, opened and drawn, in a layout that a reload restores. */
async function opened(name: string): Promise<void> {
  const { page } = session;
  copyFileSync(session.file(demo), session.file(name));
  await execute(page, 'xes:open', { path: name });
  expect((await settled(page)).scans).toMatchObject([{ path: name, error: null }]);
  await current(page, name);
  await laidOut(session, name);
}

test('a reload of the page restores what was open and its view', async () => {
  const { page } = session;
  await opened('restored.nxs');
  await reloaded(page, 'restored.nxs');
  const state = await settled(page);
  expect(state.scans).toMatchObject([{ path: 'restored.nxs', state: 'ready', error: null }]);
  await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
});

test('a scan deleted before a page reload is reported as missing', async () => {
  const { page } = session;
  await opened('vanished.nxs');
  rmSync(session.file('vanished.nxs'));
  await reloaded(page, 'vanished.nxs', false);
  // JupyterLab: the page's address names the file, and its file browser looks for it
  const dialog = page.locator('.jp-Dialog', { hasText: 'Could not find path: vanished.nxs' });
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
  await expectPane(page, 'vanished.nxs', 'file/not-found');
});

test('an unreadable scan is reported, and opens once it is readable', async () => {
  test.skip(cannotBeRefused() !== null, cannotBeRefused() ?? '');
  const { page } = session;
  copyFileSync(session.file(demo), session.file('forbidden.nxs'));
  chmodSync(session.file('forbidden.nxs'), 0);
  await execute(page, 'xes:open', { path: 'forbidden.nxs' });
  await expectPane(page, 'forbidden.nxs', 'file/forbidden');
  await session.picture('error-light');
  chmodSync(session.file('forbidden.nxs'), 0o644);
  await page.getByRole('alert').getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
  expect((await settled(page)).scans).toMatchObject([{ path: 'forbidden.nxs', error: null }]);
});

test('a scan that became unreadable before a page reload is reported', async () => {
  test.skip(cannotBeRefused() !== null, cannotBeRefused() ?? '');
  const { page } = session;
  await opened('closed-off.nxs');
  chmodSync(session.file('closed-off.nxs'), 0);
  await reloaded(page, 'closed-off.nxs');
  await expectPane(page, 'closed-off.nxs', 'file/forbidden');
});
