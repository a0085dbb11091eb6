import { copyFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { realScans } from './support/data.js';
import { current, execute } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true, real: true });

test.skip(realScans() === null, 'the real scans are not beside the checkout');

interface IStepState {
  id: string;
  step: string;
  from: unknown;
  outcome: string;
  numbers: Record<string, Record<string, { value: number; sigma: number | null }>>;
}

const stepsOf = async (page: Page) =>
  ((await execute(page, 'xes:settled')) as { steps: IStepState[] }).steps;

/** The README's instructions for newcomers, step by step. */
test('valence-to-core by hand: three scans averaged, joined with the main line, background subtracted', async () => {
  const { page } = session;
  // the data has one valence scan; the same three times has the same mean
  const valence = ['280772_1', '280782_1', '280792_1'];
  valence.slice(1).forEach(name => {
    copyFileSync(session.file('280772_1.nxs'), session.file(`${name}.nxs`));
  });
  await execute(page, 'xes:new-analysis');
  await current(page, 'Untitled.xes.json');
  await execute(page, 'xes:add-folder', { folder: '', pattern: '2807*.nxs' });
  const list = page.locator('.jp-XESList:visible');
  const row = (name: string) => list.getByText(name, { exact: true });
  await row(valence[0]).click();
  for (const name of valence.slice(1)) {
    await row(name).click({ modifiers: ['Control'] });
  }
  const add = async (name: RegExp) => {
    await list.getByRole('button', { name: 'Step…' }).click();
    await page.getByRole('option', { name }).click();
  };
  await add(/^Average/);
  await expect
    .poll(async () => (await stepsOf(page)).map(({ step, outcome }) => [step, outcome]))
    .toEqual([['average', 'done']]);

  await row('average 1').click();
  await row('280754_1').click({ modifiers: ['Control'] });
  await add(/^Background/);
  const form = page.locator('.jp-XESInspector:visible');
  await form.getByLabel('Join').check();
  await form.getByLabel('Model').fill('linear+pearson7');
  await form.getByLabel('Exclude').fill('9630:9668');
  await form.getByLabel('Exclude').press('Tab');
  await expect
    .poll(async () => (await stepsOf(page)).find(({ step }) => step === 'background'))
    .toMatchObject({
      from: ['average-1', 's1'],
      parameters: { join: true, model: 'linear+pearson7', exclude: [[9630, 9668]] },
      outcome: 'done'
    });
  const [, { id, numbers }] = await stepsOf(page);
  const { area, centroid } = numbers[id];
  // as the command line computes them from the same scans
  expect(area.value).toBeCloseTo(0.01427, 4);
  expect(centroid.value).toBeCloseTo(9652.56, 1);
  expect(area.sigma).toBeGreaterThan(0);
  await expect(form.getByRole('rowheader', { name: 'centroid' })).toBeVisible();
  // these do not overlap: joined unchanged, per monitor count, and how they match is reported
  await expect(form.getByRole('row', { name: /^scale/ })).toBeVisible();
  await expect(form.getByRole('row', { name: /^ratioAtJoin/ })).toContainText('±');

  // the joined main line with the background over it, and below it the remainder of the valence
  // lines
  const [joined, left] = [0, 1].map(i => page.locator('.jp-XESSpectra:visible').nth(i));
  await expect(joined).toHaveAttribute('aria-label', /background 1: joined/);
  await expect(left).toHaveAttribute('aria-label', 'Spectra: background 1');
  const energies = async (plot: typeof joined) =>
    plot.evaluate(node => {
      const drawn = node.querySelector('.js-plotly-plot') as unknown as {
        _fullLayout: { xaxis: { range: number[] } };
      };
      return drawn._fullLayout.xaxis.range;
    });
  await expect.poll(async () => (await energies(joined))[0]).toBeLessThan(9600);
  expect((await energies(left))[0]).toBeGreaterThan(9600);

  await row('average 1').click();
  await page.keyboard.press('Alt+l'); // the list is closed, and opened again
  await expect(list).toHaveCount(0);
  await page.keyboard.press('Alt+l');
  await expect(list).toHaveCount(1);
  await row('average 1').click({ button: 'right' });
  await page.locator('.lm-Menu-item:visible').filter({ hasText: 'Remove Scans' }).click();
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog).toContainText('"background 1"');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  // the background is recomputed with the other scan
  await expect
    .poll(async () => (await stepsOf(page)).map(({ step }) => step))
    .toEqual(['background']);
  await execute(page, 'xes:undo');
  await expect.poll(async () => (await stepsOf(page)).length).toBe(2);
});
