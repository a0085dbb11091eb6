import { copyFileSync, existsSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { menuItem, openWith, palette, row } from './support/actions.js';
import { current, execute, settled } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession();
const nxs = 'xes-demo-rxes.nxs';
const dat = 'xes-demo-rxes.dat';

/** The scan is shown, as a map, in a tab of its name. */
async function shown(page: Page, name: string): Promise<void> {
  await current(page, name);
  const state = await settled(page);
  expect(state.scans).toMatchObject([{ path: name, state: 'ready', error: null }]);
  expect(state.kind).toBe('RXES');
  await expect(page.locator('.jp-XESViewer:visible .jp-XESMap svg.main-svg').first()).toBeVisible();
}

test('a double click opens a .nxs and a .h5 in the viewer, and a .dat in the editor', async () => {
  const { page } = session;
  await row(page, nxs).dblclick();
  await shown(page, nxs);
  await row(page, dat).dblclick();
  await current(page, dat);
  await expect(page.locator('.jp-FileEditor:visible')).toBeVisible();
  await expect(page.locator('.jp-XESViewer')).toHaveCount(1);
  // with another extension it is the same scan
  copyFileSync(session.file(nxs), session.file('same.h5'));
  await execute(page, 'filebrowser:refresh');
  await row(page, 'same.h5').dblclick();
  await expect(page.locator('.jp-XESViewer')).toHaveCount(2);
  await shown(page, 'same.h5');
});

test('the launcher has a card that creates an analysis', async () => {
  const { page } = session;
  await page.locator('.jp-LauncherCard', { hasText: 'XES Viewer' }).click();
  await expect(page.locator('.jp-XESViewer:visible')).toContainText('Drop scans here');
  const label = await page.locator('#jp-main-dock-panel .lm-TabBar-tab.jp-mod-current').innerText();
  expect(label.trim()).toMatch(/^Untitled\d*\.xes\.json$/);
  expect(existsSync(session.file(label.trim()))).toBe(true);
});

test('the palette creates an analysis', async () => {
  const { page } = session;
  const tabs = page.locator('#jp-main-dock-panel .lm-TabBar-tab');
  await palette(page, 'New XES Analysis');
  await expect(page.locator('.jp-XESViewer:visible')).toContainText('Drop scans here');
  await expect(tabs.filter({ hasText: /^Untitled\d*\.xes\.json$/ })).toHaveCount(1);
});

test('the context menu opens a .nxs and a .dat', async () => {
  const { page } = session;
  for (const name of [nxs, dat]) {
    await row(page, name).click({ button: 'right' });
    await menuItem(page, 'Open in XES Viewer').click();
    await shown(page, name);
  }
});

test('"Open With" opens a .nxs and a .dat', async () => {
  const { page } = session;
  for (const name of [nxs, dat]) {
    await openWith(page, name, 'XES Viewer');
    await shown(page, name);
  }
});

test('the context menu of a file that is not a scan does not offer the viewer', async () => {
  const { page } = session;
  await page.locator('.jp-LauncherCard', { hasText: 'XES Viewer' }).click();
  const analysis = page.locator('.jp-DirListing-item', { hasText: '.xes.json' }).first();
  await analysis.click({ button: 'right' });
  await expect(menuItem(page, 'Open With')).toBeVisible();
  await expect(menuItem(page, 'Open in XES Viewer')).toBeHidden();
});
