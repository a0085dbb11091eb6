import { copyFileSync, readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { downloadData } from './support/exporting.js';
import { execute, settled } from './support/lab.js';
import { csv, download, type IAxes } from './support/mapview.js';
import { openScene, plotsAreDrawn, type IScene } from './support/scenes.js';
import { useSession } from './support/session.js';
import { spectraAxes } from './support/spectraview.js';

/** How curves and maps are drawn, by mouse and by keys. */
const session = useSession({ viewport: { width: 1600, height: 900 } });
const viewer = '.jp-XESViewer:visible';

const three: IScene = {
  name: 'pictures',
  paths: ['xes-demo-kbeta.nxs', 'xes-demo-kbeta-repeat.nxs', 'xes-demo-two-arms.nxs'],
  steps: [{ id: 'smooth', step: 'smooth', from: ['s1'], parameters: {} }],
  shown: ['s1', 's2', 'smooth'].map(id => ({ id })),
  active: { id: 's1' }
};
const mapScene: IScene = { name: 'a map', paths: ['xes-demo-rxes.nxs'] };

interface IResult {
  values: { energy: number[]; intensity: number[]; sigma: number[] }[];
}

interface IDrawnNode extends HTMLElement {
  data: { name?: string; y: Float64Array }[];
  layout: { annotations?: { text: string }[] };
  _fullLayout: {
    dragmode: string;
    _size: { l: number; t: number; w: number; h: number };
    xaxis: { range: [number, number]; domain: [number, number]; showgrid: boolean };
    yaxis: {
      range: [number, number];
      domain: [number, number];
      showgrid: boolean;
      title: { text: string };
    };
  };
}

/** What plotly drew for curves, or for a map. */
function drawn(page: Page, of: 'Spectra' | 'Map' = 'Spectra') {
  return page.evaluate(name => {
    const node = [...document.querySelectorAll<IDrawnNode>(`.jp-XES${name} .js-plotly-plot`)].find(
      ({ offsetParent }) => offsetParent !== null
    );
    if (!node) {
      throw new Error('Nothing is drawn');
    }
    const { _size: size, xaxis, yaxis, dragmode } = node._fullLayout;
    const box = node.getBoundingClientRect();
    const width = (xaxis.domain[1] - xaxis.domain[0]) * size.w;
    const height = (yaxis.domain[1] - yaxis.domain[0]) * size.h;
    return {
      curves: node.data.filter(entry => entry.name !== undefined).map(({ y }) => [...y]),
      names: (node.layout.annotations ?? []).map(({ text }) => text),
      title: yaxis.title.text,
      drag: dragmode,
      grid: [xaxis.showgrid, yaxis.showgrid],
      x: [...xaxis.range],
      y: [...yaxis.range],
      left: box.left + size.l + xaxis.domain[0] * size.w,
      top: box.top + size.t + (1 - yaxis.domain[1]) * size.h,
      width,
      height,
      pixelsPerEV: [
        width / (xaxis.range[1] - xaxis.range[0]),
        height / (yaxis.range[1] - yaxis.range[0])
      ]
    };
  }, of);
}

const box = (page: Page, name: string) => page.locator(viewer).getByLabel(name, { exact: true });

async function resultOf(page: Page, id: string): Promise<IResult['values'][0]> {
  return ((await execute(page, 'xes:result', { id })) as IResult).values[0];
}

/** The point of the screen at an energy and an intensity. */
function pointOf({ left, top, width, height, x, y }: IAxes, energy: number, at: number) {
  return [
    left + ((energy - x[0]) / (x[1] - x[0])) * width,
    top + ((y[1] - at) / (y[1] - y[0])) * height
  ] as const;
}

test('curves are stacked in the order of the list, and read out as measured', async () => {
  const { page } = session;
  await openScene(session, three);
  await box(page, 'Waterfall').check();
  await expect.poll(async () => (await drawn(page)).names.length).toBe(3);
  const step = Number(await box(page, 'Waterfall offset').getAttribute('placeholder'));
  const { curves, names, title } = await drawn(page);
  expect(names.map(name => name.replace(/<\/?b>/g, ''))).toEqual([
    'xes-demo-kbeta',
    'xes-demo-kbeta-repeat',
    'smooth'
  ]);
  expect(names[0]).toContain('<b>');
  expect(title).toContain(`each + ${step}`);
  await expect(page.locator(`${viewer} .jp-XESSpectra .legend`)).toHaveCount(0);
  const { energy, intensity, sigma } = await resultOf(page, 's1');
  curves[0].forEach((value, i) => expect(value).toBeCloseTo(intensity[i] + 2 * step, 9));
  const last = (await resultOf(page, 'smooth')).intensity;
  expect(curves[2]).toEqual(last);
  const i = intensity.indexOf(Math.max(...intensity));
  await page.mouse.move(...pointOf(await spectraAxes(page), energy[i], intensity[i] + 2 * step));
  const readout = page.locator(`${viewer} .jp-XESStatus-readout`);
  await expect(readout).toContainText(`I ${intensity[i].toPrecision(4)}`);
  await expect(readout).toContainText(`± ${sigma[i].toPrecision(2)}`);
  const { rows } = await csv(await downloadData(page, /^xes-demo.*spectrum/));
  expect(rows.map(([, value]) => value)).toEqual(intensity);
});

test('the offset is typed or changed by key; it is saved with the analysis, and is not part of undo', async () => {
  const { page } = session;
  await openScene(session, three);
  await box(page, 'Waterfall').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(box(page, 'Waterfall offset')).toBeFocused();
  await page.keyboard.type('0.5');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await drawn(page)).title).toContain('each + 0.5');
  await page.keyboard.press('ArrowUp');
  await expect.poll(async () => (await drawn(page)).title).toContain('each + 0.625');
  await execute(page, 'docmanager:save');
  const saved = () =>
    (
      JSON.parse(readFileSync(session.file('pictures.xes.json'), 'utf8')) as {
        view: { axes: object };
      }
    ).view.axes;
  await expect.poll(saved).toMatchObject({ waterfall: { offset: 0.625, factor: null } });
  const { history } = (await execute(page, 'xes:state')) as { history: { undo: number } };
  expect(history.undo).toBe(0);
  await box(page, 'Log intensity').check();
  await expect.poll(async () => (await drawn(page)).title).toContain('each ×');
  await box(page, 'Waterfall').uncheck();
  await box(page, 'Log intensity').uncheck();
  const { intensity } = await resultOf(page, 's1');
  await expect.poll(async () => (await drawn(page)).curves[0]).toEqual(intensity);
});

test('a wheel zooms about the pointer; drags with Shift, the middle button and Pan move the view', async () => {
  const { page } = session;
  await openScene(session, three);
  const whole = await drawn(page);
  const widthOf = ({ x }: { x: number[] }) => x[1] - x[0];
  const [px, py] = [whole.left + 0.25 * whole.width, whole.top + 0.5 * whole.height];
  const energy = whole.x[0] + 0.25 * widthOf(whole);
  await page.mouse.move(px, py);
  await page.mouse.wheel(0, -400);
  await expect.poll(async () => widthOf(await drawn(page))).toBeLessThan(0.96 * widthOf(whole));
  const reset = page.locator('.jp-XESDocument:visible').getByRole('button', { name: 'Reset zoom' });
  await expect(reset).toBeEnabled();
  const zoomed = await drawn(page);
  expect(zoomed.x[0] + 0.25 * widthOf(zoomed)).toBeCloseTo(energy, 1);
  const move = async (button: 'left' | 'middle', by: number) => {
    const before = await drawn(page);
    await page.mouse.move(px, py);
    await page.mouse.down({ button });
    await page.mouse.move(px + by, py, { steps: 6 });
    await page.mouse.up({ button });
    const moved = (-by * widthOf(before)) / before.width;
    await expect.poll(async () => (await drawn(page)).x[0]).toBeCloseTo(before.x[0] + moved, 1);
    await expect.poll(async () => widthOf(await drawn(page))).toBeCloseTo(widthOf(before), 6);
  };
  await page.keyboard.down('Shift');
  await move('left', 80);
  await page.keyboard.up('Shift');
  await move('middle', -60);
  await box(page, 'Pan').check();
  await expect.poll(async () => (await drawn(page)).drag).toBe('pan');
  await move('left', 40);
  await move('middle', 30);
  await box(page, 'Pan').uncheck();
  await reset.click();
  await expect.poll(async () => (await drawn(page)).x).toEqual(whole.x);
});

test('a wheel over the numbers or the title of an axis zooms that axis alone, of curves and of a map', async () => {
  const { page } = session;
  const longOf = (range: readonly number[]) => Math.abs(range[1] - range[0]);
  for (const [scene, of] of [
    [three, 'Spectra'],
    [mapScene, 'Map']
  ] as const) {
    await openScene(session, { ...scene, name: `the axes of ${of}` });
    const whole = await drawn(page, of);
    const { left, top, width, height } = whole;
    const box = await page.locator(`${viewer} .jp-XES${of}:visible`).first().boundingBox();
    const bottom = (box?.y ?? 0) + (box?.height ?? 0);
    let now = whole;
    for (const [x, y] of [
      [(box?.x ?? 0) + 4, top + 0.5 * height], // the title
      [left - 30, top + 0.3 * height], // the numbers
      [left - 6, top + 0.7 * height]
    ]) {
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, -300);
      await expect
        .poll(async () => longOf((await drawn(page, of)).y), { message: `${of} at ${x}, ${y}` })
        .toBeLessThan(0.97 * longOf(now.y));
      expect((await drawn(page, of)).x).toEqual(whole.x);
      await settled(page);
      await plotsAreDrawn(page);
      now = await drawn(page, of);
    }
    for (const [x, y] of [
      [left + 0.5 * width, bottom - 3],
      [left + 0.3 * width, bottom - 30]
    ]) {
      const before = await drawn(page, of);
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, -300);
      await expect
        .poll(async () => longOf((await drawn(page, of)).x), { message: `${of} at ${x}, ${y}` })
        .toBeLessThan(0.97 * longOf(before.x));
      expect((await drawn(page, of)).y).toEqual(now.y);
      await settled(page);
      await plotsAreDrawn(page);
    }
  }
});

test('a second drag zooms further, of several curves too', async () => {
  const { page } = session;
  await openScene(session, three);
  const whole = await drawn(page);
  const drag = async () => {
    const { left, top, width, height, x } = await drawn(page);
    await page.mouse.move(left + 0.25 * width, top + 0.2 * height);
    await page.mouse.down();
    await page.mouse.move(left + 0.75 * width, top + 0.8 * height, { steps: 6 });
    await page.mouse.up();
    await expect.poll(async () => (await drawn(page)).x[0]).toBeGreaterThan(x[0] + 0.1);
  };
  await drag();
  await drag();
  const part = (whole.x[1] - whole.x[0]) / whole.width;
  const { x } = await drawn(page);
  expect(Math.abs(x[1] - x[0] - (whole.x[1] - whole.x[0]) / 4)).toBeLessThan(4 * part);
  expect(Math.abs((x[0] + x[1] - whole.x[0] - whole.x[1]) / 2)).toBeLessThan(4 * part);
});

test('keys move and zoom a focused plot', async () => {
  const { page } = session;
  await openScene(session, three);
  const whole = await drawn(page);
  const width = whole.x[1] - whole.x[0];
  await page.locator(`${viewer} .jp-XESSpectra:visible`).focus();
  await page.keyboard.press('+');
  await expect
    .poll(async () => {
      const { x } = await drawn(page);
      return (x[1] - x[0]) / width;
    })
    .toBeCloseTo(0.8, 6);
  const near = await drawn(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await drawn(page)).x[0] - near.x[0]).toBeCloseTo(0.08 * width, 6);
  await page.keyboard.press('0');
  await expect.poll(async () => (await drawn(page)).x).toEqual(whole.x);
});

test('a map has a grid and equal aspect, with its pixels under its axes', async () => {
  const { page } = session;
  await openScene(session, mapScene);
  const whole = await drawn(page, 'Map');
  expect(whole.grid).toEqual([false, false]);
  expect(Math.abs(whole.pixelsPerEV[0] / whole.pixelsPerEV[1] - 1)).toBeGreaterThan(0.1);
  await box(page, 'Grid').check();
  await box(page, 'Equal aspect').check();
  await expect
    .poll(async () => {
      const {
        pixelsPerEV: [x, y]
      } = await drawn(page, 'Map');
      return x / y;
    })
    .toBeCloseTo(1, 2);
  await settled(page);
  await plotsAreDrawn(page);
  const equal = await drawn(page, 'Map');
  expect(equal.grid).toEqual([true, true]);
  expect([equal.x, equal.y]).toEqual([whole.x, whole.y]);
  const raster = () => page.locator(`${viewer} .jp-XESMap-raster`).boundingBox();
  await expect
    .poll(async () => Math.abs(((await raster())?.x ?? 0) - equal.left))
    .toBeLessThan(1.5);
  await expect
    .poll(async () => Math.abs(((await raster())?.width ?? 0) - equal.width))
    .toBeLessThan(1.5);
  await session.picture('pictures-equal');
  // the readout is that of the cell under the pointer
  const energy = equal.x[0] + 0.5 * (equal.x[1] - equal.x[0]);
  await page.mouse.move(equal.left + equal.width / 2, equal.top + equal.height / 4);
  await expect(page.locator(`${viewer} .jp-XESStatus-readout`)).toContainText(
    `Ω ${String(Math.floor(energy)).slice(0, 3)}`
  );
  await page.mouse.wheel(0, -300);
  await expect.poll(async () => (await drawn(page, 'Map')).x[0]).toBeGreaterThan(whole.x[0]);
  await box(page, 'Equal aspect').uncheck();
  await page.mouse.dblclick(equal.left + equal.width / 2, equal.top + equal.height / 4);
  await expect.poll(async () => (await drawn(page, 'Map')).width).toBeCloseTo(whole.width, 0);
});

test('a plot keeps drawing after a drag too short for a zoom, and after a drag that leaves it at once', async () => {
  const { page } = session;
  const by = async (left: number, top: number, right: number) => {
    await page.mouse.move(left, top);
    await page.mouse.down();
    await page.mouse.move(left + right, top + right, { steps: 4 });
    await page.mouse.up();
  };
  await openScene(session, { ...mapScene, name: 'a short drag' });
  const whole = await drawn(page, 'Map');
  await box(page, 'Equal aspect').check();
  const width = async () => (await drawn(page, 'Map')).width;
  await expect.poll(width).not.toBeCloseTo(whole.width, 0);
  await settled(page);
  await plotsAreDrawn(page);
  const equal = await drawn(page, 'Map');
  await by(equal.left + 0.25 * equal.width, equal.top + 0.25 * equal.height, 12);
  expect((await drawn(page, 'Map')).x).toEqual(equal.x);
  await box(page, 'Equal aspect').uncheck();
  await expect.poll(width).toBeCloseTo(whole.width, 0);

  await openScene(session, { ...three, name: 'a drag outward' });
  const curves = await drawn(page);
  await by(curves.left + 3, curves.top + 3, -30);
  await box(page, 'Grid').uncheck();
  await expect.poll(async () => (await drawn(page)).grid).toEqual([false, false]);
});

test('many curves are drawn as a raster that follows the axes, and as vector curves in a saved figure', async () => {
  const { page } = session;
  const steps = Array.from({ length: 24 }, (_, i) => ({
    id: `smooth-${i}`,
    step: 'smooth',
    from: ['s1'],
    parameters: { window: 2 * i + 5 }
  }));
  const shown = ['s1', ...steps.map(({ id }) => id)].map(id => ({ id }));
  await openScene(session, { ...three, name: 'many', steps, shown });
  const canvas = page.locator(`${viewer} .jp-XESCurveRaster canvas`);
  await expect(canvas).toBeVisible();
  const colored = () =>
    canvas.evaluate((node: HTMLCanvasElement) => {
      const { data } = node.getContext('2d')!.getImageData(0, 0, node.width, node.height);
      return data.filter((value, i) => i % 4 === 3 && value > 0).length;
    });
  await expect.poll(colored).toBeGreaterThan(500);
  const names = page.locator(`${viewer} .jp-XESCrowdNames`);
  await expect(names.locator('li')).toHaveCount(25);
  await session.picture('pictures-many-listed');
  const whole = await drawn(page);
  const transform = () => canvas.evaluate(node => node.style.transform);
  await expect.poll(transform).toBe('translate(0px, 0px) scale(1, 1)');
  await page.mouse.move(whole.left + 0.6 * whole.width, whole.top + 0.4 * whole.height);
  await page.keyboard.down('Shift');
  await page.mouse.down();
  await page.mouse.move(whole.left + 0.7 * whole.width, whole.top + 0.4 * whole.height, {
    steps: 5
  });
  await expect.poll(transform).not.toBe('translate(0px, 0px) scale(1, 1)');
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect.poll(transform).toBe('translate(0px, 0px) scale(1, 1)');
  await box(page, 'Waterfall').check();
  await expect.poll(() => names.locator(':scope > span').count()).toBeGreaterThan(20);
  await expect(names.locator('li')).toHaveCount(0);
  await session.picture('pictures-many');
  const figure = await download(page, 'Save figure');
  copyFileSync(await figure.path(), 'test-results/screenshots/pictures-many-saved.png');
});

test('a cut has one colour: in the list, on the map, in its profile and its curve', async () => {
  const { page } = session;
  await openScene(session, {
    ...mapScene,
    steps: [
      cut('cie', { type: 'CIE', at: 9660.4, width: 0.3 }),
      cut('cee', { type: 'CEE', at: 8638.9, width: 0.4 })
    ]
  });
  const colors = (id: string, type: string) =>
    page.evaluate(
      ([row, kind]) => {
        const seen = (selector: string) =>
          [...document.querySelectorAll<HTMLElement>(selector)].find(
            node => node.getClientRects().length > 0
          );
        const swatch = seen(`.jp-XESList-row[data-id="${row}"] .jp-XESList-color`);
        const line = seen(`.jp-XESMapStage .jp-XESCut.jp-mod-${kind} .jp-XESCut-line`);
        const profile = seen(`.jp-XESPlotWidget.jp-mod-${kind} .scatterlayer path.js-line`);
        return [
          swatch && getComputedStyle(swatch).backgroundColor,
          line && getComputedStyle(line).stroke,
          profile && getComputedStyle(profile).stroke
        ];
      },
      [id, type]
    );
  const isOne = async (id: string, type: string) => {
    const [first, ...others] = await colors(id, type);
    return first !== undefined && others.every(entry => entry === first);
  };
  await expect.poll(() => isOne('cie', 'CIE')).toBe(true);
  await expect.poll(() => isOne('cee', 'CEE')).toBe(true);
  const [[cie], [cee]] = [await colors('cie', 'CIE'), await colors('cee', 'CEE')];
  expect(cie).not.toBe(cee);
  await execute(page, 'xes:show', { ids: ['cee', 'cie'] });
  await settled(page);
  await expect(page.locator(`${viewer} .jp-XESSpectra .legend .traces`)).toHaveCount(1);
  expect([(await colors('cie', 'CIE'))[0], (await colors('cee', 'CEE'))[0]]).toEqual([cie, cee]);
  await execute(page, 'xes:set-color', { id: 'cie', color: '#cc3d8f' });
  await expect.poll(() => colors('cie', 'CIE')).toEqual(Array(3).fill('rgb(204, 61, 143)'));
});

function cut(id: string, parameters: object) {
  return { id, step: 'cut', from: ['scans'], parameters };
}
