import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { execute, settled } from './support/lab.js';
import { openAnalysis } from './support/list.js';
import { plotsAreDrawn } from './support/scenes.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

const session = useSession({ isQuiet: true, viewport: { width: 1500, height: 900 } });

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Columns' });
const use = (page: Page) => dialog(page).getByRole('button', { name: 'Use' });
const roleOf = (page: Page, name: string) => dialog(page).getByLabel(`Role of "${name}"`);
const alsoFor = (page: Page) =>
  dialog(page).getByLabel('Also for the 3 other selected scans with the same columns');

/** Columns without names: ω (eV), monitor, counts, and additional ones. */
function writeTable(name: string, points: number, height: number, more = ''): void {
  const lines = Array.from({ length: points }, (_, i) => {
    const energy = 7040 + i / 2;
    const counts = Math.round(50 + height * Math.exp(-(((energy - 7058) / 4) ** 2)));
    return `${energy} ${100000 + 40 * i} ${counts}${more}`;
  });
  writeFileSync(session.file(name), `${lines.join('\n')}\n`);
}

const names = ['run-1.dat', 'run-2.dat', 'run-3.dat', 'run-4.dat', 'other.dat'];

/**
 * An analysis of four scans with the same columns, one of them shorter, and one with more, all
 * selected.
 */
async function openedMany(page: Page): Promise<void> {
  names.forEach((name, i) => writeTable(name, name === 'run-3.dat' ? 41 : 80, 1000 * (i + 1)));
  writeTable('other.dat', 80, 1000, ' 1');
  await openAnalysis(session, 'many.xes.json', names);
  const { scans } = await settled(page);
  await execute(page, 'xes:select', { ids: scans.map(({ id }) => id) });
  await settled(page);
}

/** How each scan is read, and its error code. */
async function readAs(page: Page) {
  const { scans } = (await settled(page)) as unknown as {
    scans: { columns: object | null; error: { code: string } | null }[];
  };
  return scans.map(({ columns, error }) => ({ columns, code: error?.code ?? null }));
}

const undescribed = { columns: null, code: 'scan/columns-unknown' };

test('one answer applies to all selected scans with the same columns, by keyboard alone', async () => {
  const { page } = session;
  await openedMany(page);
  expect(await readAs(page)).toEqual(names.map(() => undescribed));
  const { undo } = (await settled(page)).history;
  await page.getByRole('button', { name: 'Choose its columns…' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('as it is.');
  await page.keyboard.press('Tab');
  await expect(roleOf(page, '1')).toBeFocused();
  await page.keyboard.type('emission');
  await page.keyboard.press('Tab');
  await page.keyboard.type('monitor');
  await page.keyboard.press('Tab');
  await page.keyboard.type('counts');
  await expect(alsoFor(page)).toBeChecked();
  await expect(dialog(page)).toContainText('"other" has other columns: it is left as it is.');
  await expect(use(page)).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toHaveCount(0);
  const columns = { emission: '1', counts: '3', monitor: '2' };
  const read = { columns, code: null };
  expect(await readAs(page)).toEqual([read, read, read, read, undescribed]);
  expect((await settled(page)).history.undo).toBe(undo + 1);
  await execute(page, 'xes:undo');
  expect(await readAs(page)).toEqual(names.map(() => undescribed));
});

test('the dialog for several scans in both themes, wide and narrow', async () => {
  const { page } = session;
  await openedMany(page);
  await inBothThemes(page, async theme => {
    for (const width of [1500, 1000]) {
      await page.setViewportSize({ width, height: 900 });
      await page.getByRole('button', { name: 'Choose its columns…' }).click();
      await roleOf(page, '1').selectOption('emission');
      await roleOf(page, '2').selectOption('monitor');
      await roleOf(page, '3').selectOption('counts');
      await expect(use(page)).toBeEnabled();
      await plotsAreDrawn(page);
      await expectAccessible(page, `the columns of several, ${theme}`, ['.jp-XESColumns']);
      await session.picture(`columns-many-${width}-${theme}`);
      await page.keyboard.press('Escape');
      await expect(dialog(page)).toHaveCount(0);
    }
  });
  expect(await readAs(page)).toEqual(names.map(() => undescribed));
});
