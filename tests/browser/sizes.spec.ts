import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { emptyDocument } from '../../src/analysis/document/index.js';
import { current, execute, settled } from './support/lab.js';
import { fitted, mapWithCuts, openScene, plotsAreDrawn } from './support/scenes.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true, viewport: { width: 1500, height: 900 } });
const viewer = '.jp-XESViewer:visible';

/** A map above a spectrum, open. */
async function analysis(page: Page): Promise<void> {
  const name = 'sizes.xes.json';
  const scans = ['xes-demo-rxes.nxs', 'xes-demo-kbeta.nxs'].map((path, i) => ({
    id: `s${i + 1}`,
    path
  }));
  const empty = emptyDocument();
  const view = { ...empty.view, shown: [{ id: 's2' }], active: { id: 's2' } };
  writeFileSync(session.file(name), JSON.stringify({ ...empty, scans, view }));
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await settled(page);
}

/** A notebook next to the viewer, which is at its left. */
async function beside(page: Page): Promise<void> {
  const notebook = { cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 };
  writeFileSync(session.file('notes.ipynb'), JSON.stringify(notebook));
  const options = { mode: 'split-right' };
  await execute(page, 'docmanager:open', { path: 'notes.ipynb', options });
  await current(page, 'notes.ipynb');
  const none = page.getByRole('dialog').getByRole('button', { name: 'No Kernel' });
  await none.click();
}

/** Plots whose size differs from their area: `area / drawn`, pixels; `none` if nothing is drawn. */
function misfits(page: Page): Promise<string> {
  return page.evaluate(() => {
    const nodes = [...document.querySelectorAll<HTMLElement>('.jp-XESPlot.js-plotly-plot')].filter(
      ({ offsetParent }) => offsetParent !== null
    );
    const sizes = nodes.map(node => {
      const drawn = node.querySelector('svg.main-svg');
      const stage = node.closest<HTMLElement>('.jp-XESStage-plots');
      const spectra = node.closest<HTMLElement>('.jp-XESSpectra');
      return [
        [node.clientWidth, node.clientHeight].map(String),
        [drawn?.getAttribute('width'), drawn?.getAttribute('height')],
        spectra ? [stage?.clientWidth, spectra.clientWidth].map(String) : ['', '']
      ] as const;
    });
    const isFit = ([[width, height], drawn, [outer, inner]]: (typeof sizes)[number]) =>
      width === drawn[0] && height === drawn[1] && outer === inner;
    return nodes.length === 0 ? 'none' : JSON.stringify(sizes.filter(size => !isFit(size)));
  });
}

/**
 * Wait until each plot fills its area, and each area the stage.
 * @returns the width of the stage, pixels.
 */
async function filled(page: Page): Promise<number> {
  await expect.poll(() => misfits(page)).toBe('[]');
  return (await page.locator(`${viewer} .jp-XESStage-plots`).boundingBox())?.width ?? 0;
}

/** Wait until the page was painted twice. */
function painted(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))
  );
}

/** Drag a handle to the right like a user: press, move quickly, hold, and release. */
async function pull(page: Page, handle: string, by: number): Promise<void> {
  const box = await page.locator(handle).first().boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 200];
  await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.down();
  await painted(page);
  await page.mouse.move(x + by, y, { steps: 15 });
  await painted(page);
  await page.mouse.up();
}

const divider = '#jp-main-dock-panel > .lm-DockPanel-handle:visible';

/**
 * Make parts of the viewer large enough that JupyterLab pins their sizes while a divider is
 * dragged, from 1000 elements on: then it sends its messages too early.
 */
function burden(page: Page, parts: readonly string[]): Promise<void> {
  return page.evaluate(selectors => {
    document.querySelectorAll('.test-burden').forEach(node => node.remove());
    for (const selector of selectors) {
      const burden = document.createElement('div');
      Object.assign(burden, { className: 'test-burden', hidden: true });
      const count = Math.ceil(1100 / selectors.length);
      burden.append(...Array.from({ length: count }, () => document.createElement('i')));
      [...document.querySelectorAll(selector)]
        .find(node => node.closest('.lm-mod-hidden') === null || selectors.length > 1)
        ?.append(burden);
    }
  }, parts);
}

for (const parts of [
  [],
  ['.jp-XESSpectra'],
  ['.jp-XESStage'],
  ['.jp-XESList', '.jp-XESInspector', '.jp-XESStatus']
]) {
  test(`a plot follows JupyterLab's divider between two tabs, with much in ${parts.join(', ') || 'nothing'}`, async () => {
    const { page } = session;
    await analysis(page);
    await filled(page);
    await beside(page);
    await burden(page, parts);
    for (const by of [-150, 250, -200]) {
      const before = await filled(page);
      await pull(page, divider, by);
      // tolerate a pixel of rounding
      await expect.poll(async () => Math.abs((await filled(page)) - before - by)).toBeLessThan(2);
    }
  });
}

test('a plot follows its panels, the left side bar, and the zoom of the page', async () => {
  const { page } = session;
  await analysis(page);
  const first = await filled(page);
  const handle = `${viewer} .jp-XESWorkbench > .lm-SplitPanel > .lm-SplitPanel-handle:visible`;
  await pull(page, handle, -60);
  await expect.poll(async () => Math.abs((await filled(page)) - first - 60)).toBeLessThan(2);
  await page.locator(`${viewer} .jp-XESSide-edge.jp-mod-inspector`).click();
  await expect.poll(() => filled(page)).toBeGreaterThan(first + 200);
  const wide = await filled(page);
  await execute(page, 'application:toggle-left-area');
  await expect.poll(() => filled(page)).toBeGreaterThan(wide + 100);
  const devices = await page.context().newCDPSession(page);
  // a page zoomed to 125 %
  await devices.send('Emulation.setDeviceMetricsOverride', {
    width: 1200,
    height: 720,
    deviceScaleFactor: 1.25,
    mobile: false
  });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1200);
  await expect.poll(() => filled(page)).toBeLessThan(wide);
  await devices.send('Emulation.clearDeviceMetricsOverride');
  await page.locator(`${viewer} .jp-XESSide-edge.jp-mod-inspector`).click();
  await execute(page, 'application:toggle-left-area');
  await filled(page);
});

test('a narrow viewer has one panel at a time, next to a plot that retains its minimum width', async () => {
  const { page } = session;
  await analysis(page);
  await page.setViewportSize({ width: 1000, height: 800 });
  const side = (name: string) => page.locator(`${viewer} .jp-XESSide.jp-mod-${name}:visible`);
  const edge = (name: string) => page.locator(`${viewer} .jp-XESSide-edge.jp-mod-${name}`);
  const alone = await filled(page);
  await edge('inspector').click();
  await expect(side('inspector')).toBeVisible();
  await expect.poll(() => filled(page)).toBeLessThan(alone - 150);
  expect(await filled(page)).toBeGreaterThanOrEqual(320);
  await session.picture('sizes-narrow-inspector');
  await edge('list').click();
  await expect(side('inspector')).toHaveCount(0);
  await expect(side('list').locator('.jp-XESList')).toBeVisible();
  const boxes = [
    await side('list').boundingBox(),
    await page.locator(`${viewer} .jp-XESStage`).boundingBox()
  ];
  expect(boxes[1]?.x).toBeGreaterThanOrEqual((boxes[0]?.x ?? 0) + (boxes[0]?.width ?? 0));
  expect(await filled(page)).toBeGreaterThanOrEqual(320);
  await session.picture('sizes-narrow-list');
});

/** Controls, inspector fields and profile labels that are not fully visible. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = [...document.querySelectorAll<HTMLElement>('.jp-XESViewer')].find(
      ({ offsetParent }) => offsetParent !== null
    );
    const found: string[] = [];
    for (const holder of ['.jp-XESViewer-controls', '.jp-XESInspector', '.jp-XESMapStage']) {
      const place = root?.querySelector(holder)?.getBoundingClientRect();
      const inside = 'button, select, input, .jp-XESToggle, .jp-XESLabel, text.xtitle, .xtick text';
      for (const node of root?.querySelectorAll(`${holder} :is(${inside})`) ?? []) {
        const box = node.getBoundingClientRect();
        const isSeen = box.width > 1 && node.closest('[hidden], .lm-mod-hidden') === null;
        if (place && isSeen && (box.right > place.right + 1 || box.left < place.left - 1)) {
          found.push(`${node.getAttribute('class')} "${node.textContent}"`);
        }
      }
    }
    for (const input of root?.querySelectorAll<HTMLInputElement>('.jp-XESLimits input') ?? []) {
      if (input.scrollWidth > input.clientWidth + 1) {
        found.push(`limit ${input.value}`);
      }
    }
    for (const plot of root?.querySelectorAll<HTMLElement>('.jp-XESPlot') ?? []) {
      const place = plot.getBoundingClientRect();
      const title = plot.querySelector('.ytitle')?.getBoundingClientRect();
      if (title && (title.top < place.top || title.bottom > place.bottom)) {
        found.push(`title ${plot.querySelector('.ytitle')?.textContent}`);
      }
      let end = -Infinity;
      for (const number of plot.querySelectorAll('.xtick text')) {
        const { left, right } = number.getBoundingClientRect();
        const { display, opacity, visibility } = getComputedStyle(number);
        if (display === 'none' || opacity === '0' || visibility === 'hidden') {
          continue; // plotly hides what would exceed the border
        }
        if (left < end) {
          found.push(`number ${number.textContent} over the one before`);
        }
        end = right;
      }
    }
    return found;
  });
}

for (const scene of [mapWithCuts, fitted]) {
  test(`nothing of ${scene.name} is clipped, from a wide window to half of it, with each panel open`, async () => {
    const { page } = session;
    await openScene(session, scene);
    for (const width of [1500, 1000, 900, 700]) {
      await page.setViewportSize({ width, height: 900 });
      for (const name of width === 1500 ? [null] : [null, 'inspector', 'list']) {
        const edge = page.locator(`${viewer} .jp-XESSide-edge.jp-mod-${name}`);
        if (name) {
          await edge.click();
          await expect(edge).toHaveAttribute('aria-expanded', 'true');
        }
        await plotsAreDrawn(page);
        await expect.poll(() => cutOff(page), `at ${width}, ${name}`).toEqual([]);
        // nothing scrolls in a plot, and no legend covers a small one
        await expect(page.locator(`${viewer} .jp-XESPlot .scrollbar:visible`)).toHaveCount(0);
        await session.picture(
          `sizes-${scene.name.replaceAll(' ', '-')}-${width}-${name ?? 'alone'}`
        );
      }
      await page.setViewportSize({ width: 1500, height: 900 });
    }
  });
}

test('the limits of a real map have room', async () => {
  const { page } = session;
  const dim = [0, 1, 2].flatMap(i =>
    [0, 1, 2].map(j => [9658 + i, 8630 + j, (1 + i * j) * 3.3524e-6])
  );
  const rows = [['incident_eV', 'emission_eV', 'intensity'], ...dim];
  writeFileSync(session.file('dim.csv'), rows.map(row => row.join(',')).join('\n'));
  await execute(page, 'docmanager:open', { path: 'dim.csv', factory: 'XES Viewer' });
  await settled(page);
  await expect(page.locator(`${viewer} .jp-XESLimits input`).first()).toHaveValue('3.352e-6');
  expect(await cutOff(page)).toEqual([]);
});
