/**
 * Open → scan → map in a reading worker of Chromium, from a Jupyter server: of this clone and, with
 * XES_BEFORE=FOLDER, of another. XES_LAYOUTS and XES_SIZES select the files.
 */
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { test, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { root } from '../../tests/browser/support/lab.js';
import { workerBrowser, workerLab } from '../../tests/browser/support/pool.js';
import { layouts, scansToOpen, sizes } from './scans.mjs';

const clones = [
  ['here', root],
  ...(process.env.XES_BEFORE ? [['before', process.env.XES_BEFORE]] : [])
];
const repeats = 8;

/** The reading worker of a clone, which posts the time for the map instead of the scan. */
async function workerOf(folder: string): Promise<string> {
  const contents = `
    import { openHttpSource } from './src/io/httpsource.ts';
    import { openScan } from './src/io/openscan.ts';
    import { scanMap } from './src/science/grid.ts';
    onmessage = async ({ data: target }) => {
      try {
        const start = performance.now();
        const { scan, cost } = await openScan(await openHttpSource(target), target.path);
        const read = performance.now();
        const { length } = scanMap(scan, scan.channels[0]).intensity;
        postMessage({ read: read - start, map: performance.now() - read, length, requests: cost.requests });
      } catch (error) {
        postMessage({ error: String(error) });
      }
    };`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'error'
  });
  return outputFiles[0].text;
}

interface ITimes {
  read: number;
  map: number;
  requests: number;
}

/** Open a scan several times with one worker. */
function openOften(page: Page, worker: string, name: string, token: string): Promise<ITimes[]> {
  return page.evaluate(
    async ([script, file, secret, times]) => {
      const started = new Worker(script, { type: 'module' });
      const headers = { Authorization: `token ${secret}` };
      const target = { path: file, url: new URL(`/files/${file}`, location.href).href, headers };
      const all: ITimes[] = [];
      for (let i = 0; i < Number(times); i++) {
        started.postMessage(target);
        const answer = await new Promise<ITimes & { error?: string }>(resolve => {
          started.onmessage = event => resolve(event.data as ITimes);
        });
        if (answer.error) {
          throw new Error(answer.error);
        }
        all.push(answer);
      }
      started.terminate();
      return all;
    },
    [worker, name, token, repeats] as const
  );
}

const median = (values: number[]) =>
  Math.round(values.sort((a, b) => a - b)[Math.floor(values.length / 2)]);

test('open → scan → map in a worker', async () => {
  const lab = await workerLab({});
  const page = await (await workerBrowser()).newPage();
  const address = new URL(lab.url);
  const scans = scansToOpen();
  const [chosenLayouts, chosenSizes] = [process.env.XES_LAYOUTS, process.env.XES_SIZES].map(text =>
    text?.split(',')
  );
  const rows: Record<string, string | number>[] = [];
  await page.route('**/bench/', route =>
    route.fulfill({ contentType: 'text/html', body: '<title>bench</title>' })
  );
  for (const [label, folder] of clones) {
    const body = await workerOf(folder);
    await page.route(`**/bench/${label}.js`, route =>
      route.fulfill({ contentType: 'text/javascript', body })
    );
  }
  await page.goto(new URL('/bench/', address).href);
  for (const layout of chosenLayouts ?? layouts) {
    for (const size of chosenSizes ?? sizes) {
      const name = `${layout}-${size}.nxs`;
      copyFileSync(path.join(scans, name), path.join(lab.folder, name));
      const row: Record<string, string | number> = { layout, map: `${size}²` };
      for (const [label] of clones) {
        const token = address.searchParams.get('token') ?? '';
        const [, ...warm] = await openOften(page, `/bench/${label}.js`, name, token);
        row[`${label}: read, ms`] = median(warm.map(({ read }) => read));
        row[`${label}: map, ms`] = median(warm.map(({ map }) => map));
        row[`${label}: requests`] = warm[0].requests;
      }
      rows.push(row);
    }
  }
  console.table(rows);
});
