import path from 'node:path';
import { expect, test } from '@playwright/test';
import { current, execute, root, settled } from './support/lab.js';
import { useSession } from './support/session.js';

const name = 'xes-demo-rxes.nxs';
const session = useSession({ venv: path.join(root, '.venv-h5web') });

test('beside h5web our command and the document manager with our factory open the viewer', async () => {
  const { page } = session;
  await execute(page, 'xes:open', { path: name });
  expect((await settled(page)).kind).toBe('RXES');
  await current(page, name);
  await execute(page, 'application:close');
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
  await execute(page, 'docmanager:open', { path: name, factory: 'XES Viewer' });
  expect((await settled(page)).kind).toBe('RXES');
});

test('beside h5web the context menu opens ours, a double click still opens its own', async () => {
  const { page } = session;
  const row = page.locator('.jp-DirListing-item', { hasText: name });
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open in XES Viewer' }).click();
  expect((await settled(page)).kind).toBe('RXES');
  await current(page, name);
  await execute(page, 'application:close');
  await row.dblclick();
  await expect(page.locator('#jp-main-dock-panel [class*="h5web" i]').first()).toBeVisible();
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
});
