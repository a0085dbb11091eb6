import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { realScans } from './support/data.js';
import { execute, settled } from './support/lab.js';
import { clickRow, listRow, listState, type IStep } from './support/list.js';
import { axes, drag, newCut, pointOf } from './support/mapview.js';
import { openScene, plotsAreDrawn, type IScene } from './support/scenes.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

/** Work on maps: each result is a map that is viewed like that of a scan. */
const session = useSession({ viewport: { width: 1500, height: 900 }, real: true, isQuiet: true });
const rxes = 'xes-demo-rxes.nxs';
const viewer = '.jp-XESViewer:visible';

interface IMapResult {
  numbers: Record<string, Record<string, { value: number; sigma: number }>>;
  values: {
    kind: string;
    incident: number[];
    emission: number[];
    intensity: (number | null)[];
    sigma: (number | null)[];
  }[];
}

interface IState {
  view: {
    limits: [number, number] | null;
    percentile: [number, number] | null;
    zoom: object | null;
    active: string;
    difference?: { colorMap: string; limits: [number, number] | null };
  };
  cuts: { id: string; type: string; at: number; points: number }[];
}

const stateOf = async (page: Page) => (await execute(page, 'xes:state')) as IState;
const resultOf = async (page: Page, id: string) => {
  await settled(page);
  return (await execute(page, 'xes:result', { id })) as IMapResult;
};

/** The labels of the rows of the list, once the given number of scans is in it. */
async function rowLabels(page: Page, scans: number): Promise<string[]> {
  const labels = page.locator('.jp-XESList:visible .jp-XESList-row .jp-XESList-label');
  await expect.poll(() => labels.count()).toBeGreaterThanOrEqual(scans);
  return labels.allTextContents();
}

/** Select rows by their labels, and add a step by its name, with mouse and keys. @returns its id. */
async function addStep(page: Page, rows: readonly string[], name: string): Promise<string> {
  for (const [k, label] of rows.entries()) {
    await clickRow(page, label, k === 0 ? [] : ['Control']);
  }
  const before = (await listState(page)).steps.map(({ id }) => id);
  await page.locator('.jp-XESList:visible').getByRole('button', { name: 'Add step…' }).click();
  await expect(page.getByRole('combobox', { name: 'Search steps' })).toBeFocused();
  await page.keyboard.type(name);
  const option = page.locator('.jp-XESAddStep').getByRole('option').first();
  await expect(option).toContainText(name);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await listState(page)).steps.length).toBe(before.length + 1);
  const { steps } = await settled(page);
  return steps.map(({ id }) => id).filter(id => !before.includes(id))[0];
}

/** Emission scans of a map with a known height at each Ω, as tables that do not state it. */
function writeHeld(): string[] {
  return [9658, 9659, 9660, 9661].map((_, k) => {
    const rows = Array.from({ length: 30 }, (__, i) => {
      const ω = 8630 + 0.5 * i;
      return `${ω},${(1 + k) / (1 + ((ω - 8637) / 2) ** 2)},0.01`;
    });
    const name = `held-${k}.csv`;
    writeFileSync(session.file(name), ['emission_eV,intensity,sigma', ...rows, ''].join('\n'));
    return name;
  });
}

test('the difference of two maps has a diverging colour scale with separate limits and colour map', async () => {
  const { page } = session;
  const crop = { incident: [9658, 9661], emission: [8632, 8645] };
  const half = { step: 'crop', from: ['s1'], parameters: crop };
  const scene: IScene = {
    name: 'difference',
    paths: [rxes],
    steps: [
      { id: 'one', label: 'one', ...half },
      { id: 'other', label: 'other', ...half, parameters: { ...crop, emission: [8631.7, 8644.7] } },
      { id: 'same', label: 'same', ...half }
    ]
  };
  await openScene(session, scene);
  const refused = await addStep(page, ['one', 'other'], 'Map difference');
  await expect(page.locator(viewer)).toContainText('The two maps have different grids');
  await execute(page, 'xes:remove', { ids: [refused] });

  const id = await addStep(page, ['one', 'same'], 'Map difference');
  await plotsAreDrawn(page);
  const { values } = await resultOf(page, id);
  expect(values[0].intensity.every(y => y === null || y === 0)).toBe(true);
  const controls = page.locator(`${viewer} .jp-XESViewer-controls`);
  await expect(controls.getByLabel('Colours')).toHaveValue('vik');
  const [low, high] = ['from', 'to'].map(name =>
    controls.getByRole('spinbutton', { name, exact: true })
  );
  expect(Number(await low.inputValue())).toBe(-Number(await high.inputValue()));

  await controls.getByLabel('Colours').selectOption('berlin');
  await high.fill('0.5');
  await page.keyboard.press('Enter');
  await clickRow(page, 'one');
  await expect(controls.getByLabel('Colours')).toHaveValue('viridis');
  expect((await stateOf(page)).view.limits).toBeNull();
});

test('a map is divided by the area of an XES scan, in either order of selection', async () => {
  test.skip(realScans() === null, 'the real scans are not beside the checkout');
  const { page } = session;
  const paths = ['XES_ZnZSM5_air500_279192_1.dat', '279496_1.nxs'];
  await openScene(session, { name: 'normalised', paths });
  const rows = await rowLabels(page, 2);
  const id = await addStep(page, [rows[1], rows[0]], 'Normalise map');
  const { values } = await resultOf(page, id);
  const area = (await execute(page, 'xes:add-step', {
    step: 'area',
    from: ['s2'],
    parameters: {}
  })) as { id: string };
  const { numbers } = await resultOf(page, area.id);
  const map = await resultOf(page, 's1');
  const [{ area: by }] = Object.values(numbers);
  const y = values[0].intensity[100];
  expect(y).toBeCloseTo((map.values[0].intensity[100] ?? NaN) / by.value, 12);
  await execute(page, 'xes:select', { ids: [id], active: id });
  await plotsAreDrawn(page);
  const words = page.locator(`${viewer} .jp-XESInspector`);
  await expect(words).toContainText('factor');
  await session.picture('map-normalised');
  // both maps, above the spectrum whose range is picked, are tall enough to be read, and the
  // spectrum shrinks
  await page.setViewportSize({ width: 1400, height: 840 });
  await execute(page, 'xes:show', { ids: ['s1'] });
  await plotsAreDrawn(page);
  const tiles = page.locator(`${viewer} .jp-XESMapTile`);
  await expect(tiles).toHaveCount(2);
  for (const tile of await tiles.all()) {
    await expect.poll(async () => (await tile.boundingBox())?.height ?? 0).toBeGreaterThan(140);
  }
  const bottoms = await page
    .locator(`${viewer} .jp-XESMapStage .js-plotly-plot:visible`)
    .evaluateAll(nodes => nodes.map(node => node.getBoundingClientRect().bottom));
  const below = await page.locator(`${viewer} .jp-XESSpectraPanels`).boundingBox();
  expect(below?.y).toBeGreaterThanOrEqual(Math.max(...bottoms) - 1);
  await session.picture('map-normalised-both');
  await page.setViewportSize({ width: 1500, height: 900 });
});

for (const view of ['incident', 'transfer'] as const) {
  test(`the visible part of a map is cropped, and cut and contoured like a scan (${view})`, async () => {
    const { page } = session;
    await openScene(session, { name: `crop ${view}`, paths: [rxes] });
    await execute(page, 'xes:set-view', { view: { map: view } });
    await plotsAreDrawn(page);
    const button = page.locator(viewer).getByRole('button', { name: 'Crop to visible range' });
    await expect(button).toBeHidden();
    const before = await axes(page);
    const at = (x: number, y: number): [number, number] => [
      before.left + x * before.width,
      before.top + y * before.height
    ];
    await drag(page, at(0.3, 0.3), at(0.7, 0.7));
    await expect(button).toBeVisible();
    const seen = await axes(page);
    await button.click();
    await plotsAreDrawn(page);
    const { steps } = await settled(page);
    const [{ id, step, parameters }] = steps as unknown as IStep[];
    expect(step).toBe('crop');
    const ranges = parameters as Record<string, [number, number]>;
    const second = view === 'transfer' ? 'transfer' : 'emission';
    expect(ranges.incident[0]).toBeCloseTo(seen.x[0], 1);
    expect(ranges[second][1]).toBeCloseTo(seen.y[1], 1);
    const { values } = await resultOf(page, id);
    values[0].incident.forEach(Ω => expect(Ω).toBeGreaterThanOrEqual(ranges.incident[0]));

    // like a scan: two default cuts, further ones, contours, a readout
    const state = await stateOf(page);
    expect(state.view.zoom).toBeNull();
    expect(state.cuts.map(({ type }) => type)).toEqual(['CIE', 'CEE']);
    state.cuts.forEach(({ points }) => expect(points).toBeGreaterThan(2));
    await newCut(page, 'CIE');
    await settled(page);
    await page.locator(viewer).getByLabel('Contours', { exact: true }).check();
    const area = await axes(page);
    await page.mouse.move(area.left + area.width / 2, area.top + area.height / 2);
    await expect(
      page.locator(`${viewer} .jp-XESViewer-status, ${viewer} .jp-XESStatus`).first()
    ).toContainText('eV');
    await session.picture(`map-cropped-${view}`);
  });
}

test('many emission scans that do not state their Ω become a map, with separate cuts', async () => {
  const { page } = session;
  await openScene(session, { name: 'held', paths: writeHeld() });
  const rows = await rowLabels(page, 4);
  const id = await addStep(page, rows, 'Map of scans');
  await expect(page.locator(viewer)).toContainText('does not say its incident energy Ω');
  await session.picture('map-of-scans-refused');
  const field = page.locator(`${viewer} .jp-XESInspector`).getByLabel('Energies (eV)');
  await field.fill('9658, 9659, 9660, 9661');
  await page.keyboard.press('Tab');
  await expect.poll(async () => (await settled(page)).steps[0].outcome).toBe('done');
  const { values } = await resultOf(page, id);
  expect(values[0].incident).toEqual([9658, 9659, 9660, 9661]);
  expect(values[0].intensity.slice(14 * 4, 15 * 4)).toEqual([1, 2, 3, 4]);
  await plotsAreDrawn(page);
  await newCut(page, 'CEE');
  await settled(page);
  const state = await stateOf(page);
  expect(state.view.active).toBe(id);
  expect(state.cuts.length).toBe(3);
  state.cuts.forEach(({ points }) => expect(points).toBeGreaterThan(2));
  const { steps } = (await listState(page)) as unknown as { steps: IStep[] };
  const cuts = steps.filter(({ step }) => step === 'cut');
  expect(cuts.map(({ from }) => from)).toEqual([[id], [id], [id]]);
  const area = await axes(page);
  const [cut] = state.cuts.filter(({ type }) => type === 'CEE');
  await drag(page, pointOf(area, 9658.2, cut.at), pointOf(area, 9658.2, cut.at - 2));
  await settled(page);
  const moved = (await stateOf(page)).cuts.find(entry => entry.id === cut.id);
  expect(moved?.at).toBeLessThan(cut.at - 1);
  await inBothThemes(page, async theme => {
    await plotsAreDrawn(page);
    await session.picture(`map-of-scans-${theme}`);
  });
});

test('limits are dragged over a histogram, by mouse and keys, and typed', async () => {
  const { page } = session;
  await openScene(session, { name: 'limits', paths: [rxes] });
  await page.locator(viewer).getByRole('button', { name: 'Histogram…' }).click();
  const form = page.getByRole('dialog', { name: 'Limits of the colours' });
  const upper = form.getByRole('slider', { name: 'Upper limit' });
  await expect(upper).toBeVisible();
  const now = async () => (await stateOf(page)).view.limits;
  expect(await now()).toBeNull();
  const box = await upper.boundingBox();
  const whole = await form.locator('.jp-XESHistogram').boundingBox();
  if (!box || !whole) {
    throw new Error('There is no histogram');
  }
  const start: [number, number] = [box.x + box.width / 2, box.y + 20];
  await drag(page, start, [whole.x + whole.width / 2, start[1]]);
  await expect.poll(async () => (await now()) !== null).toBe(true);
  const largest = Number(await upper.getAttribute('aria-valuemax'));
  await expect.poll(async () => ((await now())?.[1] ?? 0) / largest).toBeCloseTo(0.5, 1);
  await expect(form.getByLabel('Same limits for all maps')).toBeChecked();
  await upper.focus();
  const before = (await now())?.[1] ?? NaN;
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await now())?.[1] ?? NaN).toBeLessThan(before);

  await inBothThemes(page, async theme => {
    if (!(await form.isVisible())) {
      await page.locator(viewer).getByRole('button', { name: 'Histogram…' }).click();
    }
    await expect(upper).toBeVisible();
    for (const width of [1500, 1000]) {
      await page.setViewportSize({ width, height: 900 });
      await plotsAreDrawn(page);
      await session.picture(`limits-${width}-${theme}`);
    }
    await page.setViewportSize({ width: 1500, height: 900 });
  });
  await form.getByLabel('Limits to').fill('0.03');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await now())?.[1]).toBe(0.03);
  await form.getByLabel('Limits to').fill('-7');
  await page.keyboard.press('Enter');
  await expect(form.getByLabel('Limits to')).toHaveAttribute('aria-invalid', 'true');
  expect((await now())?.[1]).toBe(0.03);
  await form.getByLabel('Percentiles from').fill('5');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await stateOf(page)).view.percentile).toEqual([5, 99]);
  expect(await now()).toBeNull();
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  await expect(listRow(page, rxes.replace('.nxs', ''))).toHaveCount(1);
});
