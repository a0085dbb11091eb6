import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { emptyDocument } from '../../src/analysis/document/index.js';
import { realScans } from './support/data.js';
import { current, execute, settled } from './support/lab.js';
import { useSession } from './support/session.js';
import { dragEnergy, markPart, pixelEnergy, pixelOf, spectraAxes } from './support/spectraview.js';

const session = useSession({ isQuiet: true, real: true, viewport: { width: 1600, height: 900 } });
const line = 'xes-demo-kbeta.nxs';

type Numbers = Record<string, Record<string, { value: number; sigma: number | null }>>;

interface IStepState {
  id: string;
  outcome: string;
  parameters: Record<string, unknown>;
  numbers: Numbers;
}

interface IPickState {
  steps: IStepState[];
  history: { undo: number; redo: number };
}

const stateOf = async (page: Page) => (await execute(page, 'xes:state')) as IPickState;
const restOf = async (page: Page) => (await execute(page, 'xes:settled')) as IPickState;

/** The parameters of the last step. */
const parametersOf = async (page: Page) => (await stateOf(page)).steps.at(-1)?.parameters ?? {};

/** An analysis of scans with one step, whose marks are drawn. */
async function stepOf(
  page: Page,
  step: { step: string; from: string[]; parameters: object },
  paths: readonly string[] = [line]
): Promise<IPickState> {
  const name = 'picked.xes.json';
  const scans = paths.map((path, i) => ({ id: `s${i + 1}`, path }));
  writeFileSync(session.file(name), JSON.stringify({ ...emptyDocument(), scans }));
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await settled(page);
  await execute(page, 'xes:add-step', step);
  const state = await restOf(page);
  await spectraAxes(page);
  return state;
}

/** Whether numbers have no more digits than a drag can resolve. */
function areShort(numbers: readonly number[], decimals: number): boolean {
  return numbers.every(number => (String(number).split('.')[1] ?? '').length <= decimals);
}

const inspector = (page: Page) => page.locator('.jp-XESViewer:visible .jp-XESInspector');

/** The button next to a field that picks it on the plot. */
const pickButton = (page: Page, label: string) =>
  inspector(page)
    .locator('.jp-XESForm-row', { has: page.getByText(label, { exact: true }) })
    .getByRole('button', { name: 'Pick on the plot' });

test('the range of a normalisation is dragged by its edge and its middle, one undo entry each', async () => {
  const { page } = session;
  const range = [9565, 9580] as const;
  const before = await stepOf(page, {
    step: 'normalise',
    from: ['s1'],
    parameters: { by: 'area', range }
  });
  const factor = (state: IPickState) => Object.values(state.steps[0].numbers)[0].factor.value;
  await expect(markPart(page, 'Range, upper edge')).toBeVisible();
  await dragEnergy(page, 9580, 9575);
  const fine = pixelEnergy(await spectraAxes(page));
  const edged = await restOf(page);
  const [low, high] = edged.steps[0].parameters.range as [number, number];
  expect(low).toBe(9565);
  expect(Math.abs(high - 9575)).toBeLessThan(1.5 * fine);
  expect(areShort([high], 2)).toBe(true);
  expect(edged.history.undo).toBe(before.history.undo + 1);
  expect(factor(edged)).not.toBe(factor(before));
  await expect(inspector(page).getByLabel('Range (eV)')).toHaveValue(`${low}:${high}`);

  await dragEnergy(page, 9570, 9572);
  const moved = await restOf(page);
  const [from, to] = moved.steps[0].parameters.range as [number, number];
  expect(Math.abs(from - 9567)).toBeLessThan(1.5 * fine);
  expect(to - from).toBeCloseTo(high - low, 6);
  expect(moved.history.undo).toBe(before.history.undo + 2);

  await execute(page, 'xes:undo');
  expect((await restOf(page)).steps[0].parameters.range).toEqual([low, high]);
  await execute(page, 'xes:undo');
  const back = await restOf(page);
  expect(back.steps[0].parameters.range).toEqual(range);
  expect(factor(back)).toBe(factor(before));
});

test('Escape cancels a drag: parameters, undo and redo are as before', async () => {
  const { page } = session;
  await stepOf(page, { step: 'normalise', from: ['s1'], parameters: { range: [9565, 9580] } });
  await execute(page, 'xes:set-step', { id: 'normalise-1', parameters: { by: 'maximum' } });
  await execute(page, 'xes:undo');
  const before = await restOf(page);
  expect(before.history.redo).toBe(1);
  await dragEnergy(page, 9580, 9574, { isLetGo: false });
  await expect.poll(() => parametersOf(page)).not.toEqual(before.steps[0].parameters);
  await page.keyboard.press('Escape');
  await expect.poll(() => parametersOf(page)).toEqual(before.steps[0].parameters);
  await page.mouse.up();
  const after = await restOf(page);
  expect([after.history, after.steps[0].numbers]).toEqual([
    before.history,
    before.steps[0].numbers
  ]);
});

test('excluded ranges are drawn from the form and with Alt, dragged, nudged, edited and removed', async () => {
  const { page } = session;
  const before = await stepOf(page, {
    step: 'background',
    from: ['s1'],
    parameters: { model: 'linear' }
  });
  const ranges = async () => ((await parametersOf(page)).exclude ?? []) as [number, number][];
  const button = pickButton(page, 'Exclude (eV)');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(button).toHaveAttribute('aria-pressed', 'false');

  const zoomed = (await spectraAxes(page)).x;
  await button.click();
  await session.picture('picking-armed');
  await dragEnergy(page, 9565, 9580);
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  const fine = pixelEnergy(await spectraAxes(page));
  const [[low, high]] = await ranges();
  expect(Math.abs(low - 9565) + Math.abs(high - 9580)).toBeLessThan(3 * fine);
  expect((await spectraAxes(page)).x).toEqual(zoomed); // it was not a zoom
  const drawn = await restOf(page);
  expect(drawn.history.undo).toBe(before.history.undo + 1);
  expect(drawn.steps[0].numbers).not.toEqual(before.steps[0].numbers);

  await page.keyboard.down('Alt');
  await dragEnergy(page, 9590, 9586);
  await page.keyboard.up('Alt');
  await expect.poll(async () => (await ranges()).length).toBe(2);
  const [, [second]] = await ranges();
  expect(Math.abs(second - 9586)).toBeLessThan(1.5 * fine);
  await expect(markPart(page, 'Exclude 2')).toBeVisible();

  await markPart(page, 'Exclude 2, lower edge').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect
    .poll(async () => (await ranges())[1][0] - second)
    .toBeCloseTo(10 * pixelEnergy(await spectraAxes(page)), 1);
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await ranges()).length).toBe(1);
  const { history } = await restOf(page);
  expect(history.undo).toBe(before.history.undo + 4);
  await expect(page.locator('.jp-XESSpectra:visible')).toBeFocused();

  const axes = await spectraAxes(page);
  await page.mouse.dblclick(pixelOf(axes, 9572), axes.top + axes.height / 2);
  await expect(inspector(page).getByLabel('Exclude (eV)')).toBeFocused();
  expect((await stateOf(page)).history).toEqual(history);
  expect((await spectraAxes(page)).x).toEqual(axes.x);
});

test('calibration lines are dragged on the spectrum as measured, and set by a click', async () => {
  const { page } = session;
  const before = await stepOf(page, {
    step: 'calibrate',
    from: ['s1'],
    parameters: { found: [9572], energies: [9582], degree: 0 }
  });
  const drawnState = (await execute(page, 'xes:state')) as { drawn: { key: string }[] };
  expect(drawnState.drawn.map(({ key }) => key.split('/')[0])).toEqual(['s1', 'calibrate-1']);
  const first = async () =>
    ((await execute(page, 'xes:result', { id: 'calibrate-1' })) as IResult).values[0].energy[0];
  const start = await first();
  await dragEnergy(page, 9572, 9570);
  const moved = await restOf(page);
  const [found] = moved.steps[0].parameters.found as number[];
  expect(Math.abs(found - 9570)).toBeLessThan(1.5 * pixelEnergy(await spectraAxes(page)));
  expect(areShort([found], 2)).toBe(true);
  expect(moved.history.undo).toBe(before.history.undo + 1);
  expect((await first()) - start).toBeCloseTo(9572 - found, 6);
  await execute(page, 'xes:undo');
  expect((await restOf(page)).steps[0].parameters).toEqual(before.steps[0].parameters);

  await session.picture('picking-calibrate');
  await pickButton(page, 'Found (eV) *').click();
  const axes = await spectraAxes(page);
  await page.mouse.click(pixelOf(axes, 9585), axes.top + axes.height / 3);
  await expect.poll(async () => ((await parametersOf(page)).found as number[]).length).toBe(2);
  const [, added] = (await parametersOf(page)).found as number[];
  expect(Math.abs(added - 9585)).toBeLessThan(1.5 * pixelEnergy(axes));
});

interface IResult {
  values: { energy: number[] }[];
}

test('the range of a step with numbers only is picked on its input spectra', async () => {
  const { page } = session;
  await stepOf(page, { step: 'moments', from: ['scans'], parameters: { range: [9560, 9590] } });
  const m1 = async () => Object.values((await restOf(page)).steps[0].numbers)[0].m1.value;
  const before = await m1();
  await dragEnergy(page, 9590, 9580);
  await expect.poll(m1).not.toBe(before);
});

test('a position without a result keeps the plot, and the drag can continue', async () => {
  const { page } = session;
  const exclude = [[9500, 9600]];
  const before = await stepOf(page, { step: 'background', from: ['s1'], parameters: { exclude } });
  const { x } = await spectraAxes(page);
  await dragEnergy(page, 9600, x[1], { isLetGo: false }); // no point is left for the fit
  await expect.poll(async () => (await restOf(page)).steps[0].outcome).toBe('failed');
  const plot = page.locator('.jp-XESSpectra:visible');
  await expect(plot).toHaveAttribute('aria-label', 'Spectra: background 1');
  await expect(page.locator('.jp-XESStage-notes:visible')).toHaveText(
    /^background 1 is not drawn: /
  );
  await dragOn(page, 9605);
  await page.mouse.up();
  await expect.poll(async () => (await restOf(page)).steps[0].outcome).toBe('done');
  expect((await stateOf(page)).history.undo).toBe(before.history.undo + 1);
  await expect(page.locator('.jp-XESStage-notes:visible')).toHaveCount(0);
});

/** Move to an energy with the button held. */
async function dragOn(page: Page, energy: number): Promise<void> {
  const axes = await spectraAxes(page);
  await page.mouse.move(pixelOf(axes, energy), axes.top + axes.height / 2, { steps: 4 });
}

test('marks follow zoom and a logarithmic scale, and the residual has a panel that is remembered', async () => {
  const { page } = session;
  await stepOf(page, {
    step: 'background',
    from: ['s1'],
    parameters: { model: 'linear', exclude: [[9562, 9586]] }
  });
  const panel = () =>
    page.evaluate(() => {
      interface INode extends HTMLElement {
        data: { yaxis?: string }[];
        _fullLayout: { yaxis2?: { domain: [number, number] } };
      }
      const node = [...document.querySelectorAll<INode>('.jp-XESSpectra .js-plotly-plot')].find(
        entry => entry.offsetParent !== null
      );
      return [
        node?.data.some(({ yaxis }) => yaxis === 'y2') ?? false,
        node?.data.some(({ yaxis }) => yaxis !== 'y2') ?? false
      ];
    });
  await expect.poll(panel).toEqual([true, true]);
  const edge = async () => {
    const box = await markPart(page, 'Exclude, lower edge').boundingBox();
    return (box?.x ?? 0) + (box?.width ?? 0) / 2;
  };
  const isInPlace = async () =>
    Math.abs((await edge()) - pixelOf(await spectraAxes(page), 9562)) < 1.5;
  await expect.poll(isInPlace).toBe(true);
  await session.picture('picking-residual');
  const axes = { y: null, x: [9555, 9600] };
  await execute(page, 'xes:set-view', { view: { axes } });
  await expect.poll(async () => (await spectraAxes(page)).x).toEqual([9555, 9600]);
  await expect.poll(isInPlace).toBe(true);
  const viewer = page.locator('.jp-XESViewer:visible');
  await viewer.getByLabel('Log intensity').check();
  await expect.poll(isInPlace).toBe(true);
  await viewer.getByLabel('Log intensity').uncheck();
  await viewer.getByLabel('Residual').uncheck();
  await expect.poll(panel).toEqual([false, true]);
  await execute(page, 'docmanager:save');
  await execute(page, 'application:close');
  await execute(page, 'xes:open', { path: 'picked.xes.json' });
  await current(page, 'picked.xes.json');
  await settled(page);
  await spectraAxes(page);
  expect(await viewer.getByLabel('Residual').isChecked()).toBe(false);
  await viewer.getByLabel('Residual').check();
  await expect.poll(panel).toEqual([true, true]);
});

test('a background fit follows its dragged window, on real scans', async () => {
  test.skip(realScans() === null, 'the real scans are not beside the checkout');
  const { page } = session;
  const before = await stepOf(
    page,
    {
      step: 'background',
      from: ['s1', 's2'],
      parameters: { join: true, model: 'linear+pearson7', exclude: [[9630, 9668]] }
    },
    ['280772_1.nxs', '280754_1.nxs']
  );
  const area = (state: IPickState) => Object.values(state.steps[0].numbers)[0].area.value;
  expect(area(before)).toBeGreaterThan(0);
  await expect(markPart(page, 'Exclude, lower edge')).toBeVisible();
  const blanks = await watchBackground(page);
  await dragEnergy(page, 9630, 9636, { isLetGo: false });
  // the fit follows before the release
  await expect(page.locator('.jp-XESSpectra:visible .jp-XESPreview path').first()).toBeVisible();
  await expect.poll(async () => area(await stateOf(page))).not.toBe(area(before));
  await session.picture('picking-live');
  await page.mouse.up();
  await expect(page.locator('.jp-XESSpectra:visible .jp-XESPreview')).toHaveCount(0);
  const { frames, blank } = await blanks();
  expect(frames).toBeGreaterThan(5);
  expect(blank).toBe(0);
  const after = await restOf(page);
  const [[low, high]] = after.steps[0].parameters.exclude as [number, number][];
  expect(Math.abs(low - 9636)).toBeLessThan(1.5 * pixelEnergy(await spectraAxes(page)));
  expect(high).toBe(9668);
  expect(after.history.undo).toBe(before.history.undo + 1);
  await session.picture('picking-real');
  await execute(page, 'apputils:change-theme', { theme: 'JupyterLab Dark' });
  await expect.poll(() => page.evaluate(() => document.body.dataset.jpThemeLight)).toBe('false');
  await session.picture('picking-real-dark');
  await execute(page, 'xes:undo');
  const back = await restOf(page);
  expect([back.steps[0].parameters, area(back)]).toEqual([
    before.steps[0].parameters,
    area(before)
  ]);
});

/** Count frames from now on, and those without a visible background, drawn by plotly or over it. */
async function watchBackground(
  page: Page
): Promise<() => Promise<{ frames: number; blank: number }>> {
  await page.evaluate(() => {
    const seen = { frames: 0, blank: 0 };
    Object.assign(window, { seen });
    const look = () => {
      const plot = [...document.querySelectorAll('.jp-XESSpectra')].find(
        node => (node as HTMLElement).offsetParent !== null
      );
      const drawn = plot?.querySelector<SVGElement>('.tracebackground_2d_1_23_joined_23_fit');
      const isSeen = drawn?.querySelector('path') && drawn.style.visibility !== 'hidden';
      seen.frames++;
      seen.blank += isSeen || plot?.querySelector('.jp-XESPreview .jp-mod-dashed') ? 0 : 1;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return () =>
    page.evaluate(() => {
      const { seen } = window as unknown as { seen: { frames: number; blank: number } };
      return { ...seen };
    });
}
