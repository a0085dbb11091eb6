import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { current, execute, settled } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true });
const name = 'xes-demo-rxes.nxs';

test('what is drawn is saved as a figure for a paper, in the size that is chosen, and is seen before', async () => {
  const { page } = session;
  await execute(page, 'xes:open', { path: name });
  await settled(page);
  await current(page, name);
  await page.getByRole('button', { name: 'Figure…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Figure for a paper' });
  await expect(dialog.getByRole('img', { name: 'The figure as it will be saved' })).toBeVisible();
  await session.picture('figure-dialog');
  await dialog.getByLabel('Format').selectOption('svg');
  await dialog.getByLabel('Width, cm').fill('17');
  await dialog.getByLabel('Height, cm').fill('12');
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe('xes-demo-rxes.svg');
  const svg = readFileSync(await file.path(), 'utf8');
  expect(svg).toMatch(/^<svg [^>]* width="481.89pt" height="340.157pt"/);
  expect(svg.match(/<image /g)).toHaveLength(2); // the map, and its colour bar
  expect(svg).toContain('Incident energy Ω (eV)');
  expect(svg.match(/opacity="0.25"/g)).toHaveLength(2); // the bands of its cuts
  expect(svg).toContain('made by: jupyterlab-xes');
  expect(svg).toContain('source: xes-demo-rxes.nxs');
  expect(svg).toContain('step: map: map {');
});
