import { expect, test, type Worker } from '@playwright/test';
import { killWorker, breakWorker, workerOf } from '../browser/support/inject.js';
import { map, useFaults } from './support/faults.js';
import { open, reload, type IScope } from './support/scope.js';

const f = useFaults();
const failureMessage = /Your work is kept; the report says why\./;
const stopped = /The reader (stopped|could not be started)/;

test.beforeEach(async () => {
  await open(f.page, map);
});

/** The live worker; one is started if the last one was ended for idleness. */
async function living(): Promise<Worker> {
  if (!workerOf(f.page, 'xes-reader')) {
    await reload(f.page);
  }
  const worker = workerOf(f.page, 'xes-reader');
  if (!worker) {
    throw new Error('no worker lives');
  }
  return worker;
}

/** The pane reports that the reader died, and its button rereads the scan. */
async function expectReadAgain(): Promise<void> {
  const pane = f.page.locator('.jp-XESError');
  await expect(pane.locator('code')).toHaveText('worker/crashed');
  await pane.getByRole('button', { name: 'Reload' }).click();
  await expect(pane).toHaveCount(0);
  await expect(f.page.locator('.jp-XESMap:visible')).toHaveCount(1);
}

test('an exception inside the worker, between two reads', async () => {
  const worker = await living();
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('planted in the worker');
    });
  });
  await f.expectReported('planted in the worker', stopped);
});

/** The read was tried once more, without user action. */
async function expectReadByItself(): Promise<void> {
  expect(await reload(f.page)).toBeNull();
  await expect(f.page.locator('.jp-XESError')).toHaveCount(0);
  await expect(f.page.locator('.jp-XESMap:visible')).toHaveCount(1);
}

test('the worker dies while reading: the scan is read once more', async () => {
  await breakWorker(f.page);
  await expectReadByItself();
  await f.expectReported('planted death', stopped);
});

test('the worker dies while reading, twice', async () => {
  await breakWorker(f.page, 'open', 2);
  expect(await reload(f.page)).toBe('worker/crashed');
  await f.expectReported('planted death', stopped);
  await expectReadAgain();
});

test('the worker is silently killed: the watchdog ends the read, which is tried once more', async () => {
  await killWorker(f.page);
  await expectReadByItself();
  await f.expectReported('Reading hung', /Reading hung and was given up/);
});

test('the worker is silently killed, twice', async () => {
  await killWorker(f.page, 'open', 2);
  expect(await reload(f.page)).toBe('worker/crashed');
  await f.expectReported('Reading hung', /Reading hung and was given up/);
  await expectReadAgain();
});

/** The watchdog's minute is shortened until it has ended a worker: later reads take their time. */
async function shortenWatch(): Promise<void> {
  await f.page.evaluate(() => {
    const { setTimeout } = window;
    const { terminate } = Worker.prototype;
    window.setTimeout = ((work: TimerHandler, delay?: number, ...rest: unknown[]) =>
      setTimeout(work, delay === 60_000 ? 3000 : delay, ...rest)) as typeof setTimeout;
    const restore = () => {
      window.setTimeout = setTimeout;
      Worker.prototype.terminate = terminate;
    };
    ((window as unknown as IScope).planted ??= []).push(restore);
    Worker.prototype.terminate = function (this: Worker) {
      restore();
      terminate.call(this);
    };
  });
}

test('an endless loop in the worker: the watchdog ends the read, and the worker', async () => {
  const worker = await living();
  await worker.evaluate(() => {
    Headers.prototype.get = () => {
      for (;;) {
        // for ever
      }
    };
  });
  await shortenWatch();
  await expectReadByItself();
  await f.expectReported('Reading hung', /Reading hung and was given up/);
  await expect.poll(() => f.page.workers().includes(worker)).toBe(false);
});

for (const [name, kind, words] of [
  ['WebAssembly aborts', 'RuntimeError', 'Aborted(planted)'],
  ['WebAssembly runs out of memory', 'RangeError', 'Array buffer allocation failed'],
  ['the stack of the worker overflows', 'RangeError', 'Maximum call stack size exceeded']
] as const) {
  test(`${name} in the middle of a read`, async () => {
    const worker = await living();
    await worker.evaluate(
      ([type, message]) => {
        Headers.prototype.get = () => {
          throw type === 'RangeError'
            ? new RangeError(message)
            : new WebAssembly.RuntimeError(message);
        };
      },
      [kind, words] as const
    );
    await expectReadByItself();
    await f.expectReported(words, stopped);
  });
}

test('a bug of the extension in the worker', async () => {
  const worker = await living();
  await worker.evaluate(() => {
    Headers.prototype.get = () => {
      throw new TypeError('planted mistake');
    };
  });
  expect(await reload(f.page)).toBe('internal/error');
  await f.expectReported('planted mistake', failureMessage);
  await f.page.locator('.jp-XESError').getByRole('button', { name: 'Reload' }).click();
  await expect(f.page.locator('.jp-XESError')).toHaveCount(0);
});

test('a worker that cannot be started, twice', async () => {
  const worker = await living();
  await f.page.evaluate(() => {
    const { Worker: Before } = window;
    let left = 2;
    Object.assign(window, {
      Worker: function () {
        if (--left === 0) {
          Object.assign(window, { Worker: Before });
        }
        throw new Error('planted in the start');
      }
    });
  });
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('planted end');
    });
  });
  await expect.poll(() => workerOf(f.page, 'xes-reader')).toBeNull();
  expect(await reload(f.page)).toBe('worker/crashed');
  await f.expectReported(stopped, stopped);
  await expectReadAgain();
});

test('a worker that sends unreadable messages', async () => {
  await f.page.evaluate(() => {
    const { prototype } = Worker;
    const { postMessage } = prototype;
    prototype.postMessage = function (this: Worker, message: { type?: string }, ...rest: never[]) {
      if (message.type !== 'open') {
        postMessage.call(this, message, ...rest);
        return;
      }
      prototype.postMessage = postMessage;
      setTimeout(() =>
        (this as unknown as EventTarget).dispatchEvent(new MessageEvent('messageerror'))
      );
    };
  });
  await expectReadByItself();
  await f.expectReported("sent what can't be read", /The reader sent what can't be read/);
});

for (const [name, body] of [
  ['a broken chunk of the reading library', 'throw new WebAssembly.RuntimeError("planted chunk");'],
  ['half a chunk of the reading library', null]
] as const) {
  test(name, async () => {
    const { page } = f;
    const pattern = /jupyterlab-xes\/static\/h5wasm\.[^/]*\.js/;
    let served = 0;
    await page.context().route(pattern, async route => {
      served++;
      if (body) {
        await route.fulfill({ contentType: 'text/javascript', body });
      } else {
        const whole = await (await route.fetch()).text();
        const half = whole.slice(0, whole.length / 2);
        await route.fulfill({ contentType: 'text/javascript', body: half });
      }
    });
    f.undo(() => page.context().unroute(pattern));
    const worker = await living();
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error(`planted end ${Math.random()}`);
      });
    });
    await expect.poll(() => workerOf(page, 'xes-reader')).toBeNull();
    const code = await reload(f.page);
    expect(served, 'the chunk was asked for').toBeGreaterThan(0);
    expect(code).toMatch(/worker\/crashed|internal\/error/);
    const pane = page.locator('.jp-XESError');
    await expect(pane).toBeVisible();
    await page.context().unroute(pattern);
    await pane.getByRole('button', { name: 'Reload' }).click();
    await expect(pane).toHaveCount(0);
  });
}
