import { copyFileSync } from 'node:fs';
import { expect, test, type Route } from '@playwright/test';
import { execute, settled } from './support/lab.js';
import { useSession } from './support/session.js';

const scan = 'slow.nxs';
const session = useSession();

/** Hold all responses with the scan's bytes until `release`. */
async function holdBytes(): Promise<{ release: () => Promise<void> }> {
  const held: Route[] = [];
  let open = false;
  await session.page.route(`**/files/${scan}`, async route => {
    if (open) {
      await route.continue();
    } else {
      held.push(route);
    }
  });
  return {
    release: async () => {
      open = true;
      await Promise.all(held.splice(0).map(route => route.continue()));
    }
  };
}

test.beforeEach(() => {
  copyFileSync(session.file('xes-demo-rxes.nxs'), session.file(scan));
});

test('a slow read shows a bar, and the map when it is done', async () => {
  const { page } = session;
  const bytes = await holdBytes();
  await execute(page, 'xes:open', { path: scan });
  const bar = page.getByRole('progressbar', { name: 'Reading the scan' });
  await expect(bar).toBeVisible();
  await bytes.release();
  expect((await settled(page)).kind).toBe('RXES');
  await expect(bar).toBeHidden();
});

test('a slow read is cancelled, and restarted on request', async () => {
  const { page } = session;
  const bytes = await holdBytes();
  await execute(page, 'xes:open', { path: scan });
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect((await settled(page)).scans[0].error?.code).toBe('worker/cancelled');
  await expect(page.locator('.jp-XESError')).toContainText('cancelled');
  await bytes.release();
  await page.locator('.jp-XESError').getByRole('button', { name: 'Reload' }).click();
  await expect.poll(async () => (await settled(page)).kind).toBe('RXES');
});
