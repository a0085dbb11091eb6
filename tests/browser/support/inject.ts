import type { Page, Worker } from '@playwright/test';

/**
 * Faults planted from outside our code, in the browser and JupyterLab. Those that do not end by
 * themselves are removed by functions left in the page's `planted`.
 */

/** Saving a figure throws. */
export function breakSaving(page: Page, message = 'planted in a command'): Promise<void> {
  return page.evaluate(words => {
    const scope = window as unknown as { planted?: (() => void)[] };
    const { prototype } = HTMLCanvasElement;
    const { toBlob } = prototype;
    (scope.planted ??= []).push(() => (prototype.toBlob = toBlob));
    prototype.toBlob = () => {
      throw new Error(words);
    };
  }, message);
}

/** The next painting of a canvas throws. */
export function breakPainting(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { prototype } = CanvasRenderingContext2D;
    const { drawImage, putImageData } = prototype;
    prototype.drawImage = prototype.putImageData = () => {
      Object.assign(prototype, { drawImage, putImageData });
      throw new Error('planted in the painting');
    };
  });
}

/** The map's plot emits an event whose payload throws on every access. */
export function sendPoison(page: Page): Promise<void> {
  return page.evaluate(() => {
    const node = document.querySelector('.jp-XESMap .jp-XESPlot') as unknown as {
      emit(name: string, payload: object): void;
    };
    const get = () => {
      throw new Error('planted in a plot event');
    };
    node.emit('plotly_relayout', new Proxy({}, { get }));
  });
}

/** The next access to the width of the map's plot throws: that is a message handler. */
export function breakResize(page: Page): Promise<void> {
  return page.evaluate(() => {
    const node = document.querySelector('.jp-XESMap .jp-XESPlot') as HTMLElement;
    Object.defineProperty(node, 'clientWidth', {
      configurable: true,
      get() {
        delete (node as { clientWidth?: number }).clientWidth;
        throw new Error('planted in a message');
      }
    });
  });
}

/** Name of a worker, as in its file. */
export type WorkerName = 'xes-reader' | 'xes-compute';

/** The live worker of that name; null if there is none. */
export function workerOf(page: Page, name: WorkerName): Worker | null {
  return page.workers().find(worker => worker.url().includes(`/${name}.`)) ?? null;
}

/** An error is thrown inside the live worker. */
export async function throwInWorker(page: Page, name: WorkerName = 'xes-reader'): Promise<void> {
  const worker = workerOf(page, name);
  if (!worker) {
    throw new Error('no worker lives');
  }
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('planted in the worker');
    });
  });
}

/** Requests to a worker: the reader to `open` a scan, the compute worker to `update` a document. */
export type RequestKind = 'open' | 'update';

type Post = (message: { type?: string }, transfer: Transferable[]) => void;

/** The worker that receives the next such request dies of it, for the given number of times. */
export function breakWorker(page: Page, kind: RequestKind = 'open', times = 1): Promise<void> {
  return page.evaluate(
    ([type, often]) => {
      const scope = window as unknown as { Worker: { prototype: { postMessage: Post } } };
      const { prototype } = scope.Worker;
      const { postMessage } = prototype;
      let left = often;
      prototype.postMessage = function (message, transfer) {
        if (message.type !== type) {
          postMessage.call(this, message, transfer);
          return;
        }
        if (--left === 0) {
          prototype.postMessage = postMessage;
        }
        const target = this as unknown as EventTarget;
        target.dispatchEvent(new ErrorEvent('error', { message: 'planted death' }));
      };
    },
    [kind, times] as const
  );
}

/**
 * The worker that receives the next such request is silently killed; its watch of a minute is
 * shortened.
 */
export function killWorker(page: Page, kind: RequestKind = 'open', times = 1): Promise<void> {
  return page.evaluate(
    ([type, often]) => {
      let left = often;
      const { setTimeout } = window;
      const shorter = (work: TimerHandler, delay?: number, ...rest: unknown[]) => {
        const isWatch = delay === 60_000;
        if (isWatch && left === 0) {
          Object.assign(window, { setTimeout });
        }
        return setTimeout(work, isWatch ? 300 : delay, ...rest);
      };
      Object.assign(window, { setTimeout: shorter });
      const scope = window as unknown as { Worker: { prototype: { postMessage: Post } } };
      const { prototype } = scope.Worker;
      const { postMessage } = prototype;
      prototype.postMessage = function (message, transfer) {
        if (message.type === type) {
          if (--left === 0) {
            prototype.postMessage = postMessage;
          }
          (this as unknown as { terminate(): void }).terminate();
        }
        postMessage.call(this, message, transfer);
      };
    },
    [kind, times] as const
  );
}

interface IWidget {
  context?: { path: string };
  isVisible: boolean;
}

interface IApp {
  shell: { widgets(area: string): Iterable<IWidget> };
}

/** The window gets the focus, and widgets then throw for our code only, not for JupyterLab's. */
export function breakFocus(page: Page, path: string): Promise<void> {
  return page.evaluate(wanted => {
    const { jupyterapp } = window as unknown as { jupyterapp: IApp };
    const widget = [...jupyterapp.shell.widgets('main')].find(
      entry => entry.context?.path === wanted
    );
    if (!widget) {
      throw new Error('no widget');
    }
    Object.defineProperty(widget, 'isVisible', {
      configurable: true,
      get() {
        const error = new Error('planted in a promise');
        if (!error.stack?.includes('jupyterlab-xes')) {
          return true;
        }
        delete (widget as Partial<IWidget>).isVisible;
        throw error;
      }
    });
    window.dispatchEvent(new Event('focus'));
  }, path);
}

/** Reject a promise that nobody awaits, with an error as if thrown by a script. */
export function rejectFrom(page: Page, message: string, script: string): Promise<void> {
  return page.evaluate(
    ([words, url]) => {
      const error = new Error(words);
      error.stack = `Error: ${words}\n    at run (${url}:1:1)`;
      void Promise.reject(error);
    },
    [message, script]
  );
}

/** Address of a script of ours loaded by the page. */
export async function ownScript(page: Page): Promise<string> {
  const names = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name)
  );
  const own = names.find(name => /jupyterlab-xes\/static\/.*\.js/.test(name));
  if (!own) {
    throw new Error('no script of ours was loaded');
  }
  return own;
}
