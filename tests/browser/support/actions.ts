import { expect, type Locator, type Page } from '@playwright/test';
import { current, restored } from './lab.js';
import type { ISession } from './session.js';

/** A file's row in the file browser. */
export function row(page: Page, name: string): Locator {
  return page
    .locator('.jp-DirListing-item')
    .filter({ has: page.locator('.jp-DirListing-itemName').getByText(name, { exact: true }) });
}

/** An entry of an open menu; one with a menu of its own has no role to be found by. */
export function menuItem(page: Page, label: string): Locator {
  return page
    .locator('.lm-Menu-item')
    .filter({ has: page.locator('.lm-Menu-itemLabel').getByText(label, { exact: true }) });
}

/** Choose an entry of a row's "Open With". */
export async function openWith(page: Page, name: string, entry: string): Promise<void> {
  await row(page, name).click({ button: 'right' });
  await menuItem(page, 'Open With').click();
  await menuItem(page, entry).click();
}

/** Press the cross of a tab. */
export async function closeTab(page: Page, name: string): Promise<void> {
  const tab = page
    .locator('#jp-main-dock-panel .lm-TabBar-tab')
    .filter({ has: page.getByText(name, { exact: true }) });
  await tab.locator('.lm-TabBar-tabCloseIcon').click();
}

/** Run an entry of the command palette by its keys. */
export async function palette(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Control+Shift+c');
  await page.locator('#modal-command-palette .lm-CommandPalette-input').fill(label);
  const active = page.locator('#modal-command-palette .lm-CommandPalette-item.lm-mod-active');
  await expect(active.locator('.lm-CommandPalette-itemLabel')).toHaveText(label);
  await page.keyboard.press('Enter');
}

interface IWorkspace {
  data: Record<string, unknown>;
}

/** Wait until the server holds a layout that names the file, so that a reload restores it. */
export async function laidOut({ page, lab }: ISession, name: string): Promise<void> {
  const url = new URL('/lab/api/workspaces/default', lab.url);
  const token = new URL(lab.url).searchParams.get('token') ?? '';
  const layout = async () => {
    const answer = await page.request.get(url.href, {
      headers: { Authorization: `token ${token}` }
    });
    const { data } = (await answer.json()) as IWorkspace;
    return JSON.stringify(data['layout-restorer:data'] ?? null);
  };
  await expect.poll(layout).toContain(`jupyterlab-xes:${name}`);
}

/** Load the page again, as it was left, and wait until the file's tab is the current one. */
export async function reloaded(page: Page, name: string): Promise<void> {
  await page.goto(page.url().split('?')[0]);
  await restored(page);
  await current(page, name);
}
