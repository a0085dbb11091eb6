import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { launch } from '../browser/support/browser.js';
import { copyScans, demoScans } from '../browser/support/data.js';
import { OurObjects } from '../browser/support/heap.js';
import { openLab, startLab } from '../browser/support/lab.js';
import { installScope, open, tidy, type IScope } from '../faults/support/scope.js';
import { measure, table } from './measure.js';
import { Dice } from './dice.js';

/** The given number of actions, or if 0, as many as fit into the given minutes. */
const actions = Number(process.env.SOAK_ACTIONS ?? 0);
const minutes = Number(process.env.SOAK_MINUTES ?? 1);
const seed = Number(process.env.SOAK_SEED ?? 1);
const only = (process.env.SOAK_ONLY ?? '').split(',');
const map = 'xes-demo-rxes.nxs';
const analysis = 'soak.xes.json';

interface IStep {
  name: string;
  /** Relative frequency. */
  weight: number;
  run(page: Page, dice: Dice): Promise<unknown>;
}

const command = (page: Page, id: string, args: object = {}) =>
  page.evaluate(
    async ([name, values]) => {
      await (window as unknown as IScope).jupyterapp.commands.execute(name, values);
    },
    [id, args] as const
  );

/** Plotly or a control is queried from within the page, so that no handle retains its node. */
const inPage = (page: Page, action: 'scale' | 'colours' | 'key' | 'cut' | 'close', index: number) =>
  page.evaluate(
    ([what, number]) => {
      const { shell } = (window as unknown as IScope).jupyterapp;
      const viewer = shell.currentWidget?.node.querySelector('.jp-XESViewer');
      const select = (at: number) => viewer?.querySelectorAll('select')[at];
      if (what === 'close') {
        const widget = shell.currentWidget;
        if (widget?.context) {
          widget.context.model.dirty = false;
          widget.close();
        }
      } else if (what === 'key') {
        const cut = viewer?.querySelector('.jp-XESCut');
        const key = ['ArrowLeft', 'ArrowRight', 'Delete', 'Enter'][number % 4];
        cut?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      } else if (what === 'cut') {
        const buttons = [...(viewer?.querySelectorAll('button') ?? [])];
        buttons.find(button => button.textContent?.startsWith('+'))?.click();
      } else {
        const control = select(what === 'scale' ? 0 : 1);
        if (control && control.options.length > 0) {
          control.selectedIndex = number % control.options.length;
          control.dispatchEvent(new Event('change', { bubbles: true }));
        }
      }
    },
    [action, index] as const
  );

const scans = readdirSync(demoScans())
  .filter(name => /\.(nxs|dat)$/.test(name))
  .sort();

const steps: IStep[] = [
  ...scans.map(name => ({
    name: `open ${name}`,
    weight: 2,
    run: (page: Page) => open(page, name)
  })),
  { name: 'open the analysis', weight: 3, run: page => open(page, analysis) },
  { name: 'close', weight: 6, run: page => inPage(page, 'close', 0) },
  { name: 'reload', weight: 2, run: page => command(page, 'xes:reload') },
  { name: 'reset zoom', weight: 1, run: page => command(page, 'xes:reset-zoom') },
  { name: 'a control', weight: 4, run: (page, dice) => inPage(page, 'scale', dice.below(9)) },
  {
    name: 'another control',
    weight: 4,
    run: (page, dice) => inPage(page, 'colours', dice.below(9))
  },
  { name: 'a key on a cut', weight: 4, run: (page, dice) => inPage(page, 'key', dice.below(4)) },
  { name: 'a new cut', weight: 2, run: page => inPage(page, 'cut', 0) },
  { name: 'save the figure', weight: 1, run: page => command(page, 'xes:save-figure') },
  {
    name: 'fault: the worker throws',
    weight: 1,
    run: async page => {
      const worker = page.workers().find(entry => entry.url().includes('jupyterlab-xes'));
      await worker?.evaluate(() => {
        setTimeout(() => {
          throw new Error('planted in the worker');
        });
      });
    }
  },
  {
    name: 'fault: the server answers 503',
    weight: 1,
    run: async page => {
      await page.route('**/files/**', route => route.fulfill({ status: 503 }));
      await command(page, 'xes:reload');
      await page.unroute('**/files/**');
      await command(page, 'xes:reload');
    }
  },
  {
    name: 'fault: offline',
    weight: 1,
    run: async page => {
      await page.context().setOffline(true);
      await command(page, 'xes:reload');
      await page.context().setOffline(false);
      await command(page, 'xes:reload');
    }
  },
  {
    name: 'fault: a plot event throws',
    weight: 1,
    run: page =>
      page.evaluate(() => {
        const node = document.querySelector('.jp-XESMap .jp-XESPlot') as unknown as {
          emit?(name: string, payload: object): void;
        } | null;
        const get = () => {
          throw new Error('planted in a plot event');
        };
        node?.emit?.('plotly_relayout', new Proxy({}, { get, ownKeys: get }));
      })
  },
  {
    name: 'fault: a painting throws',
    weight: 1,
    run: page =>
      page.evaluate(() => {
        const { prototype } = CanvasRenderingContext2D;
        const { putImageData } = prototype;
        prototype.putImageData = () => {
          prototype.putImageData = putImageData;
          throw new Error('planted in the painting');
        };
      })
  }
];

const chosen = steps.filter(({ name }) => only.some(words => name.includes(words)));

/** The actions so far; printed if it ends badly, for the same seed repeats them. */
const trail: string[] = [];

test.afterEach(({}, { status }) => {
  if (status !== 'passed') {
    console.log(`the last of ${trail.length} lines, seed ${seed}:\n${trail.slice(-60).join('\n')}`);
  }
});

const length = actions > 0 ? `${actions} actions` : `${minutes} minutes`;

test(`soak for ${length}, seed ${seed}`, async () => {
  test.setTimeout((actions > 0 ? actions * 5_000 : minutes * 60_000) + 240_000);
  const lab = await startLab();
  const browser = await launch();
  try {
    copyScans(demoScans(), lab.folder);
    const text = { type: 'xes-analysis', version: 1, scans: scans.map(name => ({ path: name })) };
    writeFileSync(path.join(lab.folder, analysis), JSON.stringify(text));
    const digest = () =>
      scans
        .map(name => readFileSync(path.join(lab.folder, name)))
        .map(bytes => createHash('sha256').update(bytes).digest('hex'))
        .join();
    const before = digest();
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await installScope(page);
    await openLab(page, lab.url);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    await cdp.send('HeapProfiler.enable');
    // the first of everything: code is loaded, and permanent objects are created
    await open(page, map);
    const ours = await OurObjects.learn(cdp);
    await open(page, analysis);
    await settle(page);
    const start = await measure(page, cdp, lab.folder);
    const dice = new Dice(seed);
    const end = Date.now() + minutes * 60_000;
    let done = 0;
    while (actions > 0 ? done < actions : Date.now() < end) {
      const step = dice.choose(chosen);
      trail.push(`${++done} ${step.name}`);
      try {
        await step.run(page, dice);
      } catch (error) {
        // JupyterLab's dialogs are in the way, as those about a lost server
        trail.push(`  again, after: ${String(error).slice(0, 120)}; ${await dismissed(page)}`);
        await step.run(page, dice);
      }
      if (done % 25 === 0) {
        await tidy(page); // so that the number of open documents stays bounded
      }
    }
    await page.context().setOffline(false);
    await settle(page);
    const retained = () => ours.count();
    await expect
      .poll(retained, { timeout: 30_000 })
      .toEqual({ document: 0, viewer: 0, model: 0, plotHost: 0 });
    const after = await measure(page, cdp, lab.folder);
    console.log(`${done} actions, seed ${seed}\n${table(start, after)}`);
    expect(digest(), 'the scans').toBe(before);
    const { viewers, plots, workers, held } = after;
    expect({ viewers, plots, workers, held }).toEqual({
      viewers: 0,
      plots: 0,
      workers: 0,
      held: 0
    });
  } finally {
    await browser.close();
    await lab.stop();
  }
});

/** Close JupyterLab's dialogs. @returns their texts. */
function dismissed(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.jp-Dialog')]
      .map(dialog => {
        dialog.querySelector<HTMLElement>('button:last-of-type')?.click();
        return dialog.innerText.slice(0, 200);
      })
      .join(' | ')
  );
}

/** Nothing of ours is open, and the idle worker has ended. */
async function settle(page: Page): Promise<void> {
  await tidy(page);
  // workers idle for half a minute before they end
  const workers = () =>
    page.workers().filter(worker => worker.url().includes('jupyterlab-xes')).length;
  await expect.poll(workers, { timeout: 60_000 }).toBe(0);
  await expect
    .poll(() => page.evaluate(() => document.querySelectorAll('.Toastify__toast').length), {
      timeout: 30_000
    })
    .toBe(0);
}
