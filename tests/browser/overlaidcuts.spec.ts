import { expect, test, type Page } from '@playwright/test';
import { realScans } from './support/data.js';
import { current, execute, settled, type IState } from './support/lab.js';
import { listLabels, listRow, openAnalysis, tickRow } from './support/list.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true, real: true });
const name = 'cuts.xes.json';
const map = 'XES_ZnZSM5_air500_279192_1.dat';
const spectra = ['ZnO_standard_280754_1.dat', 'ZnO_standard_280772_1.dat'];

interface IDrawn {
  label: string;
  color: string;
  ref: { id: string };
  points: number | null;
}

type Drawn = IState & { drawn: IDrawn[]; shown: string[] };

const state = async (page: Page) => (await execute(page, 'xes:settled')) as Drawn;
const curves = async (page: Page) =>
  (await state(page)).drawn
    .filter(({ points }) => points !== null)
    .map(({ label, color }) => [label, color]);
const shot = (page: Page, name: string) =>
  page.screenshot({ path: `test-results/screenshots/${name}.png` });

test.skip(realScans() === null, 'the real scans are not beside the checkout');

test('a cut of a map is one curve, in one colour, in every view, and after saving', async () => {
  const { page } = session;
  await openAnalysis(session, name, [map, ...spectra]);
  const labels = await listLabels(page);
  expect(labels.map(label => label.replace(/[\d.]+ eV/, '… eV'))).toEqual([
    'XES_ZnZSM5_air500_279192_1',
    'ZnO_standard_280754_1',
    'ZnO_standard_280772_1',
    'CIE … eV',
    'CEE … eV'
  ]);
  const cie = labels[3];
  await shot(page, 'cuts-offered');
  await tickRow(page, cie);
  const [first] = await curves(page);
  expect(await curves(page)).toEqual([[cie, first[1]]]);
  const { cuts } = await state(page);
  const [{ id, at }] = cuts as { id: string; at: number }[];
  await execute(page, 'xes:set-step', { id, parameters: { at: at - 1 } });
  const moved = `CIE ${Number((at - 1).toFixed(2))} eV`;
  await expect(listRow(page, moved)).toBeVisible();
  expect(await curves(page)).toEqual([[moved, first[1]]]);
  await shot(page, 'cut-ticked');

  // a spectrum has no map: its cuts are not reported
  await listRow(page, 'ZnO_standard_280754_1').click();
  await settled(page);
  await expect(listRow(page, moved)).toHaveAttribute('data-state', 'done');
  await expect(page.locator('.jp-XESList:visible .jp-XESList-state')).toHaveCount(0);
  const both = await curves(page);
  expect(both).toContainEqual([moved, first[1]]);
  expect(new Set(both.map(([, color]) => color)).size).toBe(both.length);
  await shot(page, 'cut-beside-spectrum');

  await tickRow(page, 'ZnO_standard_280754_1');
  await tickRow(page, 'ZnO_standard_280772_1');
  const before = await curves(page);
  expect(before).toHaveLength(3);
  await execute(page, 'docmanager:save');
  await execute(page, 'application:close');
  await execute(page, 'docmanager:open', { path: name });
  await current(page, name);
  await settled(page);
  expect(await curves(page)).toEqual(before);
  await shot(page, 'colours-after-reopening');
});

test('removing a scan leaves the average of the others, without a tick for it', async () => {
  const { page } = session;
  await openAnalysis(session, name, ['280772_1.nxs', '280754_1.nxs']);
  const from = ['s1', 's2'];
  await execute(page, 'xes:add-step', { step: 'average', from, parameters: { union: true } });
  await execute(page, 'xes:add-step', { step: 'smooth', from: ['s2'], parameters: {} });
  await execute(page, 'xes:show', { ids: ['s2'] });
  await settled(page);
  await listRow(page, '280754_1').click();
  await page.keyboard.press('Delete');
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog).toContainText('removed too: "smooth 1"');
  await expect(dialog).toContainText('continue without it: "average 1"');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await shot(page, 'removal');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  expect((await state(page)).steps).toHaveLength(2);
  await page.keyboard.press('Delete');
  await dialog.getByRole('button', { name: 'Remove All' }).click();
  await expect
    .poll(async () => (await state(page)).steps)
    .toMatchObject([{ step: 'average', from: ['s1'] }]);
  expect((await state(page)).shown).toEqual([]);
});
