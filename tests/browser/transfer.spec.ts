import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { realScans } from './support/data.js';
import { downloadData } from './support/exporting.js';
import { current, execute, root, settled, type IState } from './support/lab.js';
import { openAnalysis } from './support/list.js';
import {
  axes,
  csv,
  drag,
  haveContours,
  newCut,
  pixel,
  pointOf,
  type IAxes
} from './support/mapview.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

/** A map over Ω and ω or over Ω and Δ, with cuts of every kind, by mouse and by keys. */
const session = useSession({ isQuiet: true, real: true, viewport: { width: 1500, height: 900 } });
const name = 'xes-demo-rxes.nxs';
const real = 'XES_ZnZSM5_air500_279192_1.dat';
const bin = path.join(root, 'jupyterlab_xes/engine/jupyterlab-xes.mjs');
/** Both axes of the demonstration map are stepped by this, eV. */
const step = 0.3;

interface IPoint {
  incident: number;
  emission: number;
}

type State = IState & {
  view: {
    view: string;
    zoom: { incident: [number, number]; emission: [number, number] } | null;
  };
  lineCuts: { id: string; from: IPoint; to: IPoint; width: number; points: number }[];
};

interface IResult {
  values: { energy: number[]; intensity: number[]; sigma: number[] }[];
}

const state = async (page: Page) => (await execute(page, 'xes:settled')) as State;
const mapSide = (page: Page) => page.locator('.jp-XESMapStage:visible');

async function opened(page: Page, scan = name): Promise<IAxes> {
  await execute(page, 'xes:open', { path: scan });
  await settled(page);
  await current(page, scan);
  await expect(page.locator('.jp-XESCut')).toHaveCount(2);
  return axes(page);
}

async function look(page: Page, view: 'Incident' | 'Transfer'): Promise<IAxes> {
  const button = page.getByRole('button', { name: view, exact: true });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  const title = view === 'Transfer' ? 'Energy transfer Δ' : 'Emission energy ω';
  await expect(page.locator('.jp-XESMap .g-ytitle')).toContainText(title);
  return axes(page);
}

/** The screen's point of Ω and Δ. */
const over = (area: IAxes, incident: number, transfer: number) => pointOf(area, incident, transfer);

/** The colour painted at a point of the screen, `r,g,b,a`. */
function colorAt(page: Page, [x, y]: [number, number]): Promise<string> {
  return page.evaluate(
    at => {
      const canvas = document.querySelector<HTMLCanvasElement>('.jp-XESMap-raster');
      const box = canvas?.getBoundingClientRect();
      if (!canvas || !box) {
        throw new Error('There is no raster');
      }
      const [u, v] = [
        ((at[0] - box.left) * canvas.width) / box.width,
        ((at[1] - box.top) * canvas.height) / box.height
      ];
      const data = canvas.getContext('2d')?.getImageData(Math.floor(u), Math.floor(v), 1, 1).data;
      return String(data);
    },
    [x, y] as const
  );
}

/** Output of the command line for the session's file: energy, intensity and σ. */
function commandLine(...values: string[]): number[][] {
  const out = session.file('command-line.csv');
  execFileSync('node', [bin, ...values, '--out', out], { timeout: 60_000 });
  const [, ...lines] = readFileSync(out, 'utf8')
    .trimEnd()
    .split('\n')
    .filter(line => !line.startsWith('#'));
  return lines.map(line => line.split(',').slice(0, 3).map(Number));
}

async function profileOf(page: Page, id: string): Promise<number[][]> {
  const { values } = (await execute(page, 'xes:result', { id })) as IResult;
  const [{ energy, intensity, sigma }] = values;
  return energy.map((at, i) => [at, intensity[i], sigma[i]]);
}

/** The file that *Export…* writes for a cut. */
async function savedProfile(page: Page, name: RegExp): Promise<number[][]> {
  const { rows } = await csv(await downloadData(page, name));
  return rows.map(row => row.slice(0, 3));
}

test('each measured cell is at its Δ, and reads the same in both views', async () => {
  const { page } = session;
  const before = await opened(page);
  const readout = page.locator('.jp-XESStatus-readout');
  const cells = [
    [0, 3],
    [5, 20],
    [9, 60],
    [16, 70]
  ].map(([j, i]) => [9658 + step * j, 8628 + step * i] as const);
  const look1: [string, string][] = [];
  for (const [incident, emission] of cells) {
    const at = pointOf(before, incident, emission);
    await page.mouse.move(...at);
    await expect(readout).toContainText(`Ω ${incident.toFixed(1)}`.slice(0, 6));
    await expect(readout).toContainText(`ω ${emission.toFixed(1)}`);
    look1.push([await colorAt(page, at), await readout.innerText()]);
  }
  const after = await look(page, 'Transfer');
  expect(after.x).toEqual(before.x);
  // the sheared columns, in whole cells: from the last ω at the first Ω to the first ω at the last
  expect(after.y[0]).toBeCloseTo(9658 - (8628 + 73.5 * step), 1);
  expect(after.y[1]).toBeCloseTo(9658 + 16 * step - (8628 - 0.5 * step), 1);
  for (const [k, [incident, emission]] of cells.entries()) {
    const at = over(after, incident, incident - emission);
    await page.mouse.move(...at);
    await expect(readout).toHaveText(look1[k][1]);
    await expect.poll(() => colorAt(page, at)).toBe(look1[k][0]);
    expect(look1[k][0]).toMatch(/,255$/);
  }
  // next to the sheared columns there is nothing
  const corner = over(after, 9658, after.y[1] - 1);
  expect(await colorAt(page, corner)).toBe('0,0,0,0');
  await page.mouse.move(...corner);
  await expect(readout).toHaveText('');
});

test('a CET cut is moved, nudged, made wider, typed and removed in both views', async () => {
  const { page } = session;
  let area = await opened(page);
  await newCut(page, 'CET');
  await expect(page.locator('.jp-XESCut')).toHaveCount(3);
  const cut = async () => {
    const found = (await state(page)).cuts.filter(({ type }) => type === 'CET');
    expect(found).toHaveLength(1);
    return found[0];
  };
  const first = await cut();
  expect(first.points).toBeGreaterThan(10);
  // a diagonal on the map of Ω and ω: grabbed at 9660 and moved down by 3 eV of ω
  await drag(page, pointOf(area, 9660, 9660 - first.at), pointOf(area, 9660, 9660 - first.at - 3));
  const dragged = await cut();
  expect(Math.abs(dragged.at - first.at - 3)).toBeLessThan(2 * pixel(area).emission);
  expect(dragged.width).toBe(first.width);
  area = await look(page, 'Transfer');
  await drag(page, over(area, 9660, dragged.at), over(area, 9660, 1015));
  const level = await cut();
  expect(Math.abs(level.at - 1015)).toBeLessThan(2 * pixel(area).emission);
  // the band is as narrow as its line here: its edge is grabbed next to that
  const [x, y] = over(area, 9660, level.at);
  await drag(page, [x, y - 7], [x, y - 47]);
  const wider = level.width + 2 * 40 * pixel(area).emission;
  expect(Math.abs((await cut()).width - wider)).toBeLessThan(4 * pixel(area).emission);
  const mark = page.locator('.jp-XESCut.jp-mod-CET');
  await mark.focus();
  for (const [key, steps] of [
    ['ArrowUp', 1],
    ['Shift+ArrowUp', 11],
    ['Shift+ArrowDown', 1],
    ['ArrowDown', 0]
  ] as const) {
    await page.keyboard.press(key);
    expect(Math.abs((await cut()).at - level.at - steps * step), key).toBeLessThan(1e-3);
  }
  const now = await cut();
  await page.mouse.dblclick(...over(area, 9661.5, now.at));
  const field = page.locator('.jp-XESCutForm').getByLabel('Δ (eV)');
  await field.fill('1020.5');
  await page.keyboard.press('Enter');
  expect((await cut()).at).toBe(1020.5);
  await session.picture('transfer-cet');
  await mark.focus();
  await page.keyboard.press('Delete');
  await expect(page.locator('.jp-XESCut')).toHaveCount(2);
});

test('a CEE cut is a diagonal over Δ, and a drag moves it there', async () => {
  const { page } = session;
  await opened(page);
  const area = await look(page, 'Transfer');
  const cee = async () => (await state(page)).cuts.filter(({ type }) => type === 'CEE')[0];
  const { at } = await cee();
  await drag(page, over(area, 9659.5, 9659.5 - at), over(area, 9659.5, 9659.5 - at + 4));
  expect(Math.abs((await cee()).at - (at - 4))).toBeLessThan(2 * pixel(area).emission);
  await expect(page.locator('.jp-mod-CEE .infolayer')).toContainText('ω = ');
});

test('a line is drawn over the map, moved by its ends and as a whole, and its numbers are typed', async () => {
  const { page } = session;
  const area = await opened(page);
  await newCut(page, 'Line');
  await expect(page.locator('.jp-XESLineTool')).toBeVisible();
  await session.picture('line-tool');
  await page.keyboard.press('Escape');
  await expect(page.locator('.jp-XESLineTool')).toBeHidden();
  expect((await state(page)).lineCuts).toEqual([]);
  await newCut(page, 'Line');
  await drag(page, pointOf(area, 9659, 8632), pointOf(area, 9662, 8646));
  const line = async () => (await state(page)).lineCuts[0];
  const drawn = await line();
  const reach = pixel(area);
  const near = (found: IPoint, incident: number, emission: number) => {
    expect(Math.abs(found.incident - incident)).toBeLessThan(2 * reach.incident);
    expect(Math.abs(found.emission - emission)).toBeLessThan(2 * reach.emission);
  };
  near(drawn.from, 9659, 8632);
  near(drawn.to, 9662, 8646);
  expect(drawn.points).toBeGreaterThan(20);
  await expect(page.locator('.jp-XESPlotWidget.jp-mod-line .scatterlayer .trace')).toHaveCount(1);
  await session.picture('transfer-line');
  await drag(page, pointOf(area, 9662, 8646), pointOf(area, 9661, 8648));
  near((await line()).to, 9661, 8648);
  // as a whole, by its middle
  await drag(page, pointOf(area, 9660, 8640), pointOf(area, 9661, 8638));
  near((await line()).from, 9660, 8630);
  near((await line()).to, 9662, 8646);
  const mark = page.locator('.jp-XESCut.jp-mod-line');
  await mark.focus();
  const { from } = await line();
  await page.keyboard.press('Shift+ArrowLeft');
  near((await line()).from, from.incident - 10 * step, from.emission);
  await page.keyboard.press('Enter');
  const form = page.locator('.jp-XESCutForm');
  await expect(form.locator('input')).toHaveCount(5);
  await form.getByLabel('width (eV)').fill('1.5');
  await form.getByLabel('to ω (eV)', { exact: true }).fill('8640');
  await page.keyboard.press('Enter');
  expect(await line()).toMatchObject({ width: 1.5, to: { emission: 8640 } });
  // a keyboard alone draws one too; over Δ it is where its ends are
  await newCut(page, 'Line');
  await page.keyboard.press('Enter');
  expect((await state(page)).lineCuts).toHaveLength(2);
  const transfer = await look(page, 'Transfer');
  const { to, width } = await line();
  await drag(
    page,
    over(transfer, to.incident, to.incident - to.emission),
    over(transfer, 9661, 9661 - 8643)
  );
  near((await line()).to, 9661, 8643);
  expect((await line()).width).toBe(width);
  await mark.first().focus();
  await page.keyboard.press('Delete');
  expect((await state(page)).lineCuts).toHaveLength(1);
  await execute(page, 'xes:undo');
  expect((await state(page)).lineCuts).toHaveLength(2);
});

test('many cuts are shown at once, each in its colour in the plot of its kind, equal to the command line', async () => {
  const { page } = session;
  await opened(page);
  for (const type of ['CIE', 'CEE', 'CET', 'CET'] as const) {
    await newCut(page, type);
  }
  const { cuts } = await state(page);
  expect(cuts.map(({ type }) => type)).toEqual(['CIE', 'CEE', 'CIE', 'CEE', 'CET', 'CET']);
  const places = cuts.map(({ type, at }) => `${type} ${at}`);
  expect(new Set(places).size).toBe(places.length);
  const traces = (kind: string) =>
    page.locator(`.jp-XESPlotWidget.jp-mod-${kind} .scatterlayer .trace`);
  const names = (kind: string) =>
    page.locator(`.jp-XESPlotWidget.jp-mod-${kind} .legendtext`).allTextContents();
  await expect(page.locator('.jp-XESPlotWidget.jp-mod-CEE .legendtext')).toHaveCount(4);
  await expect(traces('CIE')).not.toHaveCount(0);
  const label = ({ type, at }: (typeof cuts)[number]) => `${type} ${Number(at.toFixed(2))} eV`;
  expect(await names('CIE')).toEqual(cuts.filter(({ type }) => type === 'CIE').map(label));
  expect(await names('CEE')).toEqual(cuts.filter(({ type }) => type !== 'CIE').map(label));
  const colors = await page
    .locator('.jp-XESCut')
    .evaluateAll(nodes =>
      nodes.map(node => (node as SVGElement).style.getPropertyValue('--xes-cut'))
    );
  expect(new Set(colors).size).toBe(6);
  for (const { id, type, at, width } of cuts) {
    const cut = ['--type', type, '--at', String(at), '--width', String(width)];
    const wanted = commandLine('cut', session.file(name), '--channel', 'upper', ...cut);
    expect(await profileOf(page, id)).toEqual(wanted);
    const file = new RegExp(`${type}\\W${Number(at.toFixed(2))}\\W`);
    expect(await savedProfile(page, file)).toEqual(wanted);
  }
  await inBothThemes(page, async theme => {
    await look(page, 'Incident');
    await session.picture(`cuts-incident-${theme}`);
    await look(page, 'Transfer');
    await session.picture(`cuts-transfer-${theme}`);
  });
});

test('the profile of a line equals the command line’s', async () => {
  const { page } = session;
  await opened(page);
  const parameters = {
    fromIncident: 9658.5,
    fromEmission: 8630,
    toIncident: 9662,
    toEmission: 8645,
    width: 0.9
  };
  const { id } = (await execute(page, 'xes:add-step', { step: 'lineCut', parameters })) as {
    id: string;
  };
  const set = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  const wanted = commandLine('apply', 'lineCut', session.file(name), '--set', set.join());
  expect(await profileOf(page, id)).toEqual(wanted);
  expect(await savedProfile(page, /line/i)).toEqual(wanted);
  await expect(page.locator('.jp-XESCut.jp-mod-line')).toHaveCount(1);
});

test('zoom, keys and equal aspect respect the view, as does the saved figure; a command sets it', async () => {
  const { page } = session;
  await opened(page);
  await execute(page, 'xes:set-view', { view: { map: 'transfer' } });
  await expect(page.getByRole('button', { name: 'Transfer', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true'
  );
  const whole = await axes(page);
  await drag(page, over(whole, 9659, 1012), over(whole, 9661.5, 1020));
  await expect.poll(async () => (await axes(page)).y[0]).toBeGreaterThan(whole.y[0] + 1);
  const zoomed = await axes(page);
  const reach = pixel(whole);
  expect(Math.abs(zoomed.x[0] - 9659)).toBeLessThan(2 * reach.incident);
  expect(Math.abs(zoomed.y[0] - 1012)).toBeLessThan(2 * reach.emission);
  expect(Math.abs(zoomed.y[1] - 1020)).toBeLessThan(2 * reach.emission);
  await page.locator('.jp-XESMap').focus();
  await page.keyboard.press('ArrowUp');
  const tenth = (zoomed.y[1] - zoomed.y[0]) / 10;
  await expect.poll(async () => (await axes(page)).y[0]).toBeCloseTo(zoomed.y[0] + tenth, 6);
  // the same point stays in the middle of the other view
  const middle = ([low, high]: [number, number]) => (low + high) / 2;
  const here = await axes(page);
  const there = await look(page, 'Incident');
  expect(middle(there.y)).toBeCloseTo(middle(here.x) - middle(here.y), 6);
  await look(page, 'Transfer');
  await expect.poll(async () => (await axes(page)).y[0]).toBeCloseTo(here.y[0], 6);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Reset zoom', exact: true }).last().click();
  await expect.poll(async () => (await axes(page)).y).toEqual(whole.y);
  await page.getByRole('checkbox', { name: 'Equal aspect' }).check({ force: true });
  await expect
    .poll(async () => (await state(page)).view)
    .toMatchObject({ view: 'transfer', aspect: 'equal' });
  await session.picture('transfer-equal-aspect');
  await page.getByRole('checkbox', { name: 'Equal aspect' }).uncheck({ force: true });
  const coming = page.waitForEvent('download');
  await execute(page, 'xes:save-figure');
  await (await coming).saveAs('test-results/screenshots/transfer-figure.png');
});

test('an analysis saves the view and cuts of every kind in its file', async () => {
  const { page } = session;
  const analysis = 'transfer.xes.json';
  await openAnalysis(session, analysis, [name]);
  await look(page, 'Transfer');
  await newCut(page, 'CET');
  await newCut(page, 'Line');
  await page.keyboard.press('Enter');
  const savedParts = ({ cuts, lineCuts, view }: State) => ({ cuts, lineCuts, view: view.view });
  const before = savedParts(await state(page));
  expect([before.cuts.length, before.lineCuts.length, before.view]).toEqual([3, 1, 'transfer']);
  await execute(page, 'docmanager:save');
  const written = JSON.parse(readFileSync(session.file(analysis), 'utf8')) as {
    steps: { step: string }[];
    view: { map: { view: string } };
  };
  expect(written.steps.map(({ step }) => step)).toEqual(['cut', 'cut', 'cut', 'lineCut']);
  expect(written.view.map.view).toBe('transfer');
  await execute(page, 'application:close');
  await execute(page, 'docmanager:open', { path: analysis });
  await current(page, analysis);
  await settled(page);
  expect(savedParts(await state(page))).toEqual(before);
  await expect(page.locator('.jp-XESMap .g-ytitle')).toContainText('Energy transfer Δ');
});

/** `docs/images/transfer.png`: logarithmic, with contours and their intensities. */
async function pictureOfManual(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Hide the inspector' }).click();
  await page.setViewportSize({ width: 1240, height: 780 });
  const contours = { count: 7, scale: 'log', labels: true, filled: false, centres: true };
  await execute(page, 'xes:set-view', { view: { contours, scale: 'log', colorMap: 'inferno' } });
  await settled(page);
  await expect.poll(() => haveContours(page)).toEqual([true]);
  await session.picture('manual-transfer', page, '.jp-XESViewer:visible');
  await page.getByRole('button', { name: 'Show the inspector' }).click();
}

for (const width of [1500, 1000]) {
  test(`a real map with cuts of every kind, ${width} pixels wide`, async () => {
    test.skip(realScans() === null, 'the real scans are not beside the checkout');
    const { page } = session;
    await page.setViewportSize({ width, height: 900 });
    const area = await opened(page, real);
    await newCut(page, 'CET');
    await newCut(page, 'CIE');
    await newCut(page, 'Line');
    const [x, y] = [area.x, area.y].map(
      ([low, high]) =>
        (part: number) =>
          low + part * (high - low)
    );
    await drag(page, pointOf(area, x(0.2), y(0.8)), pointOf(area, x(0.8), y(0.3)));
    const { cuts, lineCuts } = await state(page);
    expect([cuts.length, lineCuts.length]).toEqual([4, 1]);
    expect(lineCuts[0].points).toBeGreaterThan(5);
    await inBothThemes(page, async theme => {
      await look(page, 'Incident');
      await session.picture(`real-incident-${width}-${theme}`);
      await look(page, 'Transfer');
      await session.picture(`real-transfer-${width}-${theme}`);
    });
    if (width === 1500) {
      await pictureOfManual(page);
    }
    for (const { id, type, at, width: band } of cuts) {
      const cut = ['--type', type, '--at', String(at), '--width', String(band)];
      const wanted = commandLine('cut', session.file(real), '--channel', 'upper', ...cut);
      expect(await profileOf(page, id)).toEqual(wanted);
    }
    await expect(mapSide(page)).toBeVisible();
    await page.setViewportSize({ width: 1500, height: 900 });
  });
}
