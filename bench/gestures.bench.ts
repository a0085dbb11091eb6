/**
 * Smoothness of interaction with a map of 2000² cells: frames while idle, while a cut is dragged
 * with live profiles, the wheel turned and the pointer moved, and the time until new colours are
 * visible. It acts through the page like a user, and so runs on any clone: to compare two, run it
 * in both.
 */
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { test, type Page } from '@playwright/test';
import { current, execute, settled } from '../tests/browser/support/lab.js';
import { axes, pointOf } from '../tests/browser/support/mapview.js';
import { useSession } from '../tests/browser/support/session.js';
import { framesOf, show } from './frames.js';
import { scansToOpen } from './open/scans.mjs';

const session = useSession();

/** Milliseconds from a choice in a list to the first frame with other pixels of the map. */
function recolour(page: Page, name: string): Promise<number> {
  return page.evaluate(async colours => {
    const canvas = document.querySelector<HTMLCanvasElement>('.jp-XESMap canvas')!;
    const probe = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true })!;
    const pixels = () => {
      probe.clearRect(0, 0, 8, 8);
      probe.drawImage(canvas, 0, 0, 8, 8);
      return probe.getImageData(0, 0, 8, 8).data.join();
    };
    const before = pixels();
    const list = [
      ...document.querySelectorAll<HTMLSelectElement>('.jp-XESViewer-controls select')
    ].find(({ options }) => [...options].some(({ value }) => value === colours))!;
    const start = performance.now();
    list.value = colours;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    while (pixels() === before) {
      await new Promise(resolve => requestAnimationFrame(resolve));
    }
    return performance.now() - start;
  }, name);
}

test('gestures on a map of 2000² cells', async () => {
  const { page, lab } = session;
  const name = 'nxdata-2000.nxs';
  copyFileSync(path.join(scansToOpen(), name), path.join(lab.folder, name));
  const open = async () => {
    await execute(page, 'xes:open', { path: name });
    await current(page, name);
    await settled(page);
    await axes(page);
    await page.waitForTimeout(1000);
  };
  show('open, with all code to be loaded', await framesOf(page, open));
  await execute(page, 'application:close');
  await page.waitForFunction(() => !document.querySelector('.jp-XESViewer'));
  show('open again', await framesOf(page, open));
  const area = await axes(page);
  const middle = (range: [number, number]) => (range[0] + range[1]) / 2;
  show('idle', await framesOf(page, () => page.waitForTimeout(2000)));
  const state = await settled(page);
  const cut = state.cuts.find(({ type }) => type === 'CIE');
  if (!cut) {
    throw new Error('There is no CIE cut.');
  }
  const [x, y] = pointOf(area, cut.at, middle(area.y) + (area.y[1] - area.y[0]) / 5);
  show(
    'drag a cut',
    await framesOf(page, async () => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let i = 0; i < 180; i++) {
        await page.mouse.move(x + 60 * Math.sin(i / 15), y);
      }
      await page.mouse.up();
    })
  );
  show(
    'hover',
    await framesOf(page, async () => {
      for (let i = 0; i < 180; i++) {
        await page.mouse.move(area.left + 20 + 2 * i, area.top + 20 + i);
      }
    })
  );
  show(
    'wheel',
    await framesOf(page, async () => {
      await page.mouse.move(area.left + area.width / 2, area.top + area.height / 2);
      for (let i = 0; i < 24; i++) {
        await page.mouse.wheel(0, i < 12 ? -100 : 100);
        await page.waitForTimeout(60);
      }
    })
  );
  const times: number[] = [];
  for (const colours of ['magma', 'gray', 'viridis', 'cividis', 'magma', 'gray']) {
    times.push(await recolour(page, colours));
    await page.waitForTimeout(200);
  }
  console.log(`other colours: ${times.map(time => time.toFixed(0)).join(', ')} ms`);
});
