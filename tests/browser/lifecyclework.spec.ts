import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { emptyDocument } from '../../src/analysis/document/index.js';
import {
  close,
  cycles,
  open,
  timeout,
  describeCounts,
  slopeOfQuarters,
  workers
} from './support/cycles.js';
import { OurObjects } from './support/heap.js';
import { execute } from './support/lab.js';
import type { IStep } from './support/list.js';
import { useSession } from './support/session.js';

/** An analysis is opened, edited in its list, forms and tables, and closed: nothing of it stays. */
const session = useSession({ pages: 'file', viewport: { width: 1500, height: 900 } });
const name = 'cycle.xes.json';
const scans = ['xes-demo-kbeta', 'xes-demo-two-arms', 'xes-demo-kbeta-repeat', 'xes-demo-rxes'];

const step = (id: string, from: string[], parameters: object = {}): IStep => ({
  id,
  step: id,
  from,
  parameters
});

const steps = [
  step('background', ['s1'], { exclude: [[9565, 9585]] }),
  step('moments', ['background']),
  step('fit', ['s1'], { model: 'gaussian+constant', range: [9565, 9585] }),
  step('pixelEdges', ['s4'], { axis: 'incident' }),
  step('drift', ['s1', 's3'])
];

const analysis = {
  ...emptyDocument(),
  scans: scans.map((scan, i) => ({ id: `s${i + 1}`, path: `${scan}.nxs` })),
  steps,
  view: {
    ...emptyDocument().view,
    shown: [{ id: 's1' }, { id: 's3' }, { id: 'pixelEdges' }],
    active: { id: 'background' },
    selected: [{ id: 'background' }]
  }
};

/** Parts of the viewer that are counted, by the classes of their nodes. */
const parts = ['jp-XESList', 'jp-XESInspector', 'jp-XESTable', 'jp-XESSeries', 'jp-XESSpectra'];

/** A list, a form, a table and curves with marks, each alive. */
const there = [
  '.jp-XESList .jp-XESList-row[data-id="drift"]',
  '.jp-XESInspector input[id$="-background_exclude"], .jp-XESInspector textarea[id$="-background_exclude"]',
  '.jp-XESTable td',
  '.jp-XESSpectra svg.main-svg',
  '.jp-XESDocument .jp-Toolbar jp-button'
];

/** Wait in the page until a selector matches; a handle would retain its node. */
function seen(page: Page, selector: string, isThere = true): Promise<void> {
  return page.evaluate(
    async ([wanted, expected]) => {
      for (let i = 0; i < 800; i++) {
        const found = [...document.querySelectorAll<HTMLElement>(wanted)];
        if (found.some(({ offsetParent }) => offsetParent !== null) === expected) {
          return;
        }
        await new Promise(resolve => setTimeout(resolve, 25));
      }
      throw new Error(`${expected ? 'not there' : 'still there'}: ${wanted}`);
    },
    [selector, isThere] as const
  );
}

/** Act on the first visible node of a selector. */
function act(page: Page, selector: string, how: 'click' | 'dblclick' | 'focus'): Promise<void> {
  return page.evaluate(
    ([wanted, event]) => {
      const found = [...document.querySelectorAll<HTMLElement>(wanted)];
      const node = found.find(({ offsetParent }) => offsetParent !== null);
      if (!node) {
        throw new Error(`not there: ${wanted}`);
      }
      if (event === 'dblclick') {
        node.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
      } else {
        node[event]();
      }
    },
    [selector, how] as const
  );
}

const row = (id: string) => `.jp-XESList-row[data-id="${id}"]`;

/** Type into a field, and leave it. */
async function type(page: Page, field: string, text: string, end = 'Tab'): Promise<void> {
  await act(page, field, 'focus');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  await page.keyboard.press(end);
}

/** Select a row, and wait until it is focused: it would take the focus from the next field. */
async function select(page: Page, id: string): Promise<void> {
  await act(page, row(id), 'click');
  await seen(page, `${row(id)}:focus`);
}

interface IState {
  settled: boolean;
  scans: { label?: string }[];
  steps: { id: string; outcome: string; parameters: object }[];
}

async function opened(page: Page): Promise<void> {
  await open(page, name, there);
}

/** One pass through the list, forms and tables, by keys and clicks. */
async function use(page: Page): Promise<void> {
  await type(page, '.jp-XESInspector [id$="-background_exclude"]', '9564:9586');
  await act(page, `${row('s1')} .jp-XESList-label`, 'dblclick');
  await seen(page, '.jp-XESList-field');
  await type(page, '.jp-XESList-field', 'renamed', 'Enter');
  await act(page, `${row('s2')} input[type=checkbox]`, 'click');
  await select(page, 'fit');
  await seen(page, '.jp-XESInspector [id$="-fit_model"]');
  await type(page, '.jp-XESModel input[type=text]', '9575');
  await select(page, 'moments');
  await seen(page, '.jp-XESInspector [id$="-moments_range"]');
  await seen(page, '.jp-XESInspector-table');
  await select(page, 'drift');
  await seen(page, '.jp-XESSeries-table td');
  await seen(page, '.jp-XESSeries svg.main-svg');
  await select(page, 's3');
  await act(page, '.jp-XESList-header button:last-of-type', 'click');
  await seen(page, '.jp-XESAddStep [role=option]');
  await page.keyboard.type('smooth');
  await page.keyboard.press('Enter');
  await seen(page, '.jp-XESAddStep', false);
  const state = (await execute(page, 'xes:settled')) as IState;
  // results no longer shown are not recomputed
  const outcome = (id: string) => state.steps.find(entry => entry.id === id)?.outcome;
  expect([outcome('pixelEdges'), state.steps.at(-1)?.outcome]).toEqual(['done', 'done']);
  const [{ parameters }, , fit] = state.steps;
  expect([parameters, state.scans[0].label]).toEqual([{ exclude: [[9564, 9586]] }, 'renamed']);
  expect(fit.parameters).toMatchObject({ set: { amplitude: 9575 } });
  await execute(page, 'xes:undo');
  await select(page, 'background'); // reopening shows the last view
  await seen(page, '.jp-XESInspector [id$="-background_exclude"]');
}

async function cycle(page: Page): Promise<void> {
  await opened(page);
  await use(page);
  expect(workers(page)).toBe(2); // the reader and the compute worker
  await close(page, '.jp-XESViewer');
}

test(`opened, worked on in list, forms and tables and closed ${cycles} times without leaking`, async () => {
  const { page } = session;
  test.setTimeout(timeout);
  writeFileSync(session.file(name), JSON.stringify(analysis));
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await cdp.send('HeapProfiler.enable');
  // Lumino keeps the tab bar of an area whose last tab was closed: a launcher keeps the area alive
  await execute(page, 'launcher:create');
  await opened(page);
  await use(page);
  const ours = await OurObjects.learn(cdp, parts);
  // the query finds existing objects, so that an empty result is meaningful
  const alive = await ours.count();
  expect(Math.min(...Object.values(alive))).toBeGreaterThan(0);
  await close(page, '.jp-XESViewer');
  for (let i = 0; i < 3; i++) {
    await cycle(page);
  }
  const left = await slopeOfQuarters(cdp, () => cycle(page));
  // each count walks the whole heap, which is slow on a busy machine
  await expect
    .poll(() => ours.count(), { timeout: 120_000 })
    .toEqual(Object.fromEntries(Object.keys(alive).map(key => [key, 0])));
  console.log(
    `after ${cycles} cycles: nothing of ${JSON.stringify(alive)}; a cycle: ${describeCounts(left)}`
  );
  expect(Math.max(left.nodes, 0)).toBeLessThan(0.2);
  expect(Math.max(left.listeners, 0)).toBeLessThan(0.2);
});
