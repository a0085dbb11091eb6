import { copyFileSync, readFileSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { realScans } from './support/data.js';
import { current, execute } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ real: true, viewport: { width: 1500, height: 950 } });

test.skip(realScans() === null, 'the real scans are not beside the checkout');

interface IStep {
  id: string;
  step: string;
  from: unknown;
  outcome: string;
  numbers: Record<string, Record<string, { value: number; sigma: number | null }>>;
}

const stepsOf = async (page: Page) =>
  ((await execute(page, 'xes:settled')) as { steps: IStep[] }).steps;

/** Clicks and fields typed into by a user. */
class Hand {
  clicks = 0;
  typed = 0;

  async click(what: Locator, modifiers: 'Control'[] = []): Promise<void> {
    this.clicks++;
    await what.click({ modifiers });
  }

  async type(into: Locator, text: string): Promise<void> {
    this.typed++;
    await into.fill(text);
    await into.press('Enter');
  }
}

/** The README's walk from four files to numbers, as written there, with mouse and keys only. */
test('a newcomer goes from four scans to area and centroid, saves them, and opens them again', async () => {
  const { page } = session;
  const hand = new Hand();
  // the data has one valence scan; the same three times has the same mean
  const [main, ...valence] = ['280754_1', '280772_1', '280782_1', '280792_1'];
  valence.slice(1).forEach(name => {
    copyFileSync(session.file('280772_1.nxs'), session.file(`${name}.nxs`));
  });
  await execute(page, 'launcher:create');

  // 1
  await hand.click(page.locator('.jp-LauncherCard:visible', { hasText: 'XES Viewer' }));
  await current(page, 'Untitled.xes.json');
  const list = page.locator('.jp-XESList:visible');
  await hand.click(list.getByRole('button', { name: 'Add scans…' }));
  const dialog = page.locator('.jp-Dialog');
  const file = (name: string) =>
    dialog.locator('.jp-DirListing-item').filter({ hasText: `${name}.nxs` });
  await hand.click(file(main));
  for (const name of valence) {
    await hand.click(file(name), ['Control']);
  }
  await hand.click(dialog.locator('.jp-mod-accept'));
  const row = (name: string) => list.getByText(name, { exact: true });
  await expect(row(valence[2])).toBeVisible();

  // 2
  await hand.click(row(valence[0]));
  for (const name of valence.slice(1)) {
    await hand.click(row(name), ['Control']);
  }
  await hand.click(page.getByRole('menuitem', { name: 'X-ray Emission' }));
  await hand.click(page.locator('.lm-Menu-item:visible', { hasText: 'Quality before Averaging…' }));
  const quality = page.locator('.jp-XESSeries:visible');
  await expect(quality).toContainText('No trend is seen');
  await hand.click(quality.getByRole('button', { name: 'Use for average' }));
  const average = list.getByText('average 1 of consistency 1', { exact: true });
  await expect(average).toBeVisible();

  // 3
  await hand.click(average);
  await hand.click(row(main), ['Control']);
  await hand.click(list.getByRole('button', { name: 'Add step…' }));
  await hand.click(page.getByRole('option', { name: /^Background/ }));
  const form = page.locator('.jp-XESInspector:visible');
  await hand.click(form.getByLabel('Join'));
  // excluded by default, as the README says
  await expect(form.getByLabel('Exclude')).toHaveValue('9640:9660');
  await hand.type(form.getByLabel('Model', { exact: true }), 'linear+pearson7+edge');
  await hand.type(form.getByLabel('Exclude'), '9630:9662');
  await expect
    .poll(async () => (await stepsOf(page)).find(({ step }) => step === 'background'))
    .toMatchObject({
      parameters: { join: true, model: 'linear+pearson7+edge', exclude: [[9630, 9662]] },
      outcome: 'done'
    });

  // 4
  const found = (await stepsOf(page)).find(({ step }) => step === 'background');
  const { area, centroid, edge_center: edge } = found?.numbers[found.id] ?? {};
  expect(area?.sigma).toBeGreaterThan(0);
  expect(centroid?.value).toBeCloseTo(9653, 0);
  expect(edge?.value).toBeCloseTo(9666.5, 0);
  for (const name of ['area (eV)', 'centroid (eV)', 'scale']) {
    await expect(
      form.getByRole('row', { name: new RegExp(`^${name.replace(/[()]/g, '\\$&')}`) })
    ).toBeVisible();
  }

  // the warnings that the README announces, and its advice
  const warnings = form.locator('.jp-XESInspector-message');
  await expect(warnings.filter({ hasText: 'fit/poor' })).toHaveCount(1);
  await form.getByLabel('Include').fill('9585:9680');
  await form.getByLabel('Include').press('Enter');
  const ofBackground = async () =>
    (await stepsOf(page)).find(({ step }) => step === 'background')?.numbers[found?.id ?? ''] ?? {};
  const poor = found?.numbers[found.id].redchi.value ?? 0;
  await expect.poll(async () => (await ofBackground()).redchi.value).toBeLessThan(poor / 10);
  const better = await ofBackground();
  for (const name of ['area', 'centroid']) {
    const before = found?.numbers[found.id][name] ?? { value: NaN, sigma: NaN };
    const by = Math.abs(better[name].value - before.value);
    expect(by).toBeLessThan(before.sigma ?? 0);
    expect(better[name].sigma).toBeLessThan(0.5 * (before.sigma ?? 0));
  }
  await execute(page, 'xes:undo');
  await expect(form.getByLabel('Include')).toHaveValue('');

  // 5
  const tool = (name: string) =>
    page.locator('.jp-XESDocument:visible').getByRole('button', { name });
  await hand.click(tool('Figure…'));
  const figure = page.getByRole('dialog', { name: 'Figure for a paper' });
  await expect(figure.getByRole('img', { name: 'The figure as it will be saved' })).toBeVisible();
  await hand.click(figure.getByRole('button', { name: 'Save' }));
  await expect(page.getByText(/^Written next to the document: background-1/)).toBeVisible();
  await hand.click(tool('Export…'));
  const name = (
    await dialog.locator('.jp-XESLabel-text', { hasText: /^background-1\.csv$/ }).innerText()
  ).trim();
  await hand.click(dialog.getByRole('button', { name: 'Export' }));
  const written = page.locator('.Toastify__toast', { hasText: 'Written next to the document:' });
  await expect(written.filter({ hasText: name })).toBeVisible();
  const csv = readFileSync(session.file(name), 'utf8');
  expect(csv).toContain('energy_eV,intensity,sigma,background');
  await page.keyboard.press('Control+s');
  const dirty = () =>
    page.evaluate(() => document.querySelectorAll('#jp-main-dock-panel .jp-mod-dirty').length);
  await expect.poll(dirty).toBe(0);
  await execute(page, 'application:close');
  await page.locator('.jp-DirListing-item', { hasText: '.xes.json' }).first().dblclick();
  const reopened = async () =>
    (await stepsOf(page)).find(({ step }) => step === 'background')?.numbers[found?.id ?? ''];
  await expect.poll(async () => (await reopened())?.area?.value).toBe(area?.value);
  await expect(page.locator('.jp-XESSpectra:visible')).toHaveCount(2);
  expect([hand.clicks, hand.typed]).toEqual([22, 2]); // as the README says
});
