import { expect, type Page } from '@playwright/test';
import { execute } from './lab.js';

/** Look at the page in the dark, then in the light, which stays. */
export async function inBothThemes(
  page: Page,
  look: (theme: 'dark' | 'light') => Promise<unknown>
): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    const name = theme === 'dark' ? 'JupyterLab Dark' : 'JupyterLab Light';
    await execute(page, 'apputils:change-theme', { theme: name });
    await expect(page.locator('body')).toHaveAttribute('data-jp-theme-name', name);
    await expect(page.locator('#jupyterlab-splash')).toHaveCount(0);
    await look(theme);
  }
}
