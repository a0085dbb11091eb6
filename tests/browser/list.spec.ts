import { expect, test, type Page } from '@playwright/test';
import { menuItem } from './support/actions.js';
import { execute, settled } from './support/lab.js';
import {
  clickRow,
  dragRow,
  list,
  listLabels,
  listRow,
  listState,
  openAnalysis,
  tickRow,
  type IListState,
  type IStep
} from './support/list.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true, viewport: { width: 1500, height: 900 } });
const [kbeta, arms, repeat] = ['xes-demo-kbeta', 'xes-demo-two-arms', 'xes-demo-kbeta-repeat'];
const scans = [kbeta, arms, repeat].map(name => `${name}.nxs`);

const smooth = (id: string, from: string): IStep => ({
  id,
  step: 'smooth',
  from: [from],
  parameters: { window: 5, order: 2 }
});

/** Wait until the state of the viewer has a value. */
function expectState<T>(page: Page, pick: (state: IListState) => T, value: T): Promise<void> {
  return expect.poll(async () => pick(await listState(page))).toEqual(value);
}

const selected = (state: IListState) => state.selected;
const shown = (state: IListState) => [...state.shown].sort();
const scanIds = (state: IListState) => state.scans.map(({ id }) => id);
const stepIds = (state: IListState) => state.steps.map(({ id }) => id);

/** Undo by the keys of the list, whose row is focused. */
async function undo(page: Page): Promise<void> {
  await expect(list(page).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Control+z');
}

/** Choose from the menu of a row. */
async function chooseFrom(page: Page, label: string, entry: string): Promise<void> {
  await listRow(page, label)
    .getByRole('button', { name: `Menu of ${label}` })
    .click();
  await menuItem(page, entry).click();
  await expect(page.locator('.lm-Menu')).toHaveCount(0);
}

test('rows are selected with Ctrl and Shift, by mouse and keys, and found by typing', async () => {
  const { page } = session;
  await openAnalysis(session, 'select.xes.json', scans, [smooth('smooth-1', 's1')]);
  await clickRow(page, kbeta);
  await expectState(page, selected, ['s1']);
  await clickRow(page, repeat, ['Control']);
  await expectState(page, selected, ['s1', 's3']);
  await expect(listRow(page, arms)).toHaveAttribute('aria-selected', 'false');
  await clickRow(page, kbeta, ['Control']);
  await expectState(page, selected, ['s3']);
  await clickRow(page, arms);
  await clickRow(page, 'smooth 1', ['Shift']);
  await expectState(page, selected, ['s2', 's3', 'smooth-1']);
  await page.keyboard.press('Shift+ArrowUp');
  await expectState(page, selected, ['s2', 's3']);
  await page.keyboard.press('Control+a');
  await expectState(page, selected, ['s1', 's2', 's3', 'smooth-1']);
  await page.keyboard.press('s');
  await expect(listRow(page, 'smooth 1')).toBeFocused();
  await expectState(page, selected, ['smooth-1']);
  // the same letter moves to the next match, wrapping at the end of the list
  await page.keyboard.press('Home');
  await expect(listRow(page, kbeta)).toBeFocused();
  for (const label of [arms, repeat, kbeta]) {
    await page.keyboard.press('x');
    await expect(listRow(page, label)).toBeFocused();
  }
  await expectState(page, selected, ['s1']);
  await session.picture('list');
});

test('rows are renamed and coloured, and each change is undone', async () => {
  const { page } = session;
  await openAnalysis(session, 'rename.xes.json', scans);
  await clickRow(page, arms);
  await page.keyboard.press('F2');
  const field = list(page).getByLabel(/^New label of/);
  await expect(field).toBeFocused();
  await page.keyboard.type('Zn <b>Kβ</b>');
  await page.keyboard.press('Enter');
  await expect(listRow(page, 'Zn <b>Kβ</b>')).toBeFocused();
  await undo(page);
  await expect(listRow(page, arms)).toBeFocused();
  await page.keyboard.press('F2');
  await expect(field).toBeFocused();
  await page.keyboard.type('other');
  await page.keyboard.press('Escape');
  await expect(listRow(page, arms)).toBeFocused();
  await expectState(page, ({ history }) => history, { undo: 0, redo: 1 });

  await clickRow(page, kbeta);
  await settled(page);
  const colors = ({ drawn }: IListState) => drawn.map(({ color }) => color);
  const before = colors(await listState(page));
  const swatch = list(page).getByLabel(`Colour of ${kbeta}`, { exact: true });
  // dragging through the colours: each is shown, and all are one edit
  await swatch.evaluate((node: HTMLInputElement) => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    for (const color of ['#00ff00', '#aa00cc']) {
      set?.call(node, color);
      node.dispatchEvent(new Event('input', { bubbles: true }));
    }
    node.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expectState(page, colors, ['#aa00cc']);
  await expect(swatch).toHaveValue('#aa00cc');
  await undo(page);
  await expectState(page, colors, before);
});

test('ticks overlay rows, independent of the selection', async () => {
  const { page } = session;
  await openAnalysis(session, 'tick.xes.json', scans, [smooth('smooth-1', 's1')]);
  await clickRow(page, kbeta);
  for (const label of [kbeta, repeat, 'smooth 1']) {
    await tickRow(page, label);
  }
  await expectState(page, shown, ['s1', 's3', 'smooth-1']);
  await expectState(page, selected, ['s1']);
  const legend = page.locator('.jp-XESViewer:visible .jp-XESSpectra .legend .traces');
  await expect(legend).toHaveCount(3);
  const { drawn } = await settled(page).then(() => listState(page));
  expect(new Set(drawn.map(({ color }) => color)).size).toBe(3);
  await clickRow(page, arms);
  await page.keyboard.press('Space');
  await expect(listRow(page, arms).getByRole('checkbox')).toBeChecked();
  await settled(page); // before it is read it has no arms
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => listLabels(page)).toContain('lower');
  await tickRow(page, 'lower');
  await expect(legend).toHaveCount(5);
  await tickRow(page, kbeta, false);
  await expect(legend).toHaveCount(4);
  await list(page).locator('.jp-XESList-header').getByRole('checkbox').click();
  await expectState(page, shown, ['s1', 's2', 's3', 'smooth-1']);
});

test('the additional outputs of a step are ticked and drawn like its result', async () => {
  const { page } = session;
  const background: IStep = {
    id: 'background-1',
    step: 'background',
    from: ['s1'],
    parameters: { exclude: [[9565, 9585]] }
  };
  const average: IStep = { ...smooth('average-1', 's1'), step: 'average', parameters: {} };
  const drift: IStep = { ...average, id: 'drift-1', step: 'drift', from: ['s1', 's3'] };
  await openAnalysis(session, 'outputs.xes.json', scans, [background, drift]);
  await clickRow(page, 'background 1');
  await settled(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => listLabels(page)).toContain('background');
  await tickRow(page, 'background');
  const output = ({ drawn }: IListState) =>
    drawn.filter(({ ref }) => ref.output === 'background').map(({ points }) => points > 100);
  await expectState(page, output, [true]);
  const result = async (id: string, more = {}) =>
    (
      (await execute(page, 'xes:result', { id, ...more })) as {
        values: { intensity: number[]; sigma: (number | null)[] }[];
      }
    ).values[0];
  const [whole, left, under] = [
    await result('s1'),
    await result('background-1'),
    await result('background-1', { output: 'background' })
  ];
  under.intensity.forEach((value, i) =>
    expect(value + left.intensity[i]).toBeCloseTo(whole.intensity[i], 10)
  );
  expect(under.sigma.every(value => value === null)).toBe(true);
  const legend = page.locator('.jp-XESViewer:visible .jp-XESSpectra .legend .traces');
  await expect(legend).toHaveCount(2);
  await expect(legend.filter({ hasText: 'background 1: background' })).toHaveCount(1);
  await session.picture('list-outputs');

  // a ticked table is shown next to the curves, with the labels of its scans
  await tickRow(page, 'drift 1');
  const table = page.locator('.jp-XESViewer:visible').getByRole('region', { name: 'Table' });
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(table.getByRole('row').nth(2)).toContainText(repeat);
});

test('rows are moved by dragging and by keys within the limits of the graph, and moved back by undo', async () => {
  const { page } = session;
  const steps = [smooth('one', 's1'), smooth('two', 'one'), smooth('three', 's1')];
  await openAnalysis(session, 'move.xes.json', scans, steps);
  await dragRow(page, kbeta, arms, 0.8);
  await expect(listRow(page, arms)).toHaveClass(/jp-mod-drop-below/);
  await page.mouse.up();
  await expectState(page, scanIds, ['s2', 's1', 's3']);
  await expect.poll(() => listLabels(page)).toEqual([arms, kbeta, repeat, 'one', 'two', 'three']);

  await dragRow(page, 'two', 'one', 0.2);
  await expect(list(page).getByRole('status')).toContainText('must come after it');
  await page.mouse.up();
  await expect(list(page).getByRole('status')).toHaveText('');
  await dragRow(page, 'two', kbeta, 0.2);
  await expect(list(page).getByRole('status')).toContainText('among');
  await page.mouse.up();
  await expectState(page, stepIds, ['one', 'two', 'three']);

  await clickRow(page, 'three');
  await page.keyboard.press('Alt+ArrowUp');
  await expectState(page, stepIds, ['one', 'three', 'two']);
  await expect(listRow(page, 'three')).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expectState(page, stepIds, ['three', 'one', 'two']);
  await clickRow(page, 'one');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(list(page).getByRole('status')).toContainText('must come');
  await expectState(page, stepIds, ['three', 'one', 'two']);
  await expectState(page, ({ history }) => history.undo, 3);
  await undo(page);
  await undo(page);
  await expectState(page, stepIds, ['one', 'two', 'three']);
  await undo(page);
  await expectState(page, scanIds, ['s1', 's2', 's3']);
});

test('steps are duplicated, switched off and removed with their dependents, and each change is undone', async () => {
  const { page } = session;
  const steps = [smooth('one', 's1'), smooth('two', 'one')];
  await openAnalysis(session, 'remove.xes.json', scans, steps);
  await chooseFrom(page, 'one', 'Duplicate Step');
  await expectState(page, ({ steps: all }) => all.length, 3);
  await clickRow(page, 'one');
  await undo(page);
  await expectState(page, stepIds, ['one', 'two']);

  await chooseFrom(page, 'one', 'Switch Step Off');
  await expect(listRow(page, 'one')).toHaveAttribute('data-state', 'off');
  await clickRow(page, 'one');
  await undo(page);
  await expectState(page, ({ steps: all }) => all.map(({ off }) => off ?? false), [false, false]);

  await clickRow(page, 'one');
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('“two”'.replace(/[“”]/g, '"'));
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await expectState(page, stepIds, ['one', 'two']);
  await clickRow(page, 'one');
  await page.keyboard.press('Delete');
  await dialog.getByRole('button', { name: 'Remove All' }).click();
  await expectState(page, stepIds, []);
  await expect(dialog).toHaveCount(0);
  await clickRow(page, kbeta);
  await undo(page);
  await expectState(page, stepIds, ['one', 'two']);

  await clickRow(page, repeat);
  await page.keyboard.press('Delete');
  await expectState(page, scanIds, ['s1', 's2']);
  // the row in its place is focused
  await expect(listRow(page, 'one')).toBeFocused();
  await undo(page);
  await expectState(page, scanIds, ['s1', 's2', 's3']);
});

test('5000 scans are listed, and only visible ones have rows', async () => {
  const { page } = session;
  const paths = Array.from({ length: 5000 }, (_, i) => (i === 0 ? scans[0] : `none/${i}.nxs`));
  await openAnalysis(session, 'many.xes.json', paths);
  await clickRow(page, kbeta);
  await page.keyboard.press('Control+End');
  await expect(listRow(page, '4999')).toBeFocused();
  await expect(listRow(page, '4999')).toBeInViewport();
  expect(await list(page).locator('.jp-XESList-row').count()).toBeLessThan(100);
  await page.keyboard.press('Control+a');
  await expect(listRow(page, '4999')).toHaveAttribute('aria-selected', 'true');
});
