import { expect, type Locator, type Page } from '@playwright/test';
import { current, restored } from './lab.js';
import type { ISession } from './session.js';

/** A file's row in the file browser. */
export function row(page: Page, name: string): Locator {
  return page
    .locator('.jp-DirListing-item')
    .filter({ has: page.locator('.jp-DirListing-itemName').getByText(name, { exact: true }) });
}

/** An entry of an open menu; an entry with a submenu has no role to be found by. */
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

/** Click the close button of a tab. */
export async function closeTab(page: Page, name: string): Promise<void> {
  const tab = page
    .locator('#jp-main-dock-panel .lm-TabBar-tab')
    .filter({ has: page.getByText(name, { exact: true }) });
  await tab.locator('.lm-TabBar-tabCloseIcon').click();
}

/** Run an entry of the command palette by keyboard. */
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

/** Wait until the server has stored a layout that names the file, so that a reload restores it. */
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
  await expect.poll(layout).toContain(`jupyterlab-xes-tabs:${name}`);
}

interface IRoutedWindow {
  jupyterapp?: {
    commands: {
      commandExecuted: {
        connect(
          slot: (sender: unknown, args: { id: string; result: Promise<unknown> }) => void
        ): void;
      };
    };
  };
  testRouted?: boolean;
}

/**
 * Reload the page, as it was left, and wait until the file's tab is current and JupyterLab has
 * opened the file in the address, which it does some time after restoring (and not at all if no
 * such file is left).
 */
export async function reloaded(page: Page, name: string, there = true): Promise<void> {
  await page.addInitScript(() => {
    const scope = window as unknown as IRoutedWindow;
    const timer = setInterval(() => {
      const commands = scope.jupyterapp?.commands;
      if (commands) {
        clearInterval(timer);
        commands.commandExecuted.connect((_, { id, result }) => {
          if (id === 'filebrowser:open-path') {
            const done = () => (scope.testRouted = true);
            void result.then(done, done);
          }
        });
      }
    }, 0);
  });
  const address = page.url().split('?')[0];
  expect(address).toContain('/tree/');
  await page.goto(address);
  await restored(page);
  if (there) {
    await page.waitForFunction(() => (window as unknown as IRoutedWindow).testRouted === true);
  }
  await current(page, name);
}
