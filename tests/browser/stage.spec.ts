import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { emptyDocument } from '../../src/analysis/document/index.js';
import { current, execute, settled } from './support/lab.js';
import { drag } from './support/mapview.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true, viewport: { width: 1600, height: 900 } });
const map = 'xes-demo-rxes.nxs';
const spectra = ['xes-demo-kbeta.nxs', 'xes-demo-two-arms.nxs'];
const viewer = '.jp-XESViewer:visible';

interface IView {
  shown?: (string | object)[];
  active?: string | object;
  axes?: object;
}

/** An analysis of these scans, open. */
async function analysisOf(page: Page, paths: readonly string[], view: IView = {}): Promise<void> {
  const name = 'stage.xes.json';
  const scans = paths.map((path, i) => ({ id: `s${i + 1}`, path }));
  const { shown = [], active = null, axes = {} } = view;
  const asRef = (ref: string | object) => (typeof ref === 'string' ? { id: ref } : ref);
  const empty = emptyDocument();
  const looked = {
    shown: shown.map(asRef),
    active: active === null ? null : asRef(active),
    axes: { ...empty.view.axes, ...axes }
  };
  const document = { ...empty, scans, view: { ...empty.view, ...looked } };
  writeFileSync(session.file(name), JSON.stringify(document));
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await settled(page);
}

interface ITrace {
  name?: string;
  x: number[];
  y: number[];
  color: string;
}

interface IDrawn {
  traces: ITrace[];
  x: [number, number];
  y: [number, number];
  type: string;
  area: { left: number; top: number; width: number; height: number };
}

/** What plotly drew of the spectra: named lines, and their positions. */
function drawn(page: Page): Promise<IDrawn> {
  return page.evaluate(() => {
    interface INode extends HTMLElement {
      data: { name?: string; x: Float64Array; y: Float64Array; line?: { color: string } }[];
      _fullLayout: {
        _size: { l: number; t: number; w: number; h: number };
        xaxis: { range: [number, number] };
        yaxis: { range: [number, number]; type: string };
      };
    }
    const node = [...document.querySelectorAll<INode>('.jp-XESSpectra .js-plotly-plot')].find(
      ({ offsetParent }) => offsetParent !== null
    );
    if (!node) {
      throw new Error('There are no spectra');
    }
    const box = node.getBoundingClientRect();
    const { _size: size, xaxis, yaxis } = node._fullLayout;
    return {
      traces: node.data
        .filter(({ name }) => name !== undefined)
        .map(({ name, x, y, line }) => ({ name, x: [...x], y: [...y], color: line?.color ?? '' })),
      x: [...xaxis.range] as [number, number],
      y: [...yaxis.range] as [number, number],
      type: yaxis.type,
      area: { left: box.left + size.l, top: box.top + size.t, width: size.w, height: size.h }
    };
  });
}

/** By how many pixels the title of the intensities overlaps their numbers. */
function overlap(page: Page): Promise<number> {
  return page.evaluate(() => {
    const plot = [...document.querySelectorAll<HTMLElement>('.jp-XESSpectra')].find(
      ({ offsetParent }) => offsetParent !== null
    );
    const boxes = (selector: string) =>
      [...(plot?.querySelectorAll(selector) ?? [])].map(node => node.getBoundingClientRect());
    const [title] = boxes('.g-ytitle text');
    return title.right - Math.min(...boxes('.ytick text').map(({ left }) => left));
  });
}

interface IResult {
  values: { energy: number[]; intensity: number[]; sigma: number[] }[];
}

test('ticked spectra are overlaid with the numbers of their results', async () => {
  const { page } = session;
  await analysisOf(page, spectra, {
    shown: ['s1', { id: 's2', channel: 'lower' }],
    active: 's2',
    axes: { beside: false } // of both arms
  });
  await expect(page.locator(`${viewer} .jp-XESSpectra .legend .traces`)).toHaveCount(3);
  const { traces } = await drawn(page);
  expect(traces.map(({ name }) => name)).toEqual([
    'xes-demo-kbeta',
    'xes-demo-two-arms lower',
    'xes-demo-two-arms'
  ]);
  expect(new Set(traces.map(({ color }) => color)).size).toBe(traces.length);
  const { values } = (await execute(page, 'xes:result', { id: 's1' })) as IResult;
  expect([traces[0].x, traces[0].y]).toEqual([values[0].energy, values[0].intensity]);
  await session.picture('stage-spectra');
});

test('a zoom is saved in the document and reset by a double click, and intensities may be logarithmic', async () => {
  const { page } = session;
  await analysisOf(page, spectra);
  await expect(page.locator(`${viewer} .jp-XESSpectra svg.main-svg`).first()).toBeVisible();
  const whole = await drawn(page);
  const { left, top, width, height } = whole.area;
  await drag(
    page,
    [left + 0.4 * width, top + 0.3 * height],
    [left + 0.6 * width, top + 0.8 * height]
  );
  await expect.poll(async () => (await drawn(page)).x[0]).toBeGreaterThan(whole.x[0]);
  const zoomed = await drawn(page);
  await expect.poll(() => overlap(page)).toBeLessThanOrEqual(0);
  const reset = page.locator('.jp-XESDocument:visible').getByRole('button', { name: 'Reset zoom' });
  await expect(reset).toBeEnabled();
  await page.locator(viewer).getByLabel('Log intensity').check();
  await expect.poll(async () => (await drawn(page)).type).toBe('log');
  expect((await drawn(page)).x).toEqual(zoomed.x);
  await page.locator(viewer).getByLabel('Log intensity').uncheck();
  await expect.poll(async () => (await drawn(page)).type).toBe('linear');
  await page.mouse.dblclick(left + width / 2, top + height / 2);
  await expect.poll(async () => (await drawn(page)).x).toEqual(whole.x);
  await expect(reset).toBeDisabled();
});

test('the point of a curve under the pointer is read out', async () => {
  const { page } = session;
  await execute(page, 'xes:open', { path: spectra[0] });
  await current(page, spectra[0]);
  await settled(page);
  await expect(page.locator(`${viewer} .jp-XESSpectra svg.main-svg`).first()).toBeVisible();
  const { area, traces, x, y } = await drawn(page);
  const [{ x: energies, y: intensities }] = traces;
  const { values } = (await execute(page, 'xes:result', { id: 's1' })) as IResult;
  const readout = page.locator(`${viewer} .jp-XESStatus-readout`);
  for (const i of [3, energies.length >> 1, energies.length - 4]) {
    await page.mouse.move(
      area.left + ((energies[i] - x[0]) / (x[1] - x[0])) * area.width,
      area.top + ((y[1] - intensities[i]) / (y[1] - y[0])) * area.height
    );
    await expect(readout).toContainText(`${energies[i].toFixed(2)} eV`);
    await expect(readout).toContainText(`I ${intensities[i].toPrecision(4)}`);
    await expect(readout).toContainText(`± ${values[0].sigma[i].toPrecision(2)}`);
    await expect(readout).toContainText('counts');
    await expect(page.locator(`${viewer} .jp-XESSpectra-mark:visible`)).toHaveCount(1);
  }
  await page.mouse.move(area.left + area.width / 2, area.top + area.height + 30);
  await expect(readout).toHaveText('');
});

test('a map is drawn above the ticked spectra, and either can be made taller', async () => {
  const { page } = session;
  await analysisOf(page, [map, ...spectra], { shown: ['s2'], active: 's1' });
  const heights = async () => {
    const boxes = [
      await page.locator(`${viewer} .jp-XESMapStage`).boundingBox(),
      await page.locator(`${viewer} .jp-XESSpectra`).boundingBox()
    ];
    return boxes.map(box => box?.height ?? 0);
  };
  await expect(page.locator(`${viewer} .jp-XESSpectra svg.main-svg`).first()).toBeVisible();
  await expect(page.locator(`${viewer} .jp-XESMap svg.main-svg`).first()).toBeVisible();
  const [high, low] = await heights();
  expect(high).toBeGreaterThan(low);
  expect(low).toBeGreaterThan(150);
  const handle = page.locator(`${viewer} .jp-XESStage-plots > .lm-SplitPanel-handle:visible`);
  const box = await handle.first().boundingBox();
  const [x, y] = [(box?.x ?? 0) + 100, (box?.y ?? 0) + 2];
  await drag(page, [x, y], [x, y - 100]);
  await expect.poll(async () => Math.round((await heights())[1] - low)).toBe(100);
  await session.picture('stage-both');
});

test('a step without a result explains why above its inputs, and can be switched off', async () => {
  const { page } = session;
  await analysisOf(page, spectra, { axes: { beside: false } });
  const parameters = { range: [1, 2] };
  await execute(page, 'xes:add-step', { step: 'normalise', from: ['s1'], parameters });
  await settled(page);
  const pane = page.locator(`${viewer} .jp-XESStage`).getByRole('alert');
  await expect(pane.locator('p')).toHaveText(/^[A-Z].{15,}[.?!]$/);
  await expect(pane.locator('code')).toHaveText(/^[\w-]+\/[\w-]+$/);
  // the range is visible and can be changed
  await expect(page.locator(`${viewer} .jp-XESSpectra svg.main-svg`).first()).toBeVisible();
  await expect.poll(async () => (await drawn(page)).traces.length).toBe(1);
  const above = await pane.boundingBox();
  const plot = await page.locator(`${viewer} .jp-XESSpectra`).boundingBox();
  expect(plot?.y).toBeGreaterThanOrEqual((above?.y ?? NaN) + (above?.height ?? NaN));
  await session.picture('stage-failed');
  const tool = (name: string) =>
    page.locator('.jp-XESDocument:visible .jp-Toolbar jp-button', { hasText: name });
  await expect(tool('Save figure')).toBeEnabled();
  await expect(tool('Export…')).toBeEnabled();
  await execute(page, 'xes:show', { ids: ['s2'] });
  await expect.poll(async () => (await drawn(page)).traces.length).toBeGreaterThan(1);
  await expect(pane).toBeVisible();
  await execute(page, 'xes:show', { ids: [] });
  await pane.getByRole('button', { name: 'Switch off' }).click();
  await expect(pane).toHaveCount(0);
  await expect(page.locator(`${viewer} .jp-XESSpectra`)).toBeVisible();
});

test('arms far apart share one axis, shown separately with a note on the other, or together', async () => {
  const { page } = session;
  await analysisOf(page, [spectra[1], spectra[0]], {
    shown: [{ id: 's1', channel: 'upper' }],
    active: { id: 's1', channel: 'lower' }
  });
  await page.locator(viewer).getByLabel('Side by side', { exact: true }).uncheck();
  await expect(page.locator(`${viewer} .jp-XESSpectra .legend .traces`)).toHaveCount(2);
  const { x, traces } = await drawn(page);
  const upper = traces.find(({ name }) => name?.includes('upper'));
  const isIn = (energy: number) => energy >= x[0] && energy <= x[1];
  expect(upper?.x.some(isIn)).toBe(false);
  const note = page.locator(`${viewer} .jp-XESStage-note`);
  await expect(note).toHaveText(/^Far away, at \d+\.\d\d to \d+\.\d\d eV: .*upper.*\.Show all$/);
  await session.picture('stage-far-apart');
  await note.getByRole('button', { name: 'Show all' }).click();
  await expect
    .poll(async () => {
      const now = await drawn(page);
      return upper?.x.every(energy => energy >= now.x[0] && energy <= now.x[1]);
    })
    .toBe(true);
  await expect(note).toHaveCount(0);
  const { area } = await drawn(page);
  await page.mouse.dblclick(area.left + area.width / 2, area.top + area.height / 2);
  await expect.poll(async () => (await drawn(page)).x).toEqual(x);
});

test('a result in rows is shown in a table', async () => {
  const { page } = session;
  await analysisOf(page, [map]);
  await execute(page, 'xes:add-step', {
    step: 'pixelEdges',
    from: ['s1'],
    parameters: { axis: 'incident' }
  });
  await settled(page);
  const table = page.locator(`${viewer} .jp-XESTable`);
  await expect(table.locator('th')).toHaveText(['Incident (eV)']);
  expect(await table.locator('td').count()).toBeGreaterThan(10);
  await expect(page.locator(`${viewer} .jp-XESMap`)).toBeHidden();
});

test('panels are closed and opened by their edges, and the next viewer starts with the same panels', async () => {
  const { page } = session;
  await analysisOf(page, spectra);
  const side = (name: string) => page.locator(`${viewer} .jp-XESSide.jp-mod-${name}:visible`);
  const edge = (name: string) => page.locator(`${viewer} .jp-XESSide-edge.jp-mod-${name}`);
  await expect(side('list').locator('.jp-XESList')).toBeVisible();
  await expect(side('inspector').locator('.jp-XESInspector')).toBeVisible();
  const stage = async () =>
    (await page.locator(`${viewer} .jp-XESStage`).boundingBox())?.width ?? 0;
  const before = await stage();
  await edge('inspector').click();
  await expect(side('inspector')).toHaveCount(0);
  await expect.poll(stage).toBeGreaterThan(before + 200);
  await expect(edge('inspector')).toHaveAttribute('aria-expanded', 'false');
  await execute(page, 'xes:open', { path: spectra[1] });
  await current(page, spectra[1]);
  await settled(page);
  await expect(side('list')).toHaveCount(1); // it has two arms
  await expect(side('inspector')).toHaveCount(0);
  await edge('inspector').click();
  await expect(side('inspector')).toHaveCount(1);
  await execute(page, 'xes:open', { path: spectra[0] });
  await current(page, spectra[0]);
  await settled(page);
  await expect(side('list')).toHaveCount(0); // one arm: nothing to list
  await expect(side('inspector')).toHaveCount(1);
});

test('in a window too narrow for both, the panels are drawers over the stage', async () => {
  const { page } = session;
  await analysisOf(page, spectra);
  await page.setViewportSize({ width: 700, height: 800 });
  const side = (name: string) => page.locator(`${viewer} .jp-XESSide.jp-mod-${name}:visible`);
  const edge = (name: string) => page.locator(`${viewer} .jp-XESSide-edge.jp-mod-${name}`);
  await expect(side('list')).toHaveCount(0);
  await expect(side('inspector')).toHaveCount(0);
  await edge('list').click();
  await expect(side('list').locator('.jp-XESList')).toBeVisible();
  await session.picture('stage-drawer');
  await side('list').locator('[tabindex="0"], input').first().focus();
  await page.keyboard.press('Escape');
  await expect(side('list')).toHaveCount(0);
  await expect(edge('list')).toBeFocused();
  await page.setViewportSize({ width: 1600, height: 900 });
  await expect(side('list').locator('.jp-XESList')).toBeVisible();
  await expect(side('inspector').locator('.jp-XESInspector')).toBeVisible();
});
