import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { realScans } from './support/data.js';
import { execute } from './support/lab.js';
import { clickRow, listRow, openAnalysis } from './support/list.js';
import { plotsAreDrawn } from './support/scenes.js';
import { useSession } from './support/session.js';
import { dragEnergy, markPart, pixelEnergy, pixelOf, spectraAxes } from './support/spectraview.js';
import { inBothThemes } from './support/theme.js';
import { commandLine, writeVariants } from './support/variants.js';

const session = useSession({ real: true, viewport: { width: 1500, height: 900 } });

test.skip(realScans() === null, 'the real scans are not beside the checkout');

type Numbers = Record<string, { value: number; sigma: number | null }>;

interface IState {
  steps: {
    id: string;
    step: string;
    from: unknown[];
    parameters: Record<string, unknown>;
    outcome: string;
    numbers: Record<string, Numbers>;
  }[];
  shown: unknown[];
  selected: unknown[];
  history: { undo: number; redo: number };
}

const restOf = async (page: Page) => (await execute(page, 'xes:settled')) as IState;
const inspector = (page: Page) => page.locator('.jp-XESViewer:visible .jp-XESInspector');

const valence = ['280772', '280782', '280792'] as const;

/**
 * The valence-to-core scans, with the main line; the last is selected with the others, and the
 * first is active.
 */
async function openValence(): Promise<void> {
  const { page } = session;
  writeVariants(session, `${valence[0]}.dat`, {
    [`${valence[1]}.dat`]: { seed: 1, shift: 0.3 },
    [`${valence[2]}.dat`]: { seed: 2, scale: 1.1 }
  });
  const paths = [...valence.map(name => `${name}.dat`), '280754_1.nxs'];
  await openAnalysis(session, 'gestures.xes.json', paths);
  await clickRow(page, valence[0]);
  for (const name of valence.slice(1)) {
    await clickRow(page, name, ['Control']);
  }
  await expect(inspector(page)).toContainText('These 3 spectra');
}

/** A picture in both themes, of a wide and of a narrow window. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const width of [1500, 1000]) {
    await page.setViewportSize({ width, height: 900 });
    await inBothThemes(page, async theme => {
      await plotsAreDrawn(page);
      await session.picture(`${name}-${width}-${theme}`);
    });
  }
  await page.setViewportSize({ width: 1500, height: 900 });
  await plotsAreDrawn(page);
}

/** Chromium and Node may differ in the last bits. */
function expectSameNumbers(seen: Numbers, expected: Numbers): void {
  expect(Object.keys(seen)).toEqual(Object.keys(expected));
  const near = (number: number | null): unknown =>
    number === null ? null : expect.closeTo(number, 14);
  for (const [name, { value, sigma, ...rest }] of Object.entries(expected)) {
    expect(seen[name]).toEqual({ ...rest, value: near(value), sigma: near(sigma) });
  }
}

const numbersIn = ({ numbers }: { numbers: Record<string, Numbers> }) => Object.values(numbers)[0];

test('several spectra minus a reference: one named undo entry, with the numbers of the command line; the reference is changed for all', async () => {
  const { page } = session;
  await openValence();
  const before = await restOf(page);
  const panel = inspector(page);
  await expect(panel.getByLabel('Reference')).toHaveValue(/"s1"/);
  await panel.getByRole('button', { name: 'Difference to reference' }).click();
  await expect(listRow(page, '280782 − 280772')).toBeVisible();
  await expect(listRow(page, '280792 − 280772')).toBeVisible();
  const after = await restOf(page);
  expect(after.history.undo).toBe(before.history.undo + 1);
  expect(after.steps.map(({ step, from, outcome }) => [step, from, outcome])).toEqual([
    ['difference', ['s2', 's1'], 'done'],
    ['difference', ['s3', 's1'], 'done']
  ]);
  await plotsAreDrawn(page);
  await expect(panel.getByRole('rowheader', { name: 'iad' })).toBeVisible();
  await pictures(page, 'gestures-differences');
  for (const [i, name] of valence.slice(1).entries()) {
    const made = commandLine(
      session,
      ...['apply', 'difference', `${name}.dat`, `${valence[0]}.dat`, '--channel', 'lower'],
      ...['--set', 'iad=true', '--out', `difference-${i}.csv`]
    ) as { numbers: Numbers };
    expectSameNumbers(numbersIn(after.steps[i]), made.numbers);
  }

  await panel.getByLabel('Of all').selectOption({ label: '280792' });
  await expect(listRow(page, '280782 − 280792')).toBeVisible();
  await expect(listRow(page, '280772 − 280792')).toBeVisible();
  const other = await restOf(page);
  expect(other.history.undo).toBe(after.history.undo + 1);
  expect(other.steps.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  await clickRow(page, '280782 − 280792');
  await page.keyboard.press('Control+z');
  await expect(listRow(page, '280782 − 280772')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(listRow(page, '280792 − 280772')).toHaveCount(0);
  expect((await restOf(page)).steps).toEqual([]);
});

test('spectra are normalised over a range drawn by the next drag, all of them, live; the mark stays', async () => {
  const { page } = session;
  await openValence();
  const panel = inspector(page);
  const before = await restOf(page);
  await panel.getByRole('button', { name: 'Normalise to area…' }).click();
  await expect(page.locator('.jp-XESSpectra-hint:visible')).toContainText('Drag over the plot');
  await plotsAreDrawn(page);
  const whole = await restOf(page);
  expect(whole.history.undo).toBe(before.history.undo + 1);
  expect(Object.keys(whole.steps[0].numbers)).toHaveLength(3);

  await dragEnergy(page, 9630, 9665, { isLetGo: false });
  const rangeOf = async () =>
    ((await execute(page, 'xes:state')) as IState).steps[0].parameters.range;
  await expect.poll(rangeOf).toBeDefined(); // during the drag
  await page.mouse.up();
  const drawn = await restOf(page);
  const fine = pixelEnergy(await spectraAxes(page));
  const [low, high] = drawn.steps[0].parameters.range as [number, number];
  expect(Math.abs(low - 9630) + Math.abs(high - 9665)).toBeLessThan(3 * fine);
  expect(drawn.history.undo).toBe(whole.history.undo + 1);
  await expect(markPart(page, 'Range, upper edge')).toBeVisible();
  await pictures(page, 'gestures-normalised');
  for (const name of valence) {
    const [key, numbers] = Object.entries(drawn.steps[0].numbers).find(([one]) =>
      one.endsWith(`s${valence.indexOf(name) + 1}`)
    ) ?? ['', {}];
    const made = commandLine(
      session,
      ...['apply', 'normalise', `${name}.dat`, '--channel', 'lower'],
      ...['--set', `by=area,range=${low}:${high}`, '--out', 'normalised.csv']
    ) as { numbers: Numbers };
    expect([key, numbers]).toEqual([key, made.numbers]);
  }
  await clickRow(page, 'normalise 1');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect((await restOf(page)).steps).toEqual([]);
});

test('a range drawn on one of several differences applies to all selected differences', async () => {
  const { page } = session;
  await openValence();
  await inspector(page).getByRole('button', { name: 'Difference to reference' }).click();
  await expect(listRow(page, '280792 − 280772')).toBeVisible();
  await plotsAreDrawn(page);
  const before = await restOf(page);
  await page.keyboard.down('Alt');
  await dragEnergy(page, 9640, 9660);
  await page.keyboard.up('Alt');
  const after = await restOf(page);
  const ranges = after.steps.map(({ parameters }) => parameters.range);
  expect(ranges[0]).toBeDefined();
  expect(ranges[1]).toEqual(ranges[0]);
  expect(after.history.undo).toBe(before.history.undo + 1);
  expect(after.selected).toHaveLength(2);
  // as is a typed one
  const field = inspector(page).getByLabel('Range (eV)');
  await field.fill('9645:9655');
  await field.press('Tab');
  const typed = await restOf(page);
  expect(typed.steps.map(({ parameters }) => parameters.range)).toEqual([
    [9645, 9655],
    [9645, 9655]
  ]);
});

test('a set is aligned: shifts with σ first, as the command line computes them, then all are shifted together', async () => {
  const { page } = session;
  await openValence();
  const panel = inspector(page);
  const before = await restOf(page);
  await panel.getByRole('button', { name: 'Align to reference…' }).click();
  await expect(panel.getByRole('button', { name: 'Shift all 2' })).toBeVisible();
  const found = await restOf(page);
  expect(found.steps.map(({ step, from }) => [step, from])).toEqual([
    ['alignment', ['s1', 's2', 's3']]
  ]);
  expect(found.history.undo).toBe(before.history.undo + 1);
  const [{ numbers }] = found.steps;
  const shifts = ['s2', 's3'].map(id => numbers[`alignment-1/${id}`].shift);
  // 280782 was measured 0.3 eV higher; both share the noise of their inputs
  shifts.forEach(({ value, sigma }, i) => {
    expect(sigma).toBeGreaterThan(0.005);
    expect(sigma).toBeLessThan(0.2);
    expect(Math.abs(value - [0.3, 0][i])).toBeLessThan(4 * (sigma ?? 0));
  });
  await pictures(page, 'gestures-alignment');
  const made = commandLine(
    session,
    ...['apply', 'alignment', ...valence.map(name => `${name}.dat`), '--channel', 'lower'],
    ...['--out', 'alignment.csv']
  );
  const written = JSON.stringify(made);
  shifts.forEach(({ value }) => expect(written).toContain(String(value)));

  await clickRow(page, 'alignment 1');
  await panel.getByRole('button', { name: 'Shift all 2' }).click();
  await expect(listRow(page, '280792 shifted')).toBeVisible();
  const shifted = await restOf(page);
  expect(shifted.history.undo).toBe(found.history.undo + 1);
  expect(shifted.steps.slice(1).map(({ step, from }) => [step, from])).toEqual([
    ['shift', ['s2']],
    ['shift', ['s3']]
  ]);
  expect(shifted.shown).toHaveLength(3);
  await plotsAreDrawn(page);
  await pictures(page, 'gestures-aligned');

  // switched off together, and on again by undo
  await panel.getByLabel('All on').click();
  await expect(panel.getByLabel('All on')).not.toBeChecked();
  await clickRow(page, '280782 shifted');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(listRow(page, '280782 shifted')).toHaveCount(0);
  expect((await restOf(page)).steps).toHaveLength(1);
});

const layer = (page: Page) => page.locator('.jp-XESReferenceLayer:visible');

/** Positions of the names of reference lines, pixels. */
const nameBoxes = (page: Page) =>
  layer(page)
    .locator('text:visible')
    .evaluateAll(all =>
      all.map(entry => {
        const { left, top, right, bottom } = entry.getBoundingClientRect();
        return { name: entry.firstChild?.textContent ?? '', left, top, right, bottom };
      })
    );

test('reference lines are chosen, drawn at their energies with non-overlapping names, edited, saved and undone', async () => {
  const { page } = session;
  await openValence();
  await plotsAreDrawn(page);
  const before = await restOf(page);
  await page.getByRole('button', { name: 'Reference lines…' }).click();
  const panel = page.getByRole('dialog', { name: 'Reference lines' });
  await expect(panel.getByLabel('Element')).toHaveValue('Zn');
  await panel
    .getByLabel('Lines')
    .selectOption({ label: 'All of Elam: Kα1, Kα2, Kβ1, Kβ5, K edge' });
  await panel.getByRole('button', { name: 'Add' }).click();
  await expect(layer(page).locator('line')).toHaveCount(2); // Kβ5 and the edge are in the visible range
  await panel.getByRole('button', { name: 'Own line' }).click();
  const energy = panel.getByLabel('Energy of line, eV');
  await energy.fill('9649.5');
  await energy.press('Enter');
  const source = panel.getByLabel('Source of line');
  await source.fill('own standard');
  await source.press('Enter');
  const name = panel.getByLabel('Name of line');
  await name.fill('Kβ″ of the standard');
  await name.press('Enter');
  await expect(layer(page).locator('line')).toHaveCount(3);
  await expect(
    layer(page).getByText('Kβ″ of the standard: 9649.5 eV (own standard)')
  ).toBeAttached();
  await session.picture('gestures-lines-panel');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);

  const axes = await spectraAxes(page);
  const lines = await layer(page)
    .locator('line')
    .evaluateAll(all => all.map(entry => entry.getBoundingClientRect().left));
  [9648.8, 9659, 9649.5].forEach((at, i) =>
    expect(Math.abs(lines[i] - pixelOf(axes, at))).toBeLessThan(1.5)
  );
  for (const width of [1500, 1000]) {
    await page.setViewportSize({ width, height: 900 });
    await plotsAreDrawn(page);
    const boxes = await nameBoxes(page);
    expect(boxes.map(box => box.name).sort()).toEqual(
      ['Kβ″ of the standard', 'Zn K edge', 'Zn Kβ5'].sort()
    );
    boxes.forEach((box, i) =>
      boxes.slice(i + 1).forEach(other => {
        const isApart =
          box.right <= other.left + 1 ||
          other.right <= box.left + 1 ||
          box.bottom <= other.top + 2 ||
          other.bottom <= box.top + 2;
        expect([box, other, isApart]).toEqual([box, other, true]);
      })
    );
  }
  await page.setViewportSize({ width: 1500, height: 900 });
  await pictures(page, 'gestures-lines');
  const after = await restOf(page);
  expect(after.history.undo).toBe(before.history.undo + 5);
  expect(after.steps).toEqual([]);

  // saved with the document, and present when reopened
  await execute(page, 'docmanager:save');
  const saved = () =>
    (
      JSON.parse(readFileSync(session.file('gestures.xes.json'), 'utf8')) as {
        view: { lines?: { name: string; source: string }[] };
      }
    ).view.lines ?? [];
  await expect.poll(() => saved().length).toBe(6);
  expect(saved().every(line => line.source !== '')).toBe(true);

  // a line is switched off in the table
  await page.getByRole('button', { name: 'Reference lines…' }).click();
  await panel.getByLabel('Draw Zn K edge').click();
  await expect(layer(page).locator('line')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await clickRow(page, valence[0]);
  await page.keyboard.press('Control+z');
  await expect(layer(page).locator('line')).toHaveCount(3);
});

test('reference lines are chosen by keyboard alone; the focus moves to the panel and back', async () => {
  const { page } = session;
  await openValence();
  await plotsAreDrawn(page);
  const opener = page.getByRole('button', { name: 'Reference lines…' });
  const panel = page.getByRole('dialog', { name: 'Reference lines' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByLabel('Element')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(panel.getByLabel('Lines')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(panel.getByRole('button', { name: 'Add' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('row')).not.toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(opener).toBeFocused();
});
