import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { realScans } from './support/data.js';
import { execute, settled } from './support/lab.js';
import { download } from './support/mapview.js';
import { openScene, plotsAreDrawn } from './support/scenes.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

const session = useSession({ isQuiet: true, real: true });
const viewer = '.jp-XESViewer:visible';

/** A scan of both arms, which lie about 930 eV apart. */
const path = realScans() ? '279496_1.nxs' : 'xes-demo-two-arms.nxs';
const arms = [
  { id: 's1', channel: 'upper' },
  { id: 's1', channel: 'lower' }
];

interface IPanelAxes {
  left: number;
  top: number;
  width: number;
  height: number;
  x: [number, number];
  y: [number, number];
  names: string[];
}

interface IPlotlyNode extends HTMLElement {
  _fullLayout: {
    _size: { l: number; t: number; w: number; h: number };
    xaxis: { range: [number, number] };
    yaxis: { range: [number, number] };
  };
}

/** The visible plots of spectra, from the left, on the screen. */
async function panels(page: Page): Promise<IPanelAxes[]> {
  await plotsAreDrawn(page);
  const found = await page.evaluate(() =>
    [...document.querySelectorAll<IPlotlyNode>('.jp-XESSpectra .js-plotly-plot')]
      .filter(({ offsetParent }) => offsetParent !== null)
      .map(node => {
        const { left, top } = node.getBoundingClientRect();
        const { _size: size, xaxis, yaxis } = node._fullLayout;
        return {
          left: left + size.l,
          top: top + size.t,
          width: size.w,
          height: size.h,
          x: [...xaxis.range] as [number, number],
          y: [...yaxis.range] as [number, number],
          names: [...node.querySelectorAll('.legendtext')].map(({ textContent }) => textContent)
        };
      })
  );
  return found.sort((one, other) => one.left - other.left || one.top - other.top);
}

const drawn = (page: Page, count: number) =>
  expect.poll(async () => (await panels(page)).length).toBe(count);

const middle = ({ left, top, width, height }: IPanelAxes) =>
  [left + width / 2, top + height / 2] as const;

/** Energies of the arms, from the engine itself, the lower energies first. */
async function energiesOf(page: Page): Promise<[number, number][]> {
  const spans: [number, number][] = [];
  for (const { channel } of arms) {
    const { values } = (await execute(page, 'xes:result', { id: 's1', channel })) as {
      values: { energy: number[] }[];
    };
    const { energy } = values[0];
    spans.push([Math.min(...energy), Math.max(...energy)]);
  }
  return spans.sort(([one], [other]) => one - other);
}

/** Coloured pixels in the left and the right half of a picture. */
function halvesOf(page: Page, png: Buffer): Promise<[number, number]> {
  return page.evaluate(async data => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, width, height).data;
    const counts: [number, number] = [0, 0];
    for (let i = 0; i < pixels.length; i += 4) {
      const parts = [...pixels.subarray(i, i + 3)];
      const isColoured = Math.max(...parts) - Math.min(...parts) > 60;
      counts[(i / 4) % width < width / 2 ? 0 : 1] += Number(isColoured);
    }
    return counts;
  }, png.toString('base64'));
}

test('arms far apart are drawn side by side by energy, each with its own axes', async () => {
  const { page } = session;
  await openScene(session, { name: 'arms', paths: [path], shown: arms, active: arms[1] });
  await drawn(page, 2);
  const spans = await energiesOf(page);
  const seen = await panels(page);
  seen.forEach(({ x, names }, i) => {
    const [low, high] = spans[i];
    expect(x[0]).toBeLessThan(low);
    expect(x[1]).toBeGreaterThan(high);
    expect(x[1] - x[0]).toBeLessThan(1.1 * (high - low));
    expect(names.join()).toContain(['upper', 'lower'][i]);
  });
  await expect(page.locator(`${viewer} .jp-XESStage-note`)).toHaveCount(0);
  const readout = page.locator(`${viewer} .jp-XESStatus-readout`);
  for (const [i, channel] of ['upper', 'lower'].entries()) {
    const [low, high] = spans[i];
    const { left, width, top, height } = seen[i];
    // somewhere along the middle is a point of the curve
    await expect(async () => {
      for (let part = 0.05; part < 1; part += 0.05) {
        await page.mouse.move(left + width / 2, top + part * height);
        if (await readout.textContent()) {
          break;
        }
      }
      await expect(readout).toContainText(channel, { timeout: 100 });
    }).toPass();
    const energy = Number(/ω ([\d.]+) eV/.exec((await readout.textContent()) ?? '')?.[1]);
    expect(energy).toBeGreaterThanOrEqual(low);
    expect(energy).toBeLessThanOrEqual(high);
  }
  const figure = await download(page, 'Save figure');
  const halves = await halvesOf(page, readFileSync(await figure.path()));
  expect(Math.min(...halves)).toBeGreaterThan(200);
});

test('each panel is zoomed separately, and all are reset together', async () => {
  const { page } = session;
  await openScene(session, { name: 'zoomed', paths: [path], shown: arms, active: arms[1] });
  await drawn(page, 2);
  const whole = await panels(page);
  const ranges = async () => (await panels(page)).map(({ x }) => x);
  const zoom = async (i: number) => {
    const { left, top, width, height } = (await panels(page))[i];
    await page.mouse.move(left + 0.3 * width, top + 0.1 * height);
    await page.mouse.down();
    await page.mouse.move(left + 0.6 * width, top + 0.9 * height, { steps: 5 });
    await page.mouse.up();
    const lengthOf = ([low, high]: readonly number[]) => high - low;
    await expect
      .poll(async () => lengthOf((await ranges())[i]))
      .toBeLessThan(0.5 * lengthOf(whole[i].x));
    return (await ranges())[i];
  };
  const first = await zoom(0);
  expect((await ranges())[1]).toEqual(whole[1].x);
  const second = await zoom(1);
  expect(await ranges()).toEqual([first, second]);
  // a page that still draws hears the second click too late for a double click
  await page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve)));
  await page.mouse.dblclick(...middle(whole[0]));
  await expect.poll(ranges).toEqual(whole.map(({ x }) => x));
});

test('a picked range is dragged on the arm that it belongs to', async () => {
  const { page } = session;
  await openScene(session, { name: 'picked', paths: [path], shown: arms, active: arms[1] });
  const [[low, high]] = await energiesOf(page);
  const part = (share: number) => low + share * (high - low);
  const range = [part(0.2), part(0.6)];
  const { id } = (await execute(page, 'xes:add-step', {
    step: 'normalise',
    from: [arms[0]],
    parameters: { range }
  })) as { id: string };
  await settled(page);
  await drawn(page, 2);
  const [left] = await panels(page);
  const edges = page
    .locator(`${viewer} .jp-XESMarkLayer`)
    .getByRole('slider', { name: /, upper edge$/ });
  await expect(edges).toHaveCount(1);
  const pixel = (energy: number) =>
    left.left + ((energy - left.x[0]) / (left.x[1] - left.x[0])) * left.width;
  const y = left.top + left.height / 2;
  await page.mouse.move(pixel(range[1]), y);
  await page.mouse.down();
  await page.mouse.move(pixel(part(0.8)), y, { steps: 6 });
  await page.mouse.up();
  const state = async () =>
    (
      (await settled(page)) as unknown as {
        steps: { id: string; parameters: { range: number[] } }[];
      }
    ).steps.find(step => step.id === id)?.parameters.range;
  await expect.poll(async () => (await state())?.[1]).toBeCloseTo(part(0.8), 0);
  expect((await state())?.[0]).toBe(range[0]);
  await drawn(page, 2);
});

test('both arms share one axis on request, and the choice is saved', async () => {
  const { page } = session;
  await openScene(session, { name: 'one', paths: [path], shown: arms, active: arms[1] });
  await drawn(page, 2);
  const beside = page.locator(viewer).getByLabel('Side by side', { exact: true });
  await beside.uncheck();
  await drawn(page, 1);
  const note = page.locator(`${viewer} .jp-XESStage-note`);
  await expect(note).toContainText('Far away, at');
  await note.getByRole('button', { name: 'Show all' }).click();
  await expect
    .poll(async () => {
      const [{ x }] = await panels(page);
      return x[1] - x[0];
    })
    .toBeGreaterThan(500);
  await execute(page, 'docmanager:save');
  await expect
    .poll(() => {
      const { view } = JSON.parse(readFileSync(session.file('one.xes.json'), 'utf8')) as {
        view: { axes?: { beside?: boolean } };
      };
      return view.axes?.beside;
    })
    .toBe(false);
  await beside.check();
  await drawn(page, 2);
});

test('the panels have room on a wide and on a narrow page, in the light and in the dark theme', async () => {
  const { page } = session;
  await openScene(session, { name: 'looks', paths: [path], shown: arms, active: arms[1] });
  for (const width of [1500, 1000]) {
    await page.setViewportSize({ width, height: 800 });
    await inBothThemes(page, async theme => {
      await drawn(page, 2);
      const seen = await panels(page);
      seen.forEach(panel => expect(panel.width).toBeGreaterThan(100));
      await session.picture(`panels-${width}-${theme}`);
    });
  }
});
