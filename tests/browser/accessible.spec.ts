import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { execute } from './support/lab.js';
import { empty, failed, fitted, mapWithCuts, openScene } from './support/scenes.js';
import { useSession } from './support/session.js';
import { inThemes, themeNames, type Theme } from './support/theme.js';

const session = useSession({ isQuiet: true, viewport: { width: 1500, height: 900 } });
const themes = Object.keys(themeNames) as Theme[];
const own = ['.jp-XESDocument'];

/** Check parts of the page in each theme. */
async function judged(what: string, parts: readonly string[]): Promise<void> {
  const { page } = session;
  await inThemes(page, themes, async theme => {
    await execute(page, 'xes:settled');
    await expectAccessible(page, `${what}, ${theme}`, parts);
  });
}

/**
 * Check what is open over the page, which a change of theme would close: it is reopened in each
 * theme.
 */
async function judgedOver(
  what: string,
  part: string,
  open: (page: Page) => Promise<unknown>
): Promise<void> {
  const { page } = session;
  await inThemes(page, themes, async theme => {
    await open(page);
    await expect(page.locator(part)).toBeVisible();
    await expectAccessible(page, `${what}, ${theme}`, [part]);
    await page.keyboard.press('Escape');
    await expect(page.locator(part)).toHaveCount(0);
  });
}

for (const scene of [fitted, mapWithCuts, failed, empty]) {
  test(`${scene.name} is accessible`, async () => {
    await openScene(session, scene);
    await judged(scene.name, own);
  });
}

test('the menu of steps, and the menu of a row', async () => {
  const { page } = session;
  await openScene(session, fitted);
  await judgedOver('the menu of steps', '.jp-XESAddStep', async () => {
    await page.locator('.jp-XESList:visible').getByRole('button', { name: 'Add step…' }).click();
    await expect(page.locator('.jp-XESAddStep [role="option"]').first()).toBeVisible();
  });
  await page.locator('.jp-XESList-row').first().hover();
  await judged('a row with its menu', ['.jp-XESList']);
});

test('several rows', async () => {
  const { page } = session;
  await openScene(session, fitted);
  await execute(page, 'xes:select', { ids: ['s1', 's2', 'fit-1'] });
  await judged('several rows', own);
});

test('the numbers of a cut', async () => {
  const { page } = session;
  await openScene(session, mapWithCuts);
  await page.locator('.jp-XESCut:visible').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.jp-XESCutForm')).toBeVisible();
  await judged('the numbers of a cut', own);
});

test('the dialogs', async () => {
  const { page } = session;
  await openScene(session, fitted);
  await judgedOver('a folder', '.jp-Dialog-body', () => {
    void execute(page, 'xes:add-folder');
    return expect(page.locator('.jp-XESFolderForm-names li').first()).toBeVisible();
  });
  await judgedOver('help', '.jp-Dialog-body', async () => void execute(page, 'xes:help'));
  await judgedOver('removal', '.jp-Dialog-content', async () => {
    await page.locator('.jp-XESList-row[data-id="average-1"]').focus();
    await page.keyboard.press('Delete');
  });
});

test('a field with an invalid value, and a narrow viewer with a drawer', async () => {
  const { page } = session;
  await openScene(session, fitted);
  const range = page.locator('.jp-XESInspector:visible').getByLabel('Range (eV)');
  await range.fill('from here');
  await expect(page.locator('.jp-XESForm-problem')).toBeVisible();
  await judged('a wrong value', own);
  await page.setViewportSize({ width: 700, height: 800 });
  await page.locator('.jp-XESSide-edge.jp-mod-inspector').click();
  await judged('a drawer', own);
});

test('all panels open, with the numbers of the plots, and each popover', async () => {
  const { page } = session;
  await openScene(session, mapWithCuts);
  await page.locator('.jp-XESViewer:visible').getByLabel('Numbers', { exact: true }).check();
  await page.locator('.jp-XESViewer:visible').getByLabel('Contours', { exact: true }).check();
  await expect(page.locator('.jp-XESTable:visible table')).toHaveCount(3);
  await page.locator('.jp-XESMap:visible').focus();
  await page.keyboard.press('c');
  await expect(page.locator('.jp-XESCrosshair:visible').first()).toBeVisible();
  await judged('all panels', own);
  await session.picture('accessible-numbers');
  for (const name of ['Contours…', 'Profiles…', 'Histogram…', 'Reference lines…']) {
    await judgedOver(name, '.jp-XESPopover', () =>
      page.locator('.jp-XESViewer:visible').getByRole('button', { name, exact: true }).click()
    );
  }
});
