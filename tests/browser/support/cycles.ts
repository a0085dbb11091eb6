import type { CDPSession, Page } from '@playwright/test';
import { counts, type ICounts } from './heap.js';

/**
 * Number of times a document is opened, used and closed, in four groups; `npm run nightly` has
 * 1000.
 */
export const cycles = Number(process.env.XES_CYCLES ?? 20);

/** A second or two each on an idle machine, ms. */
export const timeout = 300_000 + cycles * 10_000;

interface IApp {
  commands: { execute(id: string, args?: object): Promise<unknown> };
  shell: {
    currentWidget: {
      title: { label: string };
      context?: { model: { dirty: boolean } };
    } | null;
  };
}

/** Open a file and wait in the page for what shows it; a handle would retain its node. */
export async function open(page: Page, path: string, ready: string[]): Promise<void> {
  await page.evaluate(
    async ([name, selectors]) => {
      const { jupyterapp } = window as unknown as { jupyterapp: IApp };
      await jupyterapp.commands.execute('docmanager:open', { path: name });
      const missing = () => [
        ...selectors.filter(selector => !document.querySelector(selector)),
        ...(jupyterapp.shell.currentWidget?.title.label === name ? [] : ['the tab'])
      ];
      for (let i = 0; i < 800 && missing().length > 0; i++) {
        await new Promise(resolve => setTimeout(resolve, 25));
      }
      if (missing().length > 0) {
        throw new Error(`not there: ${missing().join()}`);
      }
    },
    [path, ready] as const
  );
}

/** Close the current tab, without a question, and wait until nothing of it is on the page. */
export async function close(page: Page, closed: string): Promise<void> {
  await page.evaluate(async selector => {
    const { jupyterapp } = window as unknown as { jupyterapp: IApp };
    const context = jupyterapp.shell.currentWidget?.context;
    if (context) {
      context.model.dirty = false;
    }
    await jupyterapp.commands.execute('application:close');
    for (let i = 0; i < 800 && document.querySelector(selector); i++) {
      await new Promise(resolve => setTimeout(resolve, 25));
    }
    if (document.querySelector(selector)) {
      throw new Error(`still there: ${selector}`);
    }
  }, closed);
}

/** Number of our workers of the page. */
export const workers = (page: Page) =>
  page.workers().filter(worker => worker.url().includes('jupyterlab-xes')).length;

/** What each cycle leaves, over several. */
export async function slope(
  cdp: CDPSession,
  times: number,
  cycle: () => Promise<void>
): Promise<ICounts> {
  const before = await counts(cdp);
  for (let i = 0; i < times; i++) {
    await cycle();
  }
  // timers of a second or so may still hold the last few; a leak persists
  let after = await counts(cdp);
  const held = () => after.nodes > before.nodes || after.listeners > before.listeners;
  for (let i = 0; i < 6 && held(); i++) {
    await new Promise(resolve => setTimeout(resolve, 500));
    after = await counts(cdp);
  }
  const each = (name: keyof ICounts) => (after[name] - before[name]) / times;
  return { nodes: each('nodes'), listeners: each('listeners'), heap: each('heap') };
}

/**
 * What each cycle leaves, in the second best of four quarters. A leak shows in every quarter.
 * JupyterLab creates a React root (131 listeners on 11 nodes) once, at any time after its start,
 * which shows in one of them; objects still held by its start may be missing in another. The second
 * smallest has neither, and is as large as the leak if only five cycles are in it.
 */
export async function slopeOfQuarters(
  cdp: CDPSession,
  cycle: () => Promise<void>
): Promise<ICounts> {
  const quarters: ICounts[] = [];
  for (let i = 0; i < 4; i++) {
    quarters.push(await slope(cdp, Math.ceil(cycles / 4), cycle));
    console.log(`a cycle of quarter ${i + 1}: ${describeCounts(quarters[i])}`);
  }
  const second = (name: keyof ICounts) =>
    quarters.map(quarter => quarter[name]).sort((a, b) => a - b)[1];
  return { nodes: second('nodes'), listeners: second('listeners'), heap: second('heap') };
}

/** Counts as text. */
export function describeCounts({ nodes, listeners, heap }: ICounts): string {
  return `${nodes.toFixed(2)} nodes, ${listeners.toFixed(2)} listeners, ${Math.round(heap)} B`;
}
