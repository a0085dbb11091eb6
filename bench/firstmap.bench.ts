/** Time and bytes from requesting a scan to its first map, and the JavaScript loaded before. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { test, type Page } from '@playwright/test';
import { realScans } from '../tests/browser/support/data.js';
import { current, execute, root, settled } from '../tests/browser/support/lab.js';
import { useSession } from '../tests/browser/support/session.js';

const eager = new Map<string, Promise<Buffer>>();
const session = useSession({
  real: true,
  prepare: page => {
    page.on('response', response => {
      if (/extensions\/jupyterlab-xes\/.*\.js/.test(response.url())) {
        eager.set(response.url(), response.body());
      }
    });
    return Promise.resolve();
  }
});

/** A scan with a gigabyte of raw frames in addition to a map of 200 × 200 points. */
function largeScan(): string {
  const folder = path.join(root, '.cache/large-scan');
  const file = path.join(folder, 'xes-demo-large.nxs');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    execFileSync(
      path.join(root, '.venv/bin/python'),
      ['scripts/make-demo-scans.py', folder, '--large'],
      { cwd: root }
    );
  }
  return file;
}

/** Milliseconds from the command to the frame after the plot appeared. */
function firstPlot(page: Page, name: string, plot: string): Promise<number> {
  return page.evaluate(
    async ([file, selector]) => {
      const { jupyterapp } = window as unknown as {
        jupyterapp: { commands: { execute(id: string, args: object): Promise<unknown> } };
      };
      const start = performance.now();
      await jupyterapp.commands.execute('xes:open', { path: file });
      const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
      while (
        !document.querySelector(
          `${selector} .main-svg .xaxislayer-above text, ${selector} .main-svg .xtick`
        )
      ) {
        await frame();
      }
      await frame();
      return performance.now() - start;
    },
    [name, plot]
  );
}

test('JavaScript loaded before a document opens', async () => {
  const bodies = await Promise.all(
    [...eager].map(async ([url, body]) => ({ name: url.split('/').pop() ?? '', body: await body }))
  );
  let total = 0;
  for (const { name, body } of bodies) {
    const zipped = gzipSync(body).length;
    total += zipped;
    console.log(`eager ${name.split('?')[0]}: ${body.length} bytes, ${zipped} gzipped`);
  }
  console.log(`eager JavaScript in all: ${(total / 1000).toFixed(1)} kB gzipped (goal: 15)`);
});

test('first plot of the largest real scans and of a scan of 1 GB', async () => {
  const { page, lab } = session;
  const cases: [string, string][] = [['xes-demo-large.nxs', '.jp-XESMap']];
  copyFileSync(largeScan(), path.join(lab.folder, 'xes-demo-large.nxs'));
  if (realScans()) {
    cases.push(
      ['279496_1.nxs', '.jp-XESSpectra'],
      ['XES_ZnZSM5_air500_279192_1.dat', '.jp-XESMap']
    );
  }
  for (const [name, plot] of cases) {
    const size = statSync(path.join(lab.folder, name)).size;
    const times: number[] = [];
    let bytes = 0;
    for (let i = 0; i < 4; i++) {
      times.push(await firstPlot(page, name, plot));
      bytes = (await settled(page)).bytes;
      await current(page, name);
      await execute(page, 'application:close');
      await page.waitForFunction(() => !document.querySelector('.jp-XESViewer'));
    }
    const [cold, ...warm] = times;
    const best = Math.min(...warm);
    console.log(
      `${name} (${(size / 1e6).toFixed(1)} MB): first ${cold.toFixed(0)} ms, again ${best.toFixed(0)} ms, ` +
        `${(bytes / 1e3).toFixed(0)} kB moved`
    );
  }
});
