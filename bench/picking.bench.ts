/**
 * Smoothness of interaction with a spectrum: frames while idle, and while a window of a background
 * fit is dragged, with the fit of two real scans following; and the delay of the last fit after the
 * drag.
 */
import { writeFileSync } from 'node:fs';
import { test, type Page } from '@playwright/test';
import { emptyDocument } from '../src/analysis/document/index.js';
import { realScans } from '../tests/browser/support/data.js';
import { current, execute, settled } from '../tests/browser/support/lab.js';
import { useSession } from '../tests/browser/support/session.js';
import { pixelOf, spectraAxes } from '../tests/browser/support/spectraview.js';
import { framesOf, show } from './frames.js';

const session = useSession({ real: true, viewport: { width: 1600, height: 900 } });

interface IScope {
  fits: { count: number; delays: number[] };
}

/**
 * Record how often the fitted curve is redrawn, and its delay after the last move of the pointer.
 */
function watchFits(page: Page): Promise<void> {
  return page.evaluate(() => {
    const fits = { count: 0, delays: [] as number[] };
    Object.assign(window, { fits });
    let moved = 0;
    let before = '';
    window.addEventListener('pointermove', () => (moved ||= performance.now()), { capture: true });
    const look = () => {
      const path = document.querySelector('.jp-XESPreview .jp-mod-dashed')?.getAttribute('d') ?? '';
      if (path !== before && path !== '') {
        before = path;
        fits.count++;
        if (moved > 0) {
          fits.delays.push(performance.now() - moved);
        }
        moved = 0;
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

test('a window of a background fit is dragged', async () => {
  test.skip(realScans() === null, 'the real scans are not beside the checkout');
  const { page } = session;
  const scans = ['280772_1.nxs', '280754_1.nxs'].map((path, i) => ({ id: `s${i + 1}`, path }));
  writeFileSync(session.file('bench.xes.json'), JSON.stringify({ ...emptyDocument(), scans }));
  await execute(page, 'xes:open', { path: 'bench.xes.json' });
  await current(page, 'bench.xes.json');
  await settled(page);
  const parameters = { join: true, model: 'linear+pearson7', exclude: [[9630, 9668]] };
  await execute(page, 'xes:add-step', { step: 'background', from: ['s1', 's2'], parameters });
  await settled(page);
  const axes = await spectraAxes(page);
  await page.waitForTimeout(1000);
  show('idle', await framesOf(page, () => page.waitForTimeout(2000)));
  const [x, y] = [pixelOf(axes, 9630), axes.top + axes.height / 2];
  show(
    'hover',
    await framesOf(page, async () => {
      for (let i = 0; i < 180; i++) {
        await page.mouse.move(axes.left + 20 + 2 * i, axes.top + 20 + i);
      }
    })
  );
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 5, y);
  await watchFits(page);
  const frames = await framesOf(page, async () => {
    for (let i = 0; i < 180; i++) {
      await page.mouse.move(x + 60 * Math.sin(i / 15), y);
    }
  });
  show('drag a window', frames);
  const { count, delays } = await page.evaluate(() => (window as unknown as IScope).fits);
  const sorted = delays.sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]?.toFixed(0) ?? '–';
  console.log(`fits drawn: ${count}; after the hand: median ${at(0.5)}, p95 ${at(0.95)} ms`);
  await page.mouse.up();
});
