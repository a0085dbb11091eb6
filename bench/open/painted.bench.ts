/**
 * Open → painted, ours beside jupyterlab-h5web in the same page, warm: the NXdata maps, contiguous and compressed, and
 * the same maps in the layout of I20, which ours alone can draw: there it stands beside h5web's time for the NXdata map. The
 * The floor is what JupyterLab itself takes to open a tab: its image viewer with an image of one pixel. The
 * environment is .venv-h5web (XES_H5WEB names another), whose extensions are measured as they are built there; with
 * JUPYTER_PATH another build.
 */
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type Page } from '@playwright/test';
import { execute, openLab, root } from '../../tests/browser/support/lab.js';
import { workerBrowser, workerLab } from '../../tests/browser/support/pool.js';
import { layouts, scansToOpen, sizes } from './scans.mjs';

const venv = process.env.XES_H5WEB ?? path.join(root, '.venv-h5web');
const repeats = 9;

/** What is on the page when a map is painted, beside our pixels: our axes, their canvas. */
const viewers = {
  ours: { factory: 'XES Viewer', painted: '.jp-XESMap .main-svg .xtick' },
  h5web: { factory: 'H5Web', painted: '.h5web-root canvas' }
} as const;

/** What no viewer in a tab of JupyterLab can be quicker than. */
const floor = { factory: 'Image', painted: '.jp-ImageViewer img[src]' } as const;

/** An image of one pixel. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

interface IViewer {
  factory: string;
  painted: string;
}

/**
 * Milliseconds from the command to the second frame with the picture, and until all is there (of ours): what is closed
 * before ends its reader, and the next opening is not warm.
 */
function paint(page: Page, file: string, { factory, painted }: IViewer) {
  return page.evaluate(
    async ([name, viewer, selector]) => {
      const { jupyterapp } = window as unknown as {
        jupyterapp: { commands: { execute(id: string, args: object): Promise<unknown> } };
      };
      const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
      const isOurs = viewer === 'XES Viewer';
      const start = performance.now();
      void jupyterapp.commands.execute(isOurs ? 'xes:open' : 'docmanager:open', {
        path: name,
        ...(isOurs ? {} : { factory: viewer })
      });
      // a canvas of ours that stands where the map will be is no picture yet
      const hasPixels = () => {
        const raster = document.querySelector<HTMLCanvasElement>('.jp-XESMap-raster');
        const { width = 0, height = 0 } = raster ?? {};
        const middle =
          width * height && raster?.getContext('2d')?.getImageData(width / 2, height / 2, 1, 1);
        return !!middle && middle.data[3] > 0;
      };
      const isPainted = () => document.querySelector(selector) && (!isOurs || hasPixels());
      while (!isPainted() && performance.now() - start < 60_000) {
        await frame();
      }
      await frame();
      await frame();
      const painted = performance.now() - start;
      if (isOurs) {
        await jupyterapp.commands.execute('xes:settled', {});
      }
      return { painted, whole: performance.now() - start };
    },
    [file, factory, painted] as const
  );
}

/** Copies of the scans that are old enough to be at rest: a file that has just changed is read twice. */
async function copied(folder: string, layouts: readonly string[]): Promise<void> {
  for (const name of layouts.flatMap(layout => sizes.map(size => `${layout}-${size}.nxs`))) {
    copyFileSync(path.join(scansToOpen(), name), path.join(folder, name));
  }
  await new Promise(resolve => setTimeout(resolve, 12_000));
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function close(page: Page): Promise<void> {
  await execute(page, 'application:close');
  const gone = '.jp-XESViewer, .h5web-root, .jp-ImageViewer';
  await page.waitForFunction(selector => !document.querySelector(selector), gone);
}

type Times = Awaited<ReturnType<typeof paint>>[];

/** Open files in turn, several times, so that all have the same machine. @returns the times of each after its first, which is not warm. */
async function paintInTurn(page: Page, files: readonly (readonly [string, IViewer])[]) {
  const times = files.map((): Times => []);
  for (let i = 0; i < repeats; i++) {
    for (const [k, [name, viewer]] of files.entries()) {
      times[k].push(await paint(page, name, viewer));
      await close(page);
    }
  }
  return times.map(([, ...warm]) => warm);
}

const paintedIn = (times: Times) => times.map(({ painted }) => painted);

test('open → painted', async () => {
  test.skip(!existsSync(venv), `${venv} is not there: npm run setup makes it`);
  const lab = await workerLab({ venv });
  const page = await (await workerBrowser()).newPage({ viewport: { width: 1400, height: 900 } });
  await openLab(page, lab.url);
  const rows: Record<string, string | number>[] = [];
  writeFileSync(path.join(lab.folder, 'pixel.png'), Buffer.from(pixel, 'base64'));
  await copied(lab.folder, layouts);
  const chosen = process.env.XES_LAYOUTS?.split(',') ?? layouts;
  for (const layout of chosen) {
    for (const size of sizes) {
      const theirs = layout === 'i20' ? 'nxdata' : layout; // which it can draw
      const [ours, h5web, empty] = await paintInTurn(page, [
        [`${layout}-${size}.nxs`, viewers.ours],
        [`${theirs}-${size}.nxs`, viewers.h5web],
        ['pixel.png', floor]
      ]);
      const [own, rival, least] = [ours, h5web, empty].map(times => median(paintedIn(times)));
      rows.push({
        layout,
        map: `${size}²`,
        'whole, ms': Math.round(median(ours.map(({ whole }) => whole))),
        'ours, ms': Math.round(own),
        'least of ours': Math.round(Math.min(...paintedIn(ours))),
        'h5web, ms': Math.round(rival),
        'least of h5web': Math.round(Math.min(...paintedIn(h5web))),
        'ours / h5web': (own / rival).toFixed(2),
        'floor, ms': Math.round(least)
      });
    }
  }
  console.table(rows);
});
