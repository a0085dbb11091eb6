import { expect, type Download, type Locator, type Page } from '@playwright/test';

/** The dialog of *Export…*, opened by its button. */
export async function openExport(page: Page): Promise<Locator> {
  await page
    .locator('.jp-XESDocument:visible .jp-Toolbar jp-button', { hasText: 'Export…' })
    .click();
  const dialog = page.locator('.jp-Dialog', { has: page.locator('.jp-XESExportForm') });
  await expect(dialog.getByRole('status')).toHaveText(/ files?;/);
  return dialog;
}

/** Untick all files except those whose names match. */
export async function tickOnly(dialog: Locator, name: RegExp): Promise<void> {
  const rows = dialog.locator('.jp-XESExportForm-files label');
  for (const row of await rows.all()) {
    const box = row.getByRole('checkbox');
    await box.setChecked(name.test(await row.innerText()));
  }
}

/** The file that *Export…* downloads for a result, by name. */
export async function downloadData(page: Page, name: RegExp): Promise<Download> {
  const dialog = await openExport(page);
  await dialog.getByLabel('Where').selectOption('download');
  await tickOnly(dialog, name);
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export' }).click();
  return coming;
}
