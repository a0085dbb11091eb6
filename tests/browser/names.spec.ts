import { copyFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { current, execute, settled } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession();

/** Names that break an address, a selector or a page that trusts them. */
const names = [
  'a #1?.nxs',
  '100%.nxs',
  '%41&b=c.nxs',
  'é ü 中 😀.nxs',
  `it's "quoted".nxs`,
  '<img src=x onerror=alert(1)>.nxs',
  'back\\slash.nxs',
  'plus+and;semi,comma.nxs'
];

test('scans with any file name open, and their names are shown as text', async () => {
  const { page } = session;
  let dialogs = 0;
  page.on('dialog', dialog => {
    dialogs++;
    void dialog.dismiss();
  });
  for (const name of names) {
    copyFileSync(session.file('xes-demo-rxes.nxs'), session.file(name));
    await execute(page, 'xes:open', { path: name });
    await current(page, name);
    const state = await settled(page);
    expect(state.scans[0], name).toMatchObject({ path: name, error: null, kind: 'RXES' });
    await execute(page, 'application:close');
    await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
  }
  expect(dialogs).toBe(0);
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(session.pageErrors).toEqual([]);
});
