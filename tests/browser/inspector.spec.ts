import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { emptyDocument } from '../../src/analysis/document/index.js';
import { current, execute, settled } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true });
const scans = ['xes-demo-kbeta.nxs', 'xes-demo-kbeta-repeat.nxs'];

const inspector = (page: Page) => page.locator('.jp-XESViewer:visible .jp-XESInspector');

/** An analysis of two spectra, for the inspector. */
async function opened(page: Page): Promise<void> {
  const file = session.file('inspected.xes.json');
  const entries = scans.map((path, i) => ({ id: `s${i + 1}`, path }));
  const document = { ...emptyDocument(), scans: entries };
  writeFileSync(file, JSON.stringify(document));
  await execute(page, 'xes:open', { path: 'inspected.xes.json' });
  await current(page, 'inspected.xes.json');
  await settled(page);
}

test('a step is added, edited, undone and removed by keyboard alone', async () => {
  const { page } = session;
  await opened(page);
  await execute(page, 'xes:select', { ids: ['s1', 's2'] });
  const panel = inspector(page);
  await panel.getByRole('button', { name: 'Add step…' }).focus();
  await page.keyboard.press('Enter');
  const search = page.getByRole('combobox', { name: 'Search steps' });
  await expect(search).toBeFocused();
  await page.keyboard.type('moments');
  await expect(page.locator('.jp-XESAddStep').getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  const { steps } = await settled(page);
  expect(steps).toMatchObject([{ step: 'moments', from: ['scans'], outcome: 'done' }]);
  await expect(panel).toBeFocused();

  await expect(panel.getByRole('rowheader', { name: 'm1 (eV)' })).toBeVisible();
  await panel.getByLabel('Range (eV)').focus();
  await page.keyboard.type('9560:9580');
  await page.keyboard.press('Tab');
  await expect
    .poll(async () => (await settled(page)).steps)
    .toMatchObject([{ parameters: { range: [9560, 9580] }, outcome: 'done' }]);
  await execute(page, 'xes:undo');
  await expect(panel.getByLabel('Range (eV)')).toHaveValue('');
  await panel.getByRole('button', { name: 'Remove' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await settled(page)).steps).toEqual([]);
  // the focused element is removed: the next key still goes to the viewer
  await expect(panel).toBeFocused();
});

test('numbers are copied with full precision', async () => {
  const { page } = session;
  await opened(page);
  await execute(page, 'xes:add-step', { step: 'area', from: ['s1'], parameters: {} });
  const { steps } = await settled(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await inspector(page).getByRole('button', { name: 'Copy the numbers' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const [{ numbers }] = steps as unknown as {
    numbers: Record<string, { area: { value: number } }>;
  }[];
  const [{ area }] = Object.values(numbers);
  await expect.poll(copied).toContain(`\tarea\t${area.value}\t`);
});
