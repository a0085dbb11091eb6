import { copyFileSync, writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { realScans } from './support/data.js';
import { current, execute } from './support/lab.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

const session = useSession({ isQuiet: true, real: true, viewport: { width: 1600, height: 1000 } });

interface IStep {
  id: string;
  step: string;
  from: unknown;
  outcome: string;
}

const stepsOf = async (page: Page) =>
  ((await execute(page, 'xes:settled')) as { steps: IStep[] }).steps;

/** An empty analysis, open, with its viewer. */
async function newAnalysis(page: Page): Promise<void> {
  await execute(page, 'xes:new-analysis');
  await current(page, 'Untitled.xes.json');
  await page.locator('.jp-XESViewer:visible').waitFor();
}

interface IResult {
  values: { kind: string; columns: Record<string, (number | string | null)[]> }[];
}

const columnsOf = async (page: Page, id: string) =>
  ((await execute(page, 'xes:result', { id })) as IResult).values[0].columns;

const series = (page: Page) => page.locator('.jp-XESSeries:visible');

/** The values of a column of the table: full precision, from the tooltips of the cells. */
async function shownColumn(page: Page, title: string) {
  const heads = await series(page).locator('th').allTextContents();
  const at = heads.indexOf(title);
  expect(at).toBeGreaterThan(1);
  const cells = series(page).locator(`tr td:nth-child(${at + 1})`);
  const hints = await cells.evaluateAll(all => all.map(entry => (entry as HTMLElement).title));
  return hints.map(hint => hint.split(' ± ').map(Number));
}

/** Positions of the points of the first panel, in the window; and which of them are hollow. */
function points(page: Page) {
  return page.evaluate(() => {
    interface INode extends HTMLElement {
      data: { yaxis: string; marker?: { symbol: string[] } }[];
      _fullLayout: Record<string, { range: [number, number] }>;
    }
    const node = [...document.querySelectorAll<INode>('.jp-XESSeries .js-plotly-plot')].find(
      ({ offsetParent }) => offsetParent !== null
    );
    const symbols = node?.data.flatMap(({ yaxis, marker }) =>
      yaxis === 'y' && Array.isArray(marker?.symbol) ? [marker.symbol] : []
    )[0];
    const group = [...(node?.querySelectorAll('.subplot.xy .points') ?? [])].find(
      entry => entry.childElementCount === symbols?.length
    );
    const places = [...(group?.children ?? [])].map(entry => {
      const { left, top, width, height } = entry.getBoundingClientRect();
      return [left + width / 2, top + height / 2] as const;
    });
    const ranges = ['yaxis', 'yaxis2', 'yaxis3', 'yaxis4'].map(
      name => node?._fullLayout[name]?.range
    );
    return { places, symbols, ranges };
  });
}

test.describe('quality of real scans', () => {
  test.skip(realScans() === null, 'the real scans are not beside the checkout');

  test('is shown before they are averaged; a scan is excluded from the average there', async () => {
    const { page } = session;
    const names = ['280772_1', '280772_2', '280772_3', '280772_4'];
    names.slice(1).forEach(name => {
      copyFileSync(session.file('280772_1.nxs'), session.file(`${name}.nxs`));
    });
    await newAnalysis(page);
    await execute(page, 'xes:add-folder', { folder: '', pattern: '280772*.nxs' });
    const list = page.locator('.jp-XESList:visible');
    const row = (name: string) => list.getByText(name, { exact: true });
    await row(names[0]).click();
    for (const name of names.slice(1)) {
      await row(name).click({ modifiers: ['Control'] });
    }
    await row(names[3]).click({ button: 'right' });
    await page.locator('.lm-Menu-item:visible').filter({ hasText: 'Quality' }).click();
    await expect(series(page)).toContainText('are they copies');
    await expect(series(page)).toContainText(
      'No trend is seen at the 5 % level in area, centroid and shift.'
    );
    const [{ id, from }] = await stepsOf(page);
    expect(from).toEqual(['scans']);

    // the numbers on screen are those of the engine, to the last digit
    const columns = await columnsOf(page, id);
    for (const [title, name] of [
      ['Shift (eV)', 'shift'],
      ['Area (eV)', 'area'],
      ['Centroid (eV)', 'm1']
    ]) {
      const shown = await shownColumn(page, title);
      expect(shown.map(([value]) => value)).toEqual(columns[name]);
      expect(shown.map(([, sigma]) => sigma)).toEqual(columns[`${name}_sigma`]);
    }
    expect((await shownColumn(page, 'Reduced χ²')).map(([value]) => value)).toEqual(columns.redchi);

    // all columns are side by side, in a narrow window too
    const table = series(page).getByRole('region', { name: 'Scans' });
    const isCut = () => table.evaluate(node => node.scrollWidth > node.clientWidth);
    for (const width of [1000, 1500, 1600]) {
      await page.setViewportSize({ width, height: 1000 });
      await expect.poll(isCut, { message: `${width}` }).toBe(false);
    }

    await expect.poll(async () => (await points(page)).places.length).toBe(4);
    const readout = page.locator('.jp-XESStatus-readout:visible');
    // the plot follows the window some frames later
    await expect(async () => {
      await page.mouse.move(...(await points(page)).places[1]);
      await expect(readout).toHaveText(/^Shift .* ± .* eV {2}280772_2$/, { timeout: 1000 });
    }).toPass();
    const before = await points(page);
    const [, second] = before.places;
    await page.mouse.click(...second);
    await expect(list.locator('[aria-selected=true]')).toHaveText(/280772_2/);

    // with the keys: excluded, and included again
    await series(page).locator('.jp-XESSeries-plot').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Delete');
    const average = async () => (await stepsOf(page)).find(({ step }) => step === 'average');
    await expect
      .poll(average)
      .toMatchObject({ from: [{ id: 'scans', except: ['s2'] }], outcome: 'done' });
    await expect(series(page)).toContainText('3 of 4 averaged');
    await expect
      .poll(async () => (await points(page)).symbols)
      .toEqual(['circle', 'circle-open', 'circle', 'circle']);
    expect((await points(page)).ranges).toEqual(before.ranges);
    await expect(page.locator('.jp-XESSpectra:visible')).toHaveAttribute('aria-label', /average 1/);

    await series(page).getByLabel('Average 280772_2').check();
    await expect.poll(average).toMatchObject({ from: ['scans'] });
    await execute(page, 'xes:undo');
    await expect(series(page).getByLabel('Average 280772_2')).not.toBeChecked();
    await inBothThemes(page, async theme => {
      await expect(series(page)).toBeVisible();
      await session.picture(`quality-${theme}`);
    });
  });
});

test('reports drift between scans, and by how much they changed', async () => {
  const { page } = session;
  const rows = (shift: number, height: number) =>
    Array.from({ length: 121 }, (_, i) => {
      const energy = 9560 + 0.2 * i;
      const counts = Math.round(height * (300 + 40_000 / (1 + ((energy - 9572 - shift) / 2) ** 2)));
      return `${energy.toFixed(2)},${counts / 1000},${Math.sqrt(counts) / 1000}`;
    });
  const names = Array.from({ length: 6 }, (_, k) => `drift-${k + 1}.csv`);
  names.forEach((name, k) => {
    const lines = ['energy_eV,intensity,sigma', ...rows(0.05 * k, 1 - 0.01 * k)];
    writeFileSync(session.file(name), `${lines.join('\n')}\n`);
  });
  await newAnalysis(page);
  await execute(page, 'xes:add-scans', { paths: names });
  await execute(page, 'xes:settled');
  await execute(page, 'xes:quality', { page: 'quality' });
  await expect(series(page)).toContainText(/The area falls by 5\.\d+\(\d+\) % over the series/);
  await expect(series(page)).toContainText(/The spectra shift up by 0\.2[45]\d*\(\d+\) eV/);
  await execute(page, 'xes:quality', { page: 'damage' });
  await expect(series(page)).toContainText(/The area falls by 5\.\d+\(\d+\) %/);
  await expect(series(page)).toContainText(/its IAD rises by/);
  const steps = await stepsOf(page);
  expect(steps.map(({ step }) => step)).toEqual(['consistency', 'drift']);
  const { area } = await columnsOf(page, steps[1].id);
  expect((await shownColumn(page, 'Area (eV)')).map(([value]) => value)).toEqual(area);
  await session.picture('damage');
});
