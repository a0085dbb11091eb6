/**
 * Smoothness of dragging a cut with live profiles: on two maps of 1000² cells side by side, and on
 * one of 4000². Reports for each cut the frames and long tasks of the page during the drag, the CPU
 * time of the page's main thread, and the number of frames with an updated profile. `XES_SIDE` and
 * `XES_LARGE` change the sizes.
 */
import { copyFileSync } from 'node:fs';
import { test, type Page } from '@playwright/test';
import { settled, type IState } from '../tests/browser/support/lab.js';
import { axesOf, pointOf, type IAxes } from '../tests/browser/support/mapview.js';
import { openScene } from '../tests/browser/support/scenes.js';
import { useSession } from '../tests/browser/support/session.js';
import { framesOf, show, workClock } from './frames.js';
import { mapToOpen } from './open/scans.mjs';

const session = useSession({ viewport: { width: 1600, height: 900 } });
const side = Number(process.env.XES_SIDE ?? 1000);
const large = Number(process.env.XES_LARGE ?? 4000);
const moves = 180;
const reach = 60;

type Cut = IState['cuts'][number];

/** Counts from now on the frames in which the profile of a cut changed. */
async function followed(page: Page, type: string): Promise<() => Promise<number>> {
  await page.evaluate(name => {
    const log = { count: 0, last: '', isOn: true };
    Object.assign(window, { followed: log });
    const frame = () => {
      const paths = document.querySelectorAll(
        `.jp-XESPlotWidget.jp-mod-${name} .jp-XESPreview path`
      );
      const now = [...paths].map(path => path.getAttribute('d')).join();
      log.count += Number(now !== log.last && now !== '');
      log.last = now;
      if (log.isOn) {
        requestAnimationFrame(frame);
      }
    };
    requestAnimationFrame(frame);
  }, type);
  return () =>
    page.evaluate(() => {
      const { followed: log } = window as unknown as { followed: { count: number; isOn: boolean } };
      log.isOn = false;
      return log.count;
    });
}

/** A point for grabbing a cut: away from the other cut. */
function grabPoint({ type, at }: Cut, area: IAxes): [number, number] {
  const part = ([low, high]: [number, number]) => low + 0.8 * (high - low);
  return type === 'CIE' ? pointOf(area, at, part(area.y)) : pointOf(area, part(area.x), at);
}

async function drag(page: Page, name: string, cut: Cut, area: IAxes): Promise<void> {
  const [x, y] = grabPoint(cut, area);
  const worked = await workClock(page);
  const count = await followed(page, cut.type);
  const frames = await framesOf(page, async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let i = 0; i < moves; i++) {
      const by = reach * Math.sin(i / 15);
      await page.mouse.move(
        ...(cut.type === 'CIE' ? ([x + by, y] as const) : ([x, y + by] as const))
      );
    }
    await page.mouse.up();
  });
  show(`${name}, drag the ${cut.type} cut`, frames);
  console.log(
    `  the page worked ${(await worked()).toFixed(0)} ms; the profile was another in ${await count()} frames`
  );
  await settled(page);
  await page.waitForTimeout(1000);
}

for (const [name, size, paths] of [
  [`two maps of ${side}²`, side, ['a.nxs', 'b.nxs']],
  [`one map of ${large}²`, large, ['a.nxs']]
] as const) {
  test(name, async () => {
    const { page, file } = session;
    paths.forEach(path => copyFileSync(mapToOpen(size), file(path)));
    const shown = paths.map((_, i) => ({ id: `s${i + 1}` }));
    await openScene(session, { name: `drag ${size}`, paths, shown });
    await page.waitForTimeout(2000);
    show(`${name}, idle`, await framesOf(page, () => page.waitForTimeout(2000)));
    for (const type of ['CIE', 'CEE']) {
      const [area] = await axesOf(page, '.jp-XESViewer:visible .jp-XESMapTile');
      const cut = (await settled(page)).cuts.find(cut => cut.type === type);
      if (!area || !cut) {
        throw new Error(`There is no ${type} cut over a map.`);
      }
      await drag(page, name, cut, area);
    }
  });
}
