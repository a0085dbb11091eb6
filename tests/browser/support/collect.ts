import { expect, type Page } from '@playwright/test';
import { row } from './actions.js';
import { execute } from './lab.js';

const viewer = '.jp-XESViewer:visible';

/** Create an analysis by the launcher's card. @returns its name. */
export async function newAnalysis(page: Page): Promise<string> {
  await page.locator('.jp-LauncherCard', { hasText: 'XES Viewer' }).click();
  await expect(page.locator(viewer)).toContainText('Drop scans here');
  const tab = page.locator('#jp-main-dock-panel .lm-TabBar-tab.jp-mod-current');
  const name = (await tab.innerText()).trim();
  await listed(page, name);
  return name;
}

/** Wait until the file browser has noticed a new file: no row moves during a drag. */
export async function listed(page: Page, name: string): Promise<void> {
  await execute(page, 'filebrowser:refresh');
  await expect(row(page, name)).toBeVisible();
}

/** Drag a row of the file browser onto the viewer. */
export async function drop(page: Page, name: string): Promise<void> {
  const from = await row(page, name).boundingBox();
  const to = await page.locator(viewer).boundingBox();
  if (!from || !to) {
    throw new Error('Nothing to drag, or nowhere to drop it');
  }
  await page.mouse.move(from.x + 40, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 80, from.y + from.height / 2 + 20, { steps: 5 });
  await page.mouse.move(to.x + to.width / 3, to.y + to.height / 2, { steps: 10 });
  await expect(page.locator('.lm-mod-drag-image')).toBeVisible();
  await page.mouse.up();
  await expect(page.locator('.lm-mod-drag-image')).toHaveCount(0);
}
