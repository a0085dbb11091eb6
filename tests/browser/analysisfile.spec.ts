import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { closeTab } from './support/actions.js';
import { current, execute, settled } from './support/lab.js';
import { axes, drag, pointOf, newCut } from './support/mapview.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true });
const scan = 'xes-demo-rxes.nxs';
const viewer = '.jp-XESViewer:visible';

interface ISnapshot {
  scans: { path: string }[];
  cuts: { id: string; type: string; at: number; width: number }[];
  view: { colorMap: string; zoom: unknown };
}

async function snapshot(page: Page): Promise<ISnapshot> {
  return (await execute(page, 'xes:state')) as ISnapshot;
}

const onDisk = (name: string) => readFileSync(session.file(name), 'utf8');

/** An analysis of one scan whose default cuts were removed, written next to it and opened. */
async function opened(page: Page, name: string): Promise<void> {
  const scans = [{ id: 's1', path: scan }];
  const text = { type: 'xes-analysis', version: 3, scans, steps: [], view: { firstCuts: 'own' } };
  writeFileSync(session.file(name), JSON.stringify(text));
  await again(page, name);
}

async function again(page: Page, name: string): Promise<void> {
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await settled(page);
  await axes(page);
}

async function addCut(page: Page): Promise<void> {
  await newCut(page, 'CIE', viewer);
  await expect(page.locator(`${viewer} .jp-XESCut`)).toHaveCount(1);
}

test('an analysis saved by keyboard, closed and reopened is unchanged', async () => {
  const { page } = session;
  const name = 'kept.xes.json';
  await opened(page, name);
  await addCut(page);
  await page.locator(viewer).getByLabel('Colours').selectOption({ index: 1 });
  const area = await axes(page);
  await drag(page, pointOf(area, 9658.6, 8630), pointOf(area, 9661.4, 8635));
  await expect.poll(async () => (await snapshot(page)).view.zoom).not.toBeNull();
  const before = await snapshot(page);
  await page.keyboard.press('Control+s');
  await expect.poll(() => onDisk(name)).toContain('"zoom": {');
  await closeTab(page, name);
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
  await again(page, name);
  const after = await snapshot(page);
  expect(after.scans).toEqual(before.scans);
  expect(after.cuts).toEqual(before.cuts);
  expect(after.cuts).toHaveLength(1);
  expect(after.view).toEqual(before.view);
  expect(after.view.colorMap).not.toBe('viridis');
});

test('closing a changed analysis asks; Cancel leaves it open, Discard drops the change', async () => {
  const { page } = session;
  const name = 'discarded.xes.json';
  await opened(page, name);
  const before = onDisk(name);
  await addCut(page);
  const dialog = page.locator('.jp-Dialog');
  await closeTab(page, name);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator(`${viewer} .jp-XESCut`)).toHaveCount(1);
  await closeTab(page, name);
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
  expect(onDisk(name)).toBe(before);
  expect(session.writes(name).filter(({ method }) => method === 'PUT')).toEqual([]);
  await again(page, name);
  expect((await snapshot(page)).cuts).toEqual([]);
});

test('closing a changed analysis asks; Save writes it', async () => {
  const { page } = session;
  const name = 'saved.xes.json';
  await opened(page, name);
  await addCut(page);
  const [cut] = (await snapshot(page)).cuts;
  await closeTab(page, name);
  await page.locator('.jp-Dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
  const { steps, scans } = JSON.parse(onDisk(name)) as { steps: unknown; scans: unknown };
  expect(scans).toEqual([{ id: 's1', path: scan }]);
  const parameters = { type: 'CIE', at: cut.at, width: cut.width };
  expect(steps).toEqual([{ id: cut.id, step: 'cut', from: ['scans'], parameters }]);
});

test('a single scan with unsaved work closes without a question', async () => {
  const { page } = session;
  await again(page, scan);
  await expect(page.locator('.jp-XESCut')).toHaveCount(2);
  await page.locator('.jp-XESCut.jp-mod-CIE').focus();
  await page.keyboard.press('Delete');
  await expect(page.locator('.jp-XESCut')).toHaveCount(1);
  await closeTab(page, scan);
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
  expect(session.writes(scan).filter(({ url }) => !url.includes('/api/workspaces/'))).toEqual([]);
});
