import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { current, execute, settled } from './support/lab.js';
import { useSession } from './support/session.js';

const scan = 'xes-demo-rxes.nxs';
const other = 'xes-demo-kbeta.nxs';
const session = useSession();

test('an analysis is not saved over a scan', async () => {
  const { page } = session;
  const before = session.digest(scan);
  const text = { type: 'xes-analysis', version: 1, scans: [{ path: scan }], cuts: [] };
  writeFileSync(session.file('guard.xes.json'), JSON.stringify(text));
  await execute(page, 'xes:open', { path: 'guard.xes.json' });
  await settled(page);
  await current(page, 'guard.xes.json');
  const running = execute(page, 'docmanager:save-as').catch(() => null);
  await page.locator('.jp-Dialog input').fill(scan);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/has the name of a scan/).first()).toBeVisible();
  await running;
  expect(session.writes('.nxs')).toEqual([]);
  expect(session.digest(scan)).toBe(before);
});

test('a scan is saved neither over itself nor over another, nor after a rename', async () => {
  const { page } = session;
  const before = [session.digest(scan), session.digest(other)];
  await execute(page, 'xes:open', { path: scan });
  await settled(page);
  await current(page, scan);
  const dialog = page.locator('.jp-Dialog');
  for (const command of ['docmanager:save-as', 'docmanager:restore-checkpoint']) {
    let done = false;
    const running = execute(page, command)
      .catch(() => null)
      .finally(() => (done = true));
    await expect.poll(async () => done || (await dialog.isVisible())).toBe(true);
    if (await dialog.isVisible()) {
      const input = dialog.locator('input[type="text"]');
      if (await input.isVisible()) {
        await input.fill(other);
      }
      await page.keyboard.press('Enter');
      await expect(dialog).toBeHidden();
    }
    await running;
  }
  await page.evaluate(
    ([from, to]) => {
      const { jupyterapp } = window as unknown as {
        jupyterapp: {
          serviceManager: { contents: { rename(a: string, b: string): Promise<unknown> } };
        };
      };
      return jupyterapp.serviceManager.contents.rename(from, to).then(() => null);
    },
    [scan, 'renamed.nxs']
  );
  await current(page, 'renamed.nxs');
  await settled(page);
  await page.locator('.jp-XESMap').click();
  await page.keyboard.press('Control+s');
  await page.waitForTimeout(500);
  expect(session.writes('.nxs')).toEqual([]);
  expect([session.digest('renamed.nxs'), session.digest(other)]).toEqual(before);
});
