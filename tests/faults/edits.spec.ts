import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { breakWorker, killWorker, throwInWorker, workerOf } from '../browser/support/inject.js';
import { execute } from '../browser/support/lab.js';
import { spectrum, useFaults } from './support/faults.js';
import { open, type IScope } from './support/scope.js';

/** A smoothing over the given number of points never ends, wherever it is computed. */
const endless = 13;

/**
 * In the compute worker, while a node is computed: checking whether that number is whole never
 * returns.
 */
const trap = `(() => {
  const { isInteger } = Number;
  const { postMessage } = self;
  let isRunning = false;
  self.postMessage = (message, ...rest) => {
    isRunning = message?.type === 'node' ? message.key !== null : isRunning;
    return postMessage.call(self, message, ...rest);
  };
  Number.isInteger = value => {
    while (isRunning && value === ${endless}) {}
    return isInteger(value);
  };
})();\n`;

const f = useFaults({
  recovery: 'once',
  prepare: page =>
    page.route(/xes-compute\.[^/]*\.js/, async route => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: trap + (await answer.text()) });
    })
});

const analysis = 'edits.xes.json';
const smoothed = (window: number) => ({ window, order: 2 });

interface IStep {
  id: string;
  outcome: string;
  error: { code: string; message: string } | null;
}

interface IResult {
  outcome: string;
  values: { energy: number[]; intensity: (number | null)[] }[];
}

const stepsOf = async () => ((await execute(f.page, 'xes:settled')) as { steps: IStep[] }).steps;
const outcomes = async () =>
  Object.fromEntries((await stepsOf()).map(({ id, outcome }) => [id, outcome]));
const result = async (id: string) => (await execute(f.page, 'xes:result', { id })) as IResult;
const row = (id: string) => f.page.locator(`.jp-XESList:visible [role=row][data-id="${id}"]`);
const field = (page: Page, name: string) =>
  page.locator('.jp-XESInspector:visible').getByLabel(name);

/** An analysis of two spectra, smoothed over so many points each, all of them shown. */
async function opened(windows: readonly number[]): Promise<void> {
  const { page } = f;
  await page.setViewportSize({ width: 1800, height: 1000 }); // both panels are next to the plots
  const steps = windows.map((window, i) => ({
    id: `m${i + 1}`,
    step: 'smooth',
    from: [i % 2 === 0 ? 's1' : 's2'],
    parameters: smoothed(window)
  }));
  const document = {
    type: 'xes-analysis',
    version: 3,
    scans: [
      { id: 's1', path: spectrum },
      { id: 's2', path: 'xes-demo-kbeta-repeat.nxs' }
    ],
    steps,
    view: { shown: steps.map(({ id }) => ({ id })), active: { id: 's1' } }
  };
  writeFileSync(f.file(analysis), JSON.stringify(document));
  await open(page, analysis);
  await execute(page, 'xes:settled');
}

/**
 * The watch of a minute over the compute worker is shortened; reading takes its time on a busy
 * machine.
 */
function shortenWatch(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { setTimeout } = window;
    const scope = window as unknown as IScope;
    (scope.planted ??= []).push(() => Object.assign(window, { setTimeout }));
    const shorter = (work: TimerHandler, delay?: number, ...rest: unknown[]) =>
      setTimeout(work, delay === 60_000 && /_ping/.test(String(work)) ? 300 : delay, ...rest);
    Object.assign(window, { setTimeout: shorter });
  });
}

test('a step that never ends: its row reports it, all else is computed, and it can be edited', async () => {
  const { page } = f;
  await opened([5, 7, 9]);
  await shortenWatch(page);
  await execute(page, 'xes:set-step', { id: 'm2', parameters: smoothed(endless) });
  await execute(page, 'xes:set-step', { id: 'm3', parameters: smoothed(11) });
  expect(await outcomes()).toEqual({ m1: 'done', m2: 'failed', m3: 'done' });
  expect((await stepsOf())[1].error).toMatchObject({
    code: 'compute/crashed',
    message: expect.stringContaining('took longer than a minute, twice, and was given up')
  });
  await expect(row('m2')).toHaveAttribute('data-state', 'failed');
  await expect(row('m2')).toHaveAttribute('title', /was given up/);
  await f.expectReported('Computing hung', /Computing hung and was given up/);

  await row('m2').click({ position: { x: 120, y: 12 } });
  await expect(page.locator('.jp-XESInspector:visible')).toContainText('was given up');
  await field(page, 'Window').fill('7');
  expect(await outcomes()).toEqual({ m1: 'done', m2: 'done', m3: 'done' });
  await expect(row('m2')).toHaveAttribute('data-state', 'done');
});

for (const [how, change] of [
  ['changed', () => execute(f.page, 'xes:set-step', { id: 'm2', parameters: smoothed(5) })],
  ['switched off', () => execute(f.page, 'xes:switch', { id: 'm2', off: true })],
  ['removed', () => execute(f.page, 'xes:remove', { ids: ['m2'] })],
  ['undone', () => execute(f.page, 'xes:undo')]
] as const) {
  test(`a step that never ends is ${how}: nothing waits for it any longer`, async () => {
    const { page } = f;
    await opened([5, 7, 9]);
    const worker = workerOf(page, 'xes-compute');
    // another than the abandoned one, which is not retried
    const parameters = { window: endless, order: 3 };
    await execute(page, 'xes:set-step', { id: 'm2', parameters });
    await execute(page, 'xes:set-step', { id: 'm3', parameters: smoothed(11) });
    await expect(row('m2')).toHaveAttribute('data-state', 'running');
    const began = await page.evaluate(() => performance.now());
    await (how === 'undone' ? change().then(change) : change());
    const steps = await stepsOf();
    expect(steps.map(({ outcome }) => outcome)).not.toContain('failed');
    expect(steps.filter(({ id }) => id !== 'm2').every(step => step.outcome === 'done')).toBe(true);
    // not the watch of a minute
    expect(await page.evaluate(() => performance.now())).toBeLessThan(began + 55_000);
    // a worker in a loop takes time to end
    await expect.poll(() => page.workers().some(entry => entry === worker)).toBe(false);
    expect(f.reports()).toEqual([]); // a user's change of mind is not a crash
  });
}

for (const [how, plant] of [
  ['dies', breakWorker],
  ['is killed and says nothing', killWorker]
] as const) {
  test(`the compute worker ${how} while a number is typed: the typed number stays, and is computed`, async () => {
    const { page } = f;
    await opened([5]);
    await row('m1').click({ position: { x: 120, y: 12 } });
    const window = field(page, 'Window');
    await window.fill('');
    await plant(page, 'update');
    await window.pressSequentially('21', { delay: 30 });
    await expect(window).toHaveValue('21');
    await expect(window).toBeFocused();
    expect(await outcomes()).toEqual({ m1: 'done' });
    await expect(window).toHaveValue('21');
    const edited = await result('m1');
    const { id } = (await execute(page, 'xes:duplicate', { id: 'm1' })) as { id: string };
    const [{ energy, intensity }] = edited.values;
    expect((await result(id)).values).toMatchObject([{ energy, intensity }]);
    expect(await page.evaluate(documentOf)).toMatchObject({
      steps: [{ id: 'm1', parameters: smoothed(21) }, { id }]
    });
  });
}

/** Run on the page. */
function documentOf(): object {
  const { currentWidget } = (window as unknown as IScope).jupyterapp.shell;
  return JSON.parse(
    JSON.stringify((currentWidget as unknown as { model: { document: object } }).model.document)
  ) as object;
}

test('undo and redo while results are computed: in the end they match the document', async () => {
  const { page } = f;
  await opened([5, 7, 9, 11]);
  const used = await page.evaluate(async () => {
    const { commands } = (window as unknown as IScope).jupyterapp;
    let seed = 20;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    const counts: Record<string, number> = {};
    for (let i = 0; i < 600; i++) {
      const id = `m${random(4) + 1}`;
      const parameters = { window: [5, 7, 9, 15, 21][random(5)], order: 2 + random(2) };
      const [name, args] = [
        ['set-step', { id, parameters }],
        ['switch', { id }],
        ['undo', {}],
        ['undo', {}],
        ['redo', {}]
      ][random(5)] as [string, object];
      counts[name] = (counts[name] ?? 0) + 1;
      const done = commands.execute(`xes:${name}`, args);
      if (random(4) === 0) {
        await done;
        await new Promise(resolve => requestAnimationFrame(resolve));
      }
    }
    return counts;
  });
  expect(Object.values(used).every(count => count > 50)).toBe(true);
  const ids = ['m1', 'm2', 'm3', 'm4'];
  await execute(page, 'xes:settled');
  const results = async () => Promise.all(ids.map(result));
  const edited = await results();
  const document = await page.evaluate(documentOf);
  expect(f.reports()).toEqual([]);
  // a new worker without any history computes the same
  const before = workerOf(page, 'xes-compute');
  await throwInWorker(page, 'xes-compute');
  writeFileSync(f.file('fresh.xes.json'), JSON.stringify(document));
  await open(page, 'fresh.xes.json');
  await execute(page, 'xes:settled');
  expect(workerOf(page, 'xes-compute')).not.toBe(before);
  expect(await page.evaluate(documentOf)).toEqual(document);
  expect(await results()).toEqual(edited);
});
