import { expect, type Page } from '@playwright/test';
import { execute } from './lab.js';

/** JupyterLab's themes; the last one is not in every JupyterLab. */
export const themeNames = {
  'high-contrast': 'JupyterLab Dark High Contrast',
  dark: 'JupyterLab Dark',
  light: 'JupyterLab Light'
} as const;

export type Theme = keyof typeof themeNames;

/** View the page in some themes, in sequence; it is light afterwards. */
export async function inThemes<T extends Theme>(
  page: Page,
  themes: readonly T[],
  look: (theme: T) => Promise<unknown>
): Promise<void> {
  for (const theme of themes) {
    await wear(page, theme);
    await look(theme);
  }
  await wear(page, 'light');
}

/** View the page in the dark, then in the light theme, which stays. */
export function inBothThemes(
  page: Page,
  look: (theme: 'dark' | 'light') => Promise<unknown>
): Promise<void> {
  return inThemes(page, ['dark', 'light'], look);
}

async function wear(page: Page, theme: Theme): Promise<void> {
  const name = themeNames[theme];
  await execute(page, 'apputils:change-theme', { theme: name });
  await expect(page.locator('body')).toHaveAttribute('data-jp-theme-name', name);
  await expect(page.locator('#jupyterlab-splash')).toHaveCount(0);
}
