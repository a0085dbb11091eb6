/**
 * How smooth a map of 2000² cells is under the hand: frames while nothing happens, while a cut is dragged with live
 * profiles, the wheel turned and the pointer moved, and the time until other colours are there. It drives the page as
 * a person does, so that it runs on any clone: figures of two are compared by running it in both.
 */
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { test, type Page } from '@playwright/test';
import { current, execute, settled } from '../tests/browser/support/lab.js';
import { axes, pointOf } from '../tests/browser/support/mapview.js';
import { useSession } from '../tests/browser/support/session.js';
import { scansToOpen } from './open/scans.mjs';

const session = useSession();

interface IFrames {
  /** ms between frames. */
  median: number;
  p95: number;
  longest: number;
  /** Tasks of more than 50 ms, ms each. */
  tasks: number[];
}

/** Frames and long tasks of the page while something is done. */
async function framesOf(page: Page, work: () => Promise<void>): Promise<IFrames> {
  await page.evaluate(() => {
    const log = { frames: [] as number[], tasks: [] as number[], isOn: true };
    Object.assign(window, { log });
    new PerformanceObserver(list =>
      list.getEntries().forEach(({ duration }) => log.isOn && log.tasks.push(duration))
    ).observe({ type: 'longtask' });
    let last = performance.now();
    const frame = (now: number) => {
      log.frames.push(now - last);
      last = now;
      if (log.isOn) {
        requestAnimationFrame(frame);
      }
    };
    requestAnimationFrame(frame);
  });
  await work();
  return page.evaluate(() => {
    const { log } = window as unknown as {
      log: { frames: number[]; tasks: number[]; isOn: boolean };
    };
    log.isOn = false;
    const sorted = log.frames.slice(1).sort((a, b) => a - b);
    const at = (part: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    return { median: at(0.5), p95: at(0.95), longest: at(1), tasks: log.tasks };
  });
}

/** Milliseconds from a choice in a list to the first frame in which the map's pixels are others. */
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

const show = (name: string, { median, p95, longest, tasks }: IFrames) =>
  console.log(
    `${name}: frame median ${median.toFixed(1)}, p95 ${p95.toFixed(1)}, longest ${longest.toFixed(0)} ms; ` +
      `${tasks.length} tasks over 50 ms${tasks.length > 0 ? `, longest ${Math.max(...tasks).toFixed(0)} ms` : ''}`
  );

test('gestures on a map of 2000² cells', async () => {
  const { page, lab } = session;
  const name = 'nxdata-2000.nxs';
  copyFileSync(path.join(scansToOpen(), name), path.join(lab.folder, name));
  show(
    'open',
    await framesOf(page, async () => {
      await execute(page, 'xes:open', { path: name });
      await current(page, name);
      await settled(page);
      await axes(page);
      await page.waitForTimeout(1000);
    })
  );
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
