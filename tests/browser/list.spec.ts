import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { current, execute, settled, type IState } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ viewport: { width: 1500, height: 900 } });
const scans = ['xes-demo-kbeta.nxs', 'xes-demo-two-arms.nxs'];

/** Open an analysis of scans, by their paths. */
async function analysisOf(page: Page, name: string, paths: readonly string[]): Promise<void> {
  const entries = paths.map((path, i) => ({ id: `s${i + 1}`, path }));
  const text = { type: 'xes-analysis', version: 3, scans: entries, steps: [] };
  writeFileSync(session.file(name), JSON.stringify(text));
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await settled(page);
}

const list = (page: Page) => page.locator('.jp-XESViewer:visible .jp-XESList');
const row = (page: Page, label: string) =>
  list(page)
    .locator('.jp-XESList-row')
    .filter({ has: page.locator(`.jp-XESList-label:text-is("${label}")`) });
const labels = (page: Page) => list(page).locator('.jp-XESList-label').allTextContents();
const state = async (page: Page) => (await execute(page, 'xes:state')) as IState;

test('rows are chosen, ticked, renamed and removed by the keyboard', async () => {
  const { page } = session;
  await analysisOf(page, 'keys.xes.json', scans);
  await execute(page, 'xes:add-step', { step: 'smooth', from: ['s1'] });
  await row(page, 'xes-demo-kbeta').click({ position: { x: 110, y: 12 } });
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'xes-demo-two-arms')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(row(page, 'xes-demo-two-arms').getByRole('checkbox')).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => labels(page)).toContain('lower');
  await page.keyboard.press('F2');
  await page.keyboard.type('Zn <b>Kβ</b>');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Zn <b>Kβ</b>')).toBeFocused();
  await session.picture('list');
  await page.keyboard.press('Control+z');
  await expect(row(page, 'xes-demo-two-arms')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await state(page)).scans.map(({ id }) => id)).toEqual(['s1']);
});

test('rows are dragged to where the graph allows it, and it is said where not', async () => {
  const { page } = session;
  await analysisOf(page, 'drag.xes.json', scans);
  const [first, second] = ['xes-demo-kbeta', 'xes-demo-two-arms'].map(label => row(page, label));
  await first.dragTo(second, {
    sourcePosition: { x: 110, y: 12 },
    targetPosition: { x: 110, y: 20 }
  });
  await expect
    .poll(async () => (await state(page)).scans.map(({ id }) => id))
    .toEqual(['s2', 's1']);
  await execute(page, 'xes:add-step', { id: 'one', step: 'smooth', from: ['s1'] });
  await execute(page, 'xes:add-step', { id: 'two', step: 'smooth', from: ['one'] });
  await row(page, 'two').hover({ position: { x: 110, y: 12 } });
  await page.mouse.down();
  await row(page, 'one').hover({ position: { x: 110, y: 16 } });
  await row(page, 'one').hover({ position: { x: 110, y: 4 } });
  await expect(list(page).getByRole('status')).toContainText('must come after it');
  await page.mouse.up();
  expect((await state(page)).steps.map(({ id }) => id)).toEqual(['one', 'two']);
});

test('5000 scans are listed, and only those that are seen have rows', async () => {
  const { page } = session;
  const paths = Array.from({ length: 5000 }, (_, i) => (i === 0 ? scans[0] : `none/${i}.nxs`));
  await analysisOf(page, 'many.xes.json', paths);
  await row(page, 'xes-demo-kbeta').click({ position: { x: 110, y: 12 } });
  await page.keyboard.press('Control+End');
  await expect(row(page, '4999')).toBeFocused();
  await expect(row(page, '4999')).toBeInViewport();
  expect(await list(page).locator('.jp-XESList-row').count()).toBeLessThan(100);
  await page.keyboard.press('Control+a');
  await expect(row(page, '4999')).toHaveAttribute('aria-selected', 'true');
});
