import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { drop, listed, newAnalysis } from './support/collect.js';
import { current, execute, settled, type IState } from './support/lab.js';
import { savedAs } from './support/saved.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true });
const viewer = '.jp-XESViewer:visible';

/** The paths of the scans in the file, after saving by keyboard. */
async function savedScans(page: Page, name: string): Promise<string[]> {
  await page.locator(`${viewer} .jp-XESInspector h3`).first().click();
  await page.keyboard.press('Control+s');
  const { scans } = await savedAs<{ scans: { path: string }[] }>(session.file(name), saved =>
    expect(saved.scans.length).toBeGreaterThan(0)
  );
  return scans.map(({ path }) => path);
}

test('scans are added by a button and the file dialog', async () => {
  const { page } = session;
  const name = await newAnalysis(page);
  await page.locator(`${viewer} .jp-XESNotice`).getByRole('button', { name: 'Add scans…' }).click();
  const dialog = page.locator('.jp-Dialog');
  const item = (label: string) =>
    dialog
      .locator('.jp-DirListing-item')
      .filter({ has: page.locator('.jp-DirListing-itemName').getByText(label, { exact: true }) });
  // only files that may be scans are offered
  await expect(item('xes-demo-kbeta.nxs')).toBeVisible();
  await expect(item(name)).toHaveCount(0);
  await item('xes-demo-kbeta.nxs').click();
  await item('xes-demo-rxes.nxs').click({ modifiers: ['Control'] });
  await dialog.getByRole('button', { name: /^(Open|Select)$/ }).click();
  await expect(dialog).toBeHidden();
  const state = await settled(page);
  expect(state.scans.map(({ path }) => path).sort()).toEqual([
    'xes-demo-kbeta.nxs',
    'xes-demo-rxes.nxs'
  ]);
  expect(state.scans.map(({ error }) => error)).toEqual([null, null]);
  await expect(page.locator(`${viewer} .jp-XESList-row[data-type=scan]`)).toHaveCount(2);
});

test('a scan dropped on an empty analysis is added, as is one dropped on an analysis with scans', async () => {
  const { page } = session;
  await newAnalysis(page);
  await drop(page, 'xes-demo-rxes.nxs');
  expect(await settled(page)).toMatchObject({
    kind: 'RXES',
    scans: [{ path: 'xes-demo-rxes.nxs', error: null }]
  });
  await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
  await drop(page, 'xes-demo-kbeta.nxs');
  await expect(page.locator(`${viewer} .jp-XESList-row[data-type=scan]`)).toHaveCount(2);
  await drop(page, 'xes-demo-rxes.nxs'); // again: it exists already
  await expect(page.locator(`${viewer} .jp-XESList-row[data-type=scan]`)).toHaveCount(2);
  await session.picture('analysis-light');
});

test('an empty analysis explains what to do, and a demonstration scan is one click away, written once', async () => {
  const { page } = session;
  const name = 'xes-demonstration.dat';
  for (const count of [1, 2]) {
    await page.locator('.jp-LauncherCard:visible', { hasText: 'XES Viewer' }).click();
    await expect(page.locator(viewer)).toContainText('Next steps');
    await session.picture('analysis-empty');
    await page.locator(viewer).getByRole('button', { name: 'Try a demonstration scan' }).click();
    const state: IState = await settled(page);
    expect(state).toMatchObject({ kind: 'RXES', scans: [{ path: name, error: null }] });
    await expect(page.locator(`${viewer} .jp-XESMap svg.main-svg`).first()).toBeVisible();
    expect(session.writes(name).length).toBe(1);
    if (count === 1) {
      await execute(page, 'launcher:create');
    }
  }
});

test('a dropped file that is not a scan is refused', async () => {
  const { page } = session;
  writeFileSync(session.file('readme.md'), 'no scan\n');
  await newAnalysis(page);
  await listed(page, 'readme.md');
  await drop(page, 'readme.md');
  await drop(page, 'xes-demo-rxes.nxs');
  expect((await settled(page)).scans.map(({ path }) => path)).toEqual(['xes-demo-rxes.nxs']);
});

test('an analysis in a folder names its scans relative to itself', async () => {
  const { page } = session;
  mkdirSync(session.file('notes'), { recursive: true });
  const empty = { type: 'xes-analysis', version: 1, scans: [] };
  writeFileSync(session.file('notes/inside.xes.json'), JSON.stringify(empty));
  await execute(page, 'xes:open', { path: 'notes/inside.xes.json' });
  await current(page, 'inside.xes.json');
  await listed(page, 'notes');
  await expect(page.locator(viewer)).toContainText('Drop scans here');
  await drop(page, 'xes-demo-rxes.nxs');
  const state: IState = await settled(page);
  expect(state.scans).toMatchObject([{ path: 'xes-demo-rxes.nxs', error: null }]);
  expect(await savedScans(page, 'notes/inside.xes.json')).toEqual(['../xes-demo-rxes.nxs']);
});
