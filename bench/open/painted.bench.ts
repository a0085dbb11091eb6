/**
 * Time from open to painted, compared with jupyterlab-h5web in the same page, warm: for the NXdata
 * maps, contiguous and compressed, and the same maps in the layout of I20, which h5web can't draw:
 * these are compared with h5web's time for the NXdata map. The floor is JupyterLab's own time to
 * open a tab: its image viewer with an image of one pixel. The environment is .venv-h5web
 * (XES_H5WEB names another), measured with the extensions built there; JUPYTER_PATH selects another
 * build.
 */
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type Page } from '@playwright/test';
import { execute, openLab, root } from '../../tests/browser/support/lab.js';
import { workerBrowser, workerLab } from '../../tests/browser/support/pool.js';
import { layouts, scansToOpen, sizes } from './scans.mjs';

const venv = process.env.XES_H5WEB ?? path.join(root, '.venv-h5web');
const repeats = 9;

/**
 * Elements present once a map is painted, in addition to the pixels: axes of this viewer, canvas of
 * h5web.
 */
const viewers = {
  ours: { factory: 'XES Viewer', painted: '.jp-XESMap .main-svg .xtick' },
  h5web: { factory: 'H5Web', painted: '.h5web-root canvas' }
} as const;

/** A lower bound for any viewer in a tab of JupyterLab. */
const floor = { factory: 'Image', painted: '.jp-ImageViewer img[src]' } as const;

/** An image of one pixel. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

interface IViewer {
  factory: string;
  painted: string;
}

/**
 * Milliseconds from the command to the second frame with the picture, and, for this viewer, until
 * everything is available: closing the tab before would end its reader, and the next opening would
 * not be warm.
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
      // an empty canvas in the place of the map is not a picture yet
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

/**
 * Copies of the scans with an old modification time: a file that has just changed is read twice.
 */
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

/** Open a file several times. @returns the times without the first, which is not warm. */
async function paintOften(page: Page, name: string, viewer: IViewer) {
  const times: Awaited<ReturnType<typeof paint>>[] = [];
  for (let i = 0; i < repeats; i++) {
    times.push(await paint(page, name, viewer));
    await close(page);
  }
  return times.slice(1);
}

test('open → painted', async () => {
  test.skip(!existsSync(venv), `${venv} is not there: npm run setup makes it`);
  const lab = await workerLab({ venv });
  const page = await (await workerBrowser()).newPage({ viewport: { width: 1400, height: 900 } });
  await openLab(page, lab.url);
  const rows: Record<string, string | number>[] = [];
  writeFileSync(path.join(lab.folder, 'pixel.png'), Buffer.from(pixel, 'base64'));
  await copied(lab.folder, layouts);
  const empty = await paintOften(page, 'pixel.png', floor);
  const floorTime = Math.round(median(empty.map(({ painted }) => painted)));
  const rival = new Map<number, number>();
  const chosen = process.env.XES_LAYOUTS?.split(',') ?? layouts;
  for (const layout of chosen) {
    for (const size of sizes) {
      const name = `${layout}-${size}.nxs`;
      const row: Record<string, string | number> = { layout, map: `${size}²` };
      const medians: number[] = [];
      for (const [label, viewer] of Object.entries(viewers)) {
        if (layout === 'i20' && label === 'h5web') {
          medians.push(rival.get(size) ?? NaN);
          continue;
        }
        const warm = await paintOften(page, name, viewer);
        medians.push(median(warm.map(({ painted }) => painted)));
        if (label === 'ours') {
          row['whole, ms'] = Math.round(median(warm.map(({ whole }) => whole)));
        }
        row[`${label}, ms`] = Math.round(medians[medians.length - 1]);
      }
      rival.set(size, rival.get(size) ?? medians[1]);
      row['ours / h5web'] = (medians[0] / medians[1]).toFixed(2);
      row['floor, ms'] = floorTime;
      rows.push(row);
    }
  }
  console.table(rows);
});
