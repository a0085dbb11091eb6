import { expect, type Page } from '@playwright/test';
import { settled } from './lab.js';

/** The current viewer shows an error of that code, with a message, and no plot. */
export async function expectPane(page: Page, name: string, code: string | RegExp): Promise<void> {
  await expect
    .poll(async () => (await settled(page)).scans.map(scan => scan.path), { message: name })
    .toEqual([name]);
  const { scans } = await settled(page);
  expect(scans[0].error?.code, name).toMatch(
    typeof code === 'string' ? new RegExp(`^${code}$`) : code
  );
  const viewer = page.locator('.jp-XESViewer:visible');
  const pane = viewer.getByRole('alert');
  await expect(pane.locator('code')).toHaveText(code);
  await expect(pane.locator('p')).toHaveText(/^[A-Z0-9"].{15,}[.?!]$/i);
  await expect(viewer.locator('.jp-XESMap:visible, .jp-XESSpectra:visible')).toHaveCount(0);
}
