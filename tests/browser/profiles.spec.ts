import { expect, test, type Page } from '@playwright/test';
import { realScans } from './support/data.js';
import { execute, settled } from './support/lab.js';
import { axes, axesOf, drag, pointOf, type IAxes } from './support/mapview.js';
import { openScene, plotsAreDrawn } from './support/scenes.js';
import { useSession } from './support/session.js';

/** Profiles share the axes of the map next to them, and follow its zoom. */
const session = useSession({ viewport: { width: 1500, height: 900 }, real: true, isQuiet: true });
const viewer = '.jp-XESViewer:visible';

/** The axes of a plot of profiles. */
async function plotOf(page: Page, kind: 'CIE' | 'CEE'): Promise<IAxes> {
  const [found] = await axesOf(page, `.jp-XESPlotWidget.jp-mod-${kind}`);
  if (!found) {
    throw new Error(`no plot of ${kind}`);
  }
  return found;
}

const close = (some: readonly number[], others: readonly number[], least: number) =>
  some.every((value, i) => Math.abs(value - others[i]) < least);

/** Wait until both profiles are aligned with the map's axes. */
async function expectShared(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const map = await axes(page);
      const [cie, cee] = [await plotOf(page, 'CIE'), await plotOf(page, 'CEE')];
      return {
        places: [
          close([cee.left, cee.width], [map.left, map.width], 1.5),
          close([cie.top, cie.height], [map.top, map.height], 1.5)
        ],
        ranges: [close(cee.x, map.x, 1e-6), close(cie.y, map.y, 1e-6)]
      };
    })
    .toEqual({ places: [true, true], ranges: [true, true] });
}

test('profiles are read out by keys like other plots, along the energy in either orientation', async () => {
  const { page } = session;
  await openScene(session, { name: 'cursor', paths: ['xes-demo-rxes.nxs'] });
  await expectShared(page);
  const readout = page.locator('.jp-XESStatus-readout:visible');
  const energy = async () =>
    Number(/ ?(\d+\.\d+) eV/.exec((await readout.textContent()) ?? '')?.[1]);
  for (const [kind, symbol, key] of [
    ['CIE', 'ω', 'ArrowUp'],
    ['CEE', 'Ω', 'ArrowRight']
  ] as const) {
    const plot = page.locator(`${viewer} .jp-XESPlotWidget.jp-mod-${kind}`);
    await plot.focus();
    await page.keyboard.press('c');
    await expect(readout).toHaveText(new RegExp(`^${symbol} .* eV  I .*${kind} `));
    const mark = plot.locator('.jp-XESSpectra-mark');
    await expect(mark).toBeVisible();
    const before = await energy();
    await page.keyboard.press(key);
    await expect.poll(energy).toBeGreaterThan(before);
    // on the curve, between the axes
    const [box, { left, top, width, height }] = [
      await mark.boundingBox(),
      await plotOf(page, kind)
    ];
    const [x, y] = [(box?.x ?? NaN) + 5, (box?.y ?? NaN) + 5];
    expect([x > left - 1, x < left + width + 1, y > top - 1, y < top + height + 1]).toEqual(
      Array(4).fill(true)
    );
    await session.picture(`profile-cursor-${kind}`);
    await page.keyboard.press('Escape');
    await expect(mark).toBeHidden();
  }
});

test('profiles share the axes of the map, at any zoom, in both views', async () => {
  const { page } = session;
  await openScene(session, { name: 'profiles', paths: ['xes-demo-rxes.nxs'] });
  await expectShared(page);
  const [map, cee, cie] = [await axes(page), await plotOf(page, 'CEE'), await plotOf(page, 'CIE')];
  expect(cee.top + cee.height).toBeLessThan(map.top);
  expect(cie.left).toBeGreaterThan(map.left + map.width);
  expect(map.width * map.height).toBeGreaterThan(2 * cie.width * cie.height);
  await session.picture('profiles-1500-light');

  // a zoom of the map is applied to them
  await drag(page, pointOf(map, 9659, 8645), pointOf(map, 9661.5, 8633));
  await expect.poll(async () => (await axes(page)).x[0]).toBeGreaterThan(9658.5);
  await expectShared(page);
  await session.picture('profiles-zoomed');

  // and a zoom of a profile to the map, along the energies only
  const before = await axes(page);
  const over = await plotOf(page, 'CEE');
  const at = (part: number): [number, number] => [
    over.left + part * over.width,
    over.top + over.height / 2
  ];
  await drag(page, at(0.25), at(0.75));
  await expect.poll(async () => (await axes(page)).x[0]).toBeGreaterThan(before.x[0] + 0.1);
  await expectShared(page);
  expect((await axes(page)).y).toEqual(before.y);
  const [x, y] = at(0.5);
  await page.mouse.dblclick(x, y);
  await expect.poll(async () => (await axes(page)).x[0]).toBeLessThan(9658);
  await expectShared(page);

  await page.locator(viewer).getByRole('button', { name: 'Transfer' }).click();
  await settled(page);
  await expect.poll(async () => (await axes(page)).y[0]).toBeLessThan(1100);
  await expectShared(page);
  await session.picture('profiles-transfer');
  await page.locator(viewer).getByLabel('Equal aspect').check();
  await plotsAreDrawn(page);
  await session.picture('profiles-equal');
  await page.locator(viewer).getByLabel('Equal aspect').uncheck();
});

test('profiles follow the map while it is panned', async () => {
  const { page } = session;
  await openScene(session, { name: 'moved profiles', paths: ['xes-demo-rxes.nxs'] });
  await expectShared(page);
  const map = await axes(page);
  const [x, y] = pointOf(map, 9660.4, 8646);
  await page.keyboard.down('Shift');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 40, { steps: 6 });
  const path = () =>
    page.evaluate(
      () =>
        document
          .querySelector('.jp-XESPlotWidget.jp-mod-CEE .jp-XESPreview path')
          ?.getAttribute('d') ?? ''
    );
  await expect.poll(async () => (await path()).length).toBeGreaterThan(20);
  const first = Number(/^M([\d.]+)/.exec(await path())?.[1]);
  const node = await page.locator('.jp-XESPlotWidget.jp-mod-CEE').boundingBox();
  // its first point is at the lowest incident energy, which was moved by as much
  const expected = pointOf(map, 9658, 8646)[0] + 60 - (node?.x ?? 0);
  expect(Math.abs(first - expected)).toBeLessThan(3);
  await session.picture('profiles-moving');
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(page.locator('.jp-XESPlotWidget.jp-mod-CEE .jp-XESPreview')).toHaveCount(0);
  await expectShared(page);
});

test('profiles are closed, moved, and shown in a separate tab, which closes with the map', async () => {
  const { page } = session;
  await openScene(session, { name: 'placed profiles', paths: ['xes-demo-rxes.nxs'] });
  await expectShared(page);
  const profiles = page.getByRole('dialog', { name: 'Profiles' });
  const offer = () => page.locator(viewer).getByRole('button', { name: 'Profiles…' }).click();
  const plots = (kind: string) => page.locator(`.jp-XESPlotWidget.jp-mod-${kind}:visible`);
  await offer();
  await profiles.getByLabel('CIE, along ω or Δ', { exact: true }).uncheck();
  await expect(plots('CIE')).toHaveCount(0);
  await session.picture('profiles-popover');
  await profiles.getByLabel('CIE, along ω or Δ', { exact: true }).check();
  await profiles.getByLabel('Place').selectOption('below');
  await page.keyboard.press('Escape');
  await expectShared(page);
  const [map, cee] = [await axes(page), await plotOf(page, 'CEE')];
  expect(cee.top).toBeGreaterThan(map.top + map.height);
  await session.picture('profiles-below');

  await offer();
  await profiles.getByRole('button', { name: 'CEE and CET, along Ω: in a tab' }).click();
  const tab = page.locator('.jp-XESPlotTab .jp-XESPlotWidget.jp-mod-CEE');
  await expect(tab.locator('svg.main-svg').first()).toBeVisible();
  const curve = () =>
    tab.evaluate(node => {
      const plot = node.querySelector<HTMLElement & { data: { y: Float64Array }[] }>(
        '.js-plotly-plot'
      );
      return [...(plot?.data.find(({ y }) => y.length > 1)?.y ?? [])];
    });
  await expect.poll(async () => (await curve()).length).toBe(17);
  const before = await curve();
  await session.picture('profiles-tab');
  await page.getByRole('tab', { name: 'placed profiles.xes.json', exact: true }).click();
  await page.locator('.jp-XESCutLayer .jp-mod-CEE:visible').focus();
  await page.keyboard.press('ArrowUp');
  await settled(page);
  await expect.poll(curve).not.toEqual(before);
  await execute(page, 'docmanager:save');
  await execute(page, 'application:close');
  await expect(tab).toHaveCount(0);
});

for (const theme of ['Light', 'Dark']) {
  test(`profiles of a real map, ${theme}`, async () => {
    test.skip(realScans() === null, 'the real scans are not beside the checkout');
    const { page } = session;
    await openScene(session, {
      name: `real profiles ${theme}`,
      paths: ['XES_ZnZSM5_air500_279192_1.dat']
    });
    await execute(page, 'apputils:change-theme', { theme: `JupyterLab ${theme}` });
    await execute(page, 'xes:add-cut', { type: 'CIE', at: 9660.4 });
    await settled(page);
    for (const width of [1500, 1000]) {
      await page.setViewportSize({ width, height: 900 });
      await plotsAreDrawn(page);
      await session.picture(`profiles-real-${width}-${theme}`);
    }
    await execute(page, 'apputils:change-theme', { theme: 'JupyterLab Light' });
  });
}
