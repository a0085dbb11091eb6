import { expect, test, type Worker } from '@playwright/test';
import { breakWorker, killWorker, throwInWorker, workerOf } from '../browser/support/inject.js';
import { execute } from '../browser/support/lab.js';
import { map, useFaults } from './support/faults.js';
import { open } from './support/scope.js';

const f = useFaults();
const stopped = /The compute worker stopped/;

interface IState {
  kind: string | null;
  cuts: { id: string; at: number; points: number }[];
  steps: { id: string; error: { code: string } | null }[];
  scans: { state: string; error: { code: string } | null }[];
}

interface IResult {
  outcome: string;
  values: { energy: number[]; intensity: (number | null)[] }[];
}

const settled = async () => (await execute(f.page, 'xes:settled')) as IState;
const addCut = async (at: number) =>
  (await execute(f.page, 'xes:add-step', {
    step: 'cut',
    from: ['scans'],
    parameters: { type: 'CIE', at, width: 1 }
  })) as { id: string };
const result = async (id: string) => (await execute(f.page, 'xes:result', { id })) as IResult;

/** The live compute worker. */
async function living(): Promise<Worker> {
  await settled();
  const worker = workerOf(f.page, 'xes-compute');
  if (!worker) {
    throw new Error('no compute worker lives');
  }
  return worker;
}

/** Everything is shown, computed by another worker than that one, and edits work. */
async function expectShownAgain(before: Worker): Promise<void> {
  await expect.poll(() => f.page.workers().includes(before)).toBe(false);
  const state = await settled();
  expect([state.kind, state.scans[0]]).toMatchObject(['RXES', { state: 'ready', error: null }]);
  await expect(f.page.locator('.jp-XESError')).toHaveCount(0);
  await expect(f.page.locator('.jp-XESMap:visible')).toHaveCount(1);
  const { id } = await addCut(9661);
  const [{ energy, intensity }] = (await result(id)).values;
  expect(energy.length).toBeGreaterThan(10);
  expect(intensity.some(value => value !== null && value > 0)).toBe(true);
  expect(workerOf(f.page, 'xes-compute')).not.toBeNull();
}

test.beforeEach(async () => {
  await open(f.page, map);
});

test('an exception in the compute worker, between two requests', async () => {
  const worker = await living();
  await throwInWorker(f.page, 'xes-compute');
  await f.expectReported('planted in the worker', stopped);
  await expectShownAgain(worker);
});

test('an unhandled rejection in the compute worker', async () => {
  const worker = await living();
  await worker.evaluate(() => {
    setTimeout(() => void Promise.reject(new Error('planted rejection')));
  });
  await f.expectReported('planted rejection', stopped);
  await expectShownAgain(worker);
});

test('the compute worker dies while an edit is pending: the edit is shown', async () => {
  const worker = await living();
  await breakWorker(f.page, 'update');
  const { id } = await addCut(9660.5);
  const { cuts } = await settled();
  expect(cuts.find(cut => cut.id === id)?.points).toBeGreaterThan(10);
  await f.expectReported('planted death', stopped);
  await expectShownAgain(worker);
});

test('the compute worker is silently killed while an edit is pending', async () => {
  const worker = await living();
  await killWorker(f.page, 'update');
  const { id } = await addCut(9660.5);
  const { cuts } = await settled();
  expect(cuts.find(cut => cut.id === id)?.points).toBeGreaterThan(10);
  await f.expectReported('Computing hung', /Computing hung and was given up/);
  await expectShownAgain(worker);
});

test('a brief shortage of memory is not reported', async () => {
  const worker = await living();
  await worker.evaluate(() => {
    const all = Float64Array;
    globalThis.Float64Array = new Proxy(all, {
      construct: () => {
        globalThis.Float64Array = all;
        throw new RangeError('Array buffer allocation failed');
      }
    });
  });
  const { id } = await addCut(9660.5);
  const { cuts } = await settled();
  expect(cuts.find(cut => cut.id === id)?.points).toBeGreaterThan(10);
  expect(f.page.workers()).toContain(worker);
});

test('a lasting shortage of memory: what is shown fails with a message, and the worker continues', async () => {
  const worker = await living();
  await worker.evaluate(() => {
    const all = Float64Array;
    Object.assign(globalThis, { release: () => (globalThis.Float64Array = all) });
    globalThis.Float64Array = new Proxy(all, {
      construct: () => {
        throw new RangeError('Array buffer allocation failed');
      }
    });
  });
  const { id } = await addCut(9661.25);
  const { cuts } = await settled();
  expect(cuts.find(cut => cut.id === id)?.points).toBe(0);
  await expect(f.page.locator('.jp-XESDocument:visible')).toContainText('needs more memory');
  await worker.evaluate(() => (globalThis as unknown as { release(): void }).release());
  expect((await result(id)).values[0]?.energy.length).toBeGreaterThan(10);
  expect(f.page.workers()).toContain(worker);
  expect(f.reports()).toEqual([]);
});

test('a thousand quick edits: the last is shown', async () => {
  await living();
  const { id } = await addCut(9658);
  await f.page.evaluate(async cut => {
    const { commands } = (
      window as unknown as {
        jupyterapp: { commands: { execute(id: string, args: object): Promise<unknown> } };
      }
    ).jupyterapp;
    for (let i = 1; i <= 1000; i++) {
      const parameters = { type: 'CIE', at: 9658 + i / 500, width: 1 };
      await commands.execute('xes:set-step', { id: cut, parameters });
    }
  }, id);
  const { cuts } = await settled();
  expect(cuts.find(cut => cut.id === id)?.at).toBe(9660);
  const edited = await result(id);
  const { id: fresh } = await addCut(9660);
  expect((await result(fresh)).values[0].intensity).toEqual(edited.values[0].intensity);
});

test('the reader dies after sending a scan but before confirming it: the scan is read once more', async () => {
  const { page } = f;
  const compute = await living();
  const readIt = page.evaluate(() => {
    // the reader's answer is lost, as if it had died before
    const { prototype } = Worker;
    const { postMessage } = prototype;
    prototype.postMessage = function (this: Worker, message: { type?: string }, ...rest: never[]) {
      if (message.type === 'open') {
        prototype.postMessage = postMessage;
        const { onmessage } = this as unknown as { onmessage(event: MessageEvent): void };
        Object.assign(this, {
          onmessage: (event: MessageEvent<{ type: string }>) => {
            if (event.data.type === 'delivered') {
              const target = this as unknown as EventTarget;
              target.dispatchEvent(new ErrorEvent('error', { message: 'planted in between' }));
            } else {
              onmessage.call(this, event);
            }
          }
        });
      }
      postMessage.call(this, message, ...rest);
    };
  });
  await readIt;
  await execute(page, 'xes:reload');
  const { scans } = await settled();
  expect(scans[0]).toMatchObject({ state: 'ready', error: null });
  await f.expectReported('planted in between', /The reader stopped/);
  expect(page.workers()).toContain(compute);
});
