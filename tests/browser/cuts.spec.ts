import { expect, test, type Page } from '@playwright/test';
import { current, execute, settled, type IState } from './support/lab.js';
import { axes, axesOf, drag, pixel, pointOf, type IAxes } from './support/mapview.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true });
const name = 'xes-demo-rxes.nxs';
/** Step of both axes of the demonstration map, eV. */
const step = 0.3;
/** Away from both cuts, which start at the maximum: Ω about 9662.8, ω about 8638.9 eV. */
const aside = { incident: 9659.2, emission: 8632 };

async function opened(page: Page): Promise<IAxes> {
  await execute(page, 'xes:open', { path: name });
  await settled(page);
  await current(page, name);
  await expect(page.locator('.jp-XESCut')).toHaveCount(2);
  return axes(page);
}

async function state(page: Page): Promise<IState> {
  return (await execute(page, 'xes:state')) as IState;
}

async function cutOf(page: Page, type: string): Promise<IState['cuts'][number]> {
  const found = (await state(page)).cuts.filter(cut => cut.type === type);
  expect(found).toHaveLength(1);
  return found[0];
}

test('a new map has one CIE and one CEE cut, one step wide, with their profiles', async () => {
  const { page } = session;
  await opened(page);
  const { cuts } = await state(page);
  expect(cuts.map(({ type }) => type)).toEqual(['CIE', 'CEE']);
  expect(Math.abs(cuts[0].width - step)).toBeLessThan(0.005); // the incident readback jitters
  expect(Math.abs(cuts[1].width - step)).toBeLessThan(1e-6);
  expect(cuts.map(({ points }) => points)).toEqual([74, 17]);
  for (const type of ['CIE', 'CEE']) {
    await expect(page.locator(`.jp-mod-${type} .scatterlayer .trace`)).toHaveCount(1);
  }
});

test('a cut is dragged by its line, and its profile follows', async () => {
  const { page } = session;
  const area = await opened(page);
  for (const [type, to] of [
    ['CIE', 9659.5],
    ['CEE', 8634.2]
  ] as const) {
    const cut = await cutOf(page, type);
    const vertical = type === 'CIE';
    const at = (energy: number) =>
      vertical ? pointOf(area, energy, aside.emission) : pointOf(area, aside.incident, energy);
    await drag(page, at(cut.at), at(to));
    const after = await cutOf(page, type);
    const reach = vertical ? pixel(area).incident : pixel(area).emission;
    expect(Math.abs(after.at - to)).toBeLessThan(reach);
    expect(after.width).toBe(cut.width);
    const layer = page.locator(`.jp-mod-${type} .infolayer`);
    await expect(layer).toContainText(`${vertical ? 'Ω' : 'ω'} = ${after.at.toFixed(2)}`);
    await expect(layer).toContainText(`width ${after.width.toFixed(2)}`);
  }
});

test('the width of a cut is dragged by an edge of its band', async () => {
  const { page } = session;
  const area = await opened(page);
  const cut = await cutOf(page, 'CIE');
  const edge = cut.at - cut.width / 2;
  const to = cut.at - 0.75;
  await drag(page, pointOf(area, edge, aside.emission), pointOf(area, to, aside.emission));
  const after = await cutOf(page, 'CIE');
  expect(after.at).toBe(cut.at);
  expect(Math.abs(after.width - 1.5)).toBeLessThan(2 * pixel(area).incident);
  await expect(page.locator('.jp-mod-CIE .g-xtitle')).toContainText(
    `width ${after.width.toFixed(2)}`
  );
});

test('arrows move a cut by one step, with Shift by ten, and Delete removes it', async () => {
  const { page } = session;
  await opened(page);
  const before = await cutOf(page, 'CEE');
  const cut = page.locator('.jp-XESCut.jp-mod-CEE');
  await cut.focus();
  for (const [key, steps] of [
    ['ArrowUp', 1],
    ['ArrowRight', 2],
    ['ArrowDown', 1],
    ['ArrowLeft', 0],
    ['Shift+ArrowDown', -10],
    ['Shift+ArrowUp', 0]
  ] as const) {
    await page.keyboard.press(key);
    const { at, width } = await cutOf(page, 'CEE');
    expect(Math.abs(at - before.at - steps * step), key).toBeLessThan(1e-6);
    expect(width).toBe(before.width);
    await expect(cut).toBeFocused();
  }
  await page.keyboard.press('Delete');
  await expect(page.locator('.jp-XESCut')).toHaveCount(1);
  expect((await state(page)).cuts.map(({ type }) => type)).toEqual(['CIE']);
  await expect(page.locator('.jp-XESPlotWidget.jp-mod-CEE')).toBeHidden();
});

test('a cut added by keyboard is moved by keyboard, and every Tab stop has a name', async () => {
  const { page } = session;
  await opened(page);
  const map = page.locator('.jp-XESMap:visible');
  await page.getByRole('button', { name: '+ Cut' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown'); // CEE
  await page.keyboard.press('Enter');
  const cut = map.locator('.jp-XESCut.jp-mod-CEE').nth(1);
  await expect(cut).toBeFocused();
  const at = async () => (await state(page)).cuts.filter(({ type }) => type === 'CEE')[1].at;
  const before = await at();
  await page.keyboard.press('ArrowUp');
  await expect.poll(at).toBeCloseTo(before + step, 6);

  await map.focus();
  const stops: string[] = [];
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press('Tab');
    stops.push(
      await page.evaluate(() => {
        const { activeElement: at } = document;
        return at?.getAttribute('aria-label') ?? at?.textContent ?? '';
      })
    );
  }
  expect(stops.filter(name => name.trim() === '')).toEqual([]);
  expect(stops.filter(name => name.startsWith('Profiles: '))).toHaveLength(2);

  const profile = page.locator('.jp-XESPlotWidget.jp-mod-CEE:visible');
  await profile.focus();
  await page.keyboard.press('+');
  const zoomed = async () => (await axesOf(page, '.jp-XESMap'))[0].x;
  const [low, high] = (await axesOf(page, '.jp-XESPlotWidget.jp-mod-CEE'))[0].x;
  await expect.poll(zoomed).toEqual([low, high]);
  await expect(profile).toBeFocused();
});

test('a dragged box zooms in, and the button and a double click reset the zoom', async () => {
  const { page } = session;
  const whole = await opened(page);
  const zoomOf = async () => ((await state(page)) as unknown as IZoomed).view.zoom;
  const [low, high] = [
    [9658.6, 8630],
    [9661.4, 8635]
  ] as const;
  const reset = [
    () => page.getByRole('button', { name: 'Reset zoom', exact: true }).last().click(),
    async () => page.mouse.dblclick(...pointOf(await axes(page), 9659, 8631))
  ];
  for (const back of reset) {
    await drag(page, pointOf(whole, ...low), pointOf(whole, ...high));
    await expect.poll(zoomOf).not.toBeNull();
    const zoom = (await zoomOf()) as NonNullable<IZoomed['view']['zoom']>;
    const reach = pixel(whole);
    for (const end of [0, 1]) {
      const wanted = [low, high][end];
      expect(Math.abs(zoom.incident[end] - wanted[0])).toBeLessThan(1.5 * reach.incident);
      expect(Math.abs(zoom.emission[end] - wanted[1])).toBeLessThan(1.5 * reach.emission);
    }
    await expect.poll(async () => (await axes(page)).x).toEqual(zoom.incident);
    await back();
    await expect.poll(zoomOf).toBeNull();
    await expect.poll(async () => (await axes(page)).x).toEqual(whole.x);
    await expect.poll(async () => (await axes(page)).y).toEqual(whole.y);
  }
});

interface IZoomed {
  view: { zoom: { incident: [number, number]; emission: [number, number] } | null };
}
