import { copyFileSync, writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { laidOut, reloaded } from './support/actions.js';
import {
  close,
  cycles,
  open,
  timeout,
  describeCounts,
  slope,
  slopeOfQuarters,
  workers
} from './support/cycles.js';
import { OurObjects } from './support/heap.js';
import { execute, settled } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'file', viewport: { width: 1200, height: 800 } });
const scan = 'xes-demo-rxes.nxs';

interface IApp {
  commands: { execute(id: string, args?: object): Promise<unknown> };
}

/** Drag the first cut in the page. @returns energies of the cuts before and after. */
function drag(page: Page): Promise<[number[], number[]]> {
  return page.evaluate(async () => {
    const { jupyterapp } = window as unknown as { jupyterapp: IApp };
    const energies = async () => {
      const state = (await jupyterapp.commands.execute('xes:state')) as { cuts: { at: number }[] };
      return state.cuts.map(({ at }) => at);
    };
    const before = await energies();
    const grip = document.querySelector('.jp-XESCutLayer .jp-mod-CIE .jp-XESCut-grip');
    const map = document.querySelector('.jp-XESMap')?.getBoundingClientRect();
    const box = grip?.getBoundingClientRect();
    if (!grip || !map || !box) {
      throw new Error('no cut to take hold of');
    }
    const [x, y] = [box.left + box.width / 2, box.top + 40];
    const step = x < map.left + map.width / 2 ? 20 : -20;
    const send = (type: string, clientX: number) =>
      grip.dispatchEvent(
        // the mouse's real pointer, for no other can be captured
        new PointerEvent(type, {
          isPrimary: true,
          pointerId: 1,
          clientX,
          clientY: y,
          bubbles: true
        })
      );
    send('pointerdown', x);
    send('pointermove', x + step);
    send('pointermove', x + 2 * step);
    send('pointerup', x + 2 * step);
    return [before, await energies()];
  });
}

/** Everything in a viewer of a map, each part alive. */
const viewer = [
  '.jp-XESMap svg.main-svg',
  '.jp-XESPlotWidget.jp-mod-CIE svg.main-svg',
  '.jp-XESPlotWidget.jp-mod-CEE svg.main-svg',
  '.jp-XESCutLayer .jp-mod-CIE',
  '.jp-XESCutLayer .jp-mod-CEE',
  '.jp-XESDocument .jp-Toolbar jp-button'
];

async function openAndDrag(page: Page): Promise<void> {
  await open(page, scan, viewer);
  const [before, after] = await drag(page);
  expect(after).toEqual([expect.any(Number), before[1]]);
  expect(after[0]).not.toBe(before[0]);
  expect(workers(page)).toBe(2); // the reader and the compute worker
}

async function viewerCycle(page: Page): Promise<void> {
  await openAndDrag(page);
  await close(page, '.jp-XESViewer');
}

async function imageCycle(page: Page): Promise<void> {
  await open(page, control, ['.jp-ImageViewer img']);
  await close(page, '.jp-ImageViewer');
}

const control = 'control.png';
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test(`opened, used and closed ${cycles} times without leaking`, async () => {
  const { page } = session;
  test.setTimeout(timeout);
  writeFileSync(session.file(control), Buffer.from(pixel, 'base64'));
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await cdp.send('HeapProfiler.enable');
  // Lumino keeps the tab bar of an area whose last tab was closed: a launcher keeps the area alive
  await execute(page, 'launcher:create');
  await openAndDrag(page);
  const ours = await OurObjects.learn(cdp);
  // the query finds existing objects, so that an empty result is meaningful
  expect(await ours.count()).toEqual({ document: 1, viewer: 1, model: 1, plotHost: 4 });
  await close(page, '.jp-XESViewer');
  for (let i = 0; i < 3; i++) {
    await viewerCycle(page);
  }
  const viewers = await slopeOfQuarters(cdp, () => viewerCycle(page));
  // each count walks the whole heap four times, which is slow on a busy machine
  await expect
    .poll(() => ours.count(), { timeout: 120_000 })
    .toEqual({ document: 0, viewer: 0, model: 0, plotHost: 0 });
  for (let i = 0; i < 3; i++) {
    await imageCycle(page);
  }
  const core = await slope(cdp, 5, () => imageCycle(page));
  await expect.poll(() => workers(page), { timeout: 60_000 }).toBe(0);
  console.log(
    `after ${cycles} cycles: 0 documents, viewers, models and plot hosts; ` +
      'two workers in each, 0 once idle; a cycle: ' +
      `viewer ${describeCounts(viewers)}, JupyterLab's image viewer ${describeCounts(core)}`
  );
  expect(Math.max(viewers.nodes, 0)).toBeLessThan(0.2);
  expect(Math.max(viewers.listeners, 0)).toBeLessThan(0.2);
});

test('a file replaced while it is open is reread', async () => {
  const { page } = session;
  const target = session.file('replaced.nxs');
  copyFileSync(session.file('xes-demo-rxes.nxs'), target);
  await execute(page, 'xes:open', { path: 'replaced.nxs' });
  expect((await settled(page)).kind).toBe('RXES');
  copyFileSync(session.file('xes-demo-kbeta.nxs'), target);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect.poll(async () => (await settled(page)).kind, { timeout: 30_000 }).toBe('XES');
});

test('a reload of the page restores what was open', async () => {
  const { page } = session;
  await execute(page, 'xes:open', { path: 'xes-demo-kbeta.nxs' });
  await settled(page);
  await laidOut(session, 'xes-demo-kbeta.nxs');
  await reloaded(page, 'xes-demo-kbeta.nxs');
  await expect(page.locator('.jp-XESViewer')).toBeVisible();
  expect((await settled(page)).scans[0].path).toBe('xes-demo-kbeta.nxs');
});
