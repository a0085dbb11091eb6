import { copyFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { realScans } from './support/data.js';
import { execute } from './support/lab.js';
import { tickRow } from './support/list.js';
import { axesOf, haveContours, type IAxes } from './support/mapview.js';
import { openScene, plotsAreDrawn, type IScene } from './support/scenes.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';
import { writeVariants } from './support/variants.js';

/** Maps side by side: ticked, viewed and cut by mouse and keys. */
const session = useSession({ viewport: { width: 1500, height: 900 }, real: true, isQuiet: true });
const real = 'XES_ZnZSM5_air500_279192_1.dat';
const tile = '.jp-XESViewer:visible .jp-XESMapTile';

interface IState {
  view: { active: string; zoom: { incident: number[]; emission: number[] } | null };
  maps: { key: string; label: string; isActive: boolean; limits: number[]; error: unknown }[];
  cuts: { id: string; type: string; at: number }[];
  selected: string[];
}

const stateOf = async (page: Page) => (await execute(page, 'xes:settled')) as IState;

const places = (page: Page) => axesOf(page, tile);

/** A point of the page at fractions of a map's width and height, from its lower left corner. */
function pointIn({ left, top, width, height }: IAxes, across: number, up: number) {
  return [left + across * width, top + (1 - up) * height] as const;
}

/** Energies at fractions of a map's visible range, eV. */
function energiesAt({ x, y }: IAxes, across: number, up: number): [number, number] {
  return [x[0] + across * (x[1] - x[0]), y[0] + up * (y[1] - y[0])];
}

/** Position of the crosshair in each map, as energies, eV; null if hidden. */
async function crosshairs(page: Page): Promise<([number, number] | null)[]> {
  const found = await page.locator(`${tile} .jp-XESCrosshair`).evaluateAll(nodes =>
    nodes.map(node => {
      const [vertical, horizontal] = node.querySelectorAll('line');
      const box = node.closest('.jp-XESMap')?.getBoundingClientRect();
      return node.hasAttribute('hidden') || !box
        ? null
        : [
            box.left + Number(vertical.getAttribute('x1')),
            box.top + Number(horizontal.getAttribute('y1'))
          ];
    })
  );
  const all = await places(page);
  return found.map((at, i) => {
    const { left, top, width, height, x, y } = all[i];
    return (
      at && [
        x[0] + ((at[0] - left) / width) * (x[1] - x[0]),
        y[1] - ((at[1] - top) / height) * (y[1] - y[0])
      ]
    );
  });
}

/** Count from now on how often the pixels of each map are painted, or removed. */
async function paintings(page: Page): Promise<() => Promise<number[]>> {
  const canvases = page.locator(`${tile} .jp-XESMap-raster`);
  await canvases.evaluateAll(nodes =>
    (nodes as HTMLCanvasElement[]).forEach(canvas => {
      const context = canvas.getContext('2d')!;
      canvas.dataset.paintings = '0';
      context.clearRect = (...box) => {
        canvas.dataset.paintings = String(Number(canvas.dataset.paintings) + 1);
        CanvasRenderingContext2D.prototype.clearRect.apply(context, box);
      };
    })
  );
  return () =>
    canvases.evaluateAll(nodes =>
      nodes.map(node => Number((node as HTMLElement).dataset.paintings ?? -1))
    );
}

const labels = (page: Page) => page.locator(`${tile}-label`).allTextContents();
const readout = (page: Page) => page.locator('.jp-XESStatus-readout:visible');

/** Whether each map has pixels of more than one colour. */
const painted = (page: Page) =>
  page.locator(`${tile} .jp-XESMap-raster`).evaluateAll(nodes =>
    (nodes as HTMLCanvasElement[]).map(canvas => {
      const { data } = canvas
        .getContext('2d')!
        .getImageData(0, 0, Math.max(1, canvas.width), Math.max(1, canvas.height));
      const colors = new Set<number>();
      for (let i = 0; i < data.length; i += 4) {
        colors.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
      }
      return colors.size > 3;
    })
  );

async function areDrawn(page: Page, count: number): Promise<void> {
  await expect(page.locator(tile)).toHaveCount(count);
  await plotsAreDrawn(page);
  await expect.poll(() => painted(page)).toEqual(Array(count).fill(true));
}

/** Widths of the scroll bars of the profiles' legends: 0 if none. */
const scrolled = (page: Page) =>
  page
    .locator('.jp-XESMapStage:visible :is(.jp-mod-CIE, .jp-mod-CEE) .legend .scrollbar')
    .evaluateAll(nodes => nodes.map(node => Number(node.getAttribute('width'))));

async function pictures(page: Page, name: string, count: number): Promise<void> {
  for (const width of [1500, 1000]) {
    await page.setViewportSize({ width, height: 900 });
    await inBothThemes(page, async theme => {
      await areDrawn(page, count);
      await expect.poll(() => scrolled(page)).toEqual([0, 0]); // the whole legend is visible
      await session.picture(`${name}-${width}-${theme}`);
    });
  }
  await page.setViewportSize({ width: 1500, height: 900 });
  await areDrawn(page, count);
}

const demo: IScene = { name: 'side by side', paths: ['a-demo.nxs', 'b-demo.nxs'] };

/** Two demonstration maps, the first shown; the second is ticked by hand. */
async function openTwo(): Promise<Page> {
  const { page, file } = session;
  for (const path of demo.paths) {
    copyFileSync(file('xes-demo-rxes.nxs'), file(path));
  }
  await openScene(session, demo);
  await expect(page.locator(tile)).toHaveCount(1);
  await expect(page.locator(`${tile}-label`)).toHaveCount(0);
  await tickRow(page, 'b-demo');
  await areDrawn(page, 2);
  return page;
}

test('a ticked map is shown next to the active map; a click activates it, and both stay in place', async () => {
  const page = await openTwo();
  expect(await labels(page)).toEqual(['a-demo', 'b-demo']);
  await tickRow(page, 'a-demo');
  const [, second] = await places(page);
  await stateOf(page);
  const painted = await paintings(page);
  await page.mouse.click(...pointIn(second, 0.3, 0.6));
  await expect
    .poll(async () => (await stateOf(page)).maps.map(({ label, isActive }) => [label, isActive]))
    .toEqual([
      ['a-demo', false],
      ['b-demo', true]
    ]);
  expect((await stateOf(page)).selected).toEqual(['s2']);
  expect(await painted()).toEqual([0, 0]); // neither map has changed
  expect(await labels(page)).toEqual(['a-demo', 'b-demo']);
  // by keys: the name of a map is a button
  await page.locator(`${tile}-name`).first().focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await stateOf(page)).view.active).toBe('s1');
  // untick: one map fills the area again
  await tickRow(page, 'b-demo', false);
  await areDrawn(page, 1);
  await expect(page.locator(`${tile}-label`)).toHaveCount(0);
});

test('zoom, view and crosshair are shared; the readout shows the map under the pointer', async () => {
  const page = await openTwo();
  await tickRow(page, 'a-demo');
  const [first, second] = await places(page);
  expect(second.x).toEqual(first.x);
  // a drag over the second zooms both
  const from = pointIn(second, 0.25, 0.25);
  const to = pointIn(second, 0.65, 0.7);
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await stateOf(page)).view.zoom).not.toBeNull();
  await plotsAreDrawn(page);
  await expect
    .poll(async () => {
      const [one, other] = await places(page);
      return (
        one.x.join() === other.x.join() && one.y.join() === other.y.join() && one.x[0] > first.x[0]
      );
    })
    .toBe(true);
  // a drag changed no active map
  expect((await stateOf(page)).view.active).toBe('s1');
  const zoomed = await places(page);
  expect(zoomed[0].x[0]).toBeCloseTo(energiesAt(first, 0.25, 0)[0], 1);

  const [incident, emission] = energiesAt(zoomed[1], 0.4, 0.55);
  await page.mouse.move(...pointIn(zoomed[1], 0.4, 0.55));
  for (const at of await crosshairs(page)) {
    expect(at?.[0]).toBeCloseTo(incident, 1);
    expect(at?.[1]).toBeCloseTo(emission, 1);
  }
  await expect(readout(page)).toContainText('b-demo');
  await page.mouse.move(...pointIn(zoomed[0], 0.4, 0.55));
  await expect(readout(page)).toContainText('a-demo');
  // another active map has the same zoom; activated by key, for a click so soon after a drag is
  // plotly's double click
  await page.locator(`${tile} .jp-XESMap`).nth(1).press('Enter');
  await expect.poll(async () => (await stateOf(page)).view.active).toBe('s2');
  expect((await places(page))[0].x).toEqual(zoomed[0].x);
  expect((await stateOf(page)).view.zoom).not.toBeNull();
  await page.mouse.move(5, 5);
  expect(await crosshairs(page)).toEqual([null, null]);

  await page.getByRole('button', { name: 'Transfer', exact: true }).click();
  await expect
    .poll(async () => (await places(page)).map(({ y }) => y[0] < 2000))
    .toEqual([true, true]);
});

test('all maps move with the dragged map, before the drag ends', async () => {
  const page = await openTwo();
  const [first, second] = await places(page);
  const [x, y] = pointIn(second, 0.5, 0.75);
  await page.keyboard.down('Shift');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 30, { steps: 6 });
  // pixels of the other are drawn 60 to the right: nothing left of the start of its energies
  const firstColumn = () =>
    page.locator(`${tile} .jp-XESMap-raster`).evaluateAll(nodes =>
      (nodes as HTMLCanvasElement[]).map(canvas => {
        const { data } = canvas
          .getContext('2d')!
          .getImageData(0, Math.round(canvas.height * 0.5), canvas.width, 1);
        return [...Array(canvas.width).keys()].find(at => data[4 * at + 3] > 0) ?? -1;
      })
    );
  await expect.poll(firstColumn).toEqual([60, 60]);
  await session.picture('side-by-side-moving');
  expect((await stateOf(page)).view.zoom).toBeNull();
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect.poll(async () => (await stateOf(page)).view.zoom).not.toBeNull();
  await plotsAreDrawn(page);
  const moved = await places(page);
  expect(moved[0].x).toEqual(moved[1].x);
  expect(moved[0].x[0]).toBeLessThan(first.x[0]);
  await expect(page.locator(`${tile} .jp-mod-following`)).toHaveCount(0);
});

test('a cut is drawn over each map, dragging it moves it in all, and its profiles are overlaid', async () => {
  const page = await openTwo();
  const ofEach = await page
    .locator(tile)
    .evaluateAll(nodes => nodes.map(node => node.querySelectorAll('[role=slider]').length));
  expect(ofEach[0]).toBeGreaterThan(1);
  expect(ofEach[1]).toBe(ofEach[0]);
  const before = (await stateOf(page)).cuts.find(({ type }) => type === 'CIE')?.at ?? NaN;
  const [, second] = await places(page);
  const across = (before - second.x[0]) / (second.x[1] - second.x[0]);
  await page.mouse.move(...pointIn(second, across, 0.2));
  await page.mouse.down();
  await page.mouse.move(...pointIn(second, across - 0.2, 0.2), { steps: 6 });
  await page.mouse.up();
  const goal = before - 0.2 * (second.x[1] - second.x[0]);
  await expect
    .poll(async () => (await stateOf(page)).cuts.find(({ type }) => type === 'CIE')?.at)
    .toBeCloseTo(goal, 0);
  // the profiles of both maps are in the plot of the cut, labelled with the maps
  const legend = page.locator(
    '.jp-XESViewer:visible .jp-mod-CIE .legendtext, .jp-XESViewer:visible .jp-mod-CIE .annotation-text'
  );
  await expect
    .poll(async () => (await legend.allTextContents()).sort())
    .toEqual(['a-demo', 'b-demo']);
  await pictures(page, 'side-by-side-two', 2);
});

test('contours are drawn in each map, limits are separate or shared', async () => {
  test.skip(realScans() === null, 'the real scans are not beside the checkout');
  const { page } = session;
  const variants = { 'half.dat': { seed: 1, scale: 0.5 }, 'twice.dat': { seed: 2, scale: 2 } };
  writeVariants(session, 'whole.dat', variants, real);
  await openScene(session, {
    name: 'side by side real',
    paths: ['whole.dat', 'half.dat', 'twice.dat'],
    shown: ['s1', 's2', 's3'].map(id => ({ id }))
  });
  await areDrawn(page, 3);
  const own = (await stateOf(page)).maps.map(({ limits }) => limits);
  expect(new Set(own.map(([, high]) => high)).size).toBe(3);
  await page.getByLabel('Same limits').check();
  const same = (await stateOf(page)).maps.map(({ limits }) => limits);
  const all = [Math.min(...own.map(([low]) => low)), Math.max(...own.map(([, high]) => high))];
  expect(same).toEqual([all, all, all]);
  await page.getByLabel('Contours', { exact: true }).check({ force: true });
  await expect.poll(() => haveContours(page)).toEqual([true, true, true]);
  await pictures(page, 'side-by-side-real', 3);
  await page.getByLabel('Same limits').uncheck();
  expect((await stateOf(page)).maps.map(({ limits }) => limits)).toEqual(own);
  await pictureOfManual(page);
});

/** `docs/images/side-by-side.png`: two maps with the same limits, logarithmic. */
async function pictureOfManual(page: Page): Promise<void> {
  await tickRow(page, 'twice', false);
  await page.getByLabel('Same limits').check();
  const contours = { count: 6, scale: 'log', labels: false, filled: false };
  await execute(page, 'xes:set-view', { view: { contours, scale: 'log', limits: [1e-4, 0.017] } });
  await page.getByRole('button', { name: 'Hide the inspector' }).click();
  await page.setViewportSize({ width: 1340, height: 740 });
  await areDrawn(page, 2);
  await expect.poll(() => haveContours(page)).toEqual([true, true]);
  await session.picture('manual-side-by-side', page, '.jp-XESViewer:visible');
  await page.getByRole('button', { name: 'Show the inspector' }).click();
  await page.setViewportSize({ width: 1500, height: 900 });
}
