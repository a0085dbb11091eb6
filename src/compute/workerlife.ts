import { revive, XESError } from '../science/errors.js';
import type { ComputeOrder, ComputeWord } from './protocol.js';

export interface IWorkerLifeOptions {
  createWorker(): Worker;
  onWord(word: ComputeWord): void;
  /** It died; called once. `isMissing`: its code did not come, so the server is away, and it is no crash. */
  onDeath(error: XESError, isMissing: boolean): void;
}

/** One compute worker from its start to its end. What it says after its end is not heard. */
export class WorkerLife {
  /** @throws XESError `compute/crashed` where it can't be started. */
  constructor(private _options: IWorkerLifeOptions) {
    let worker: Worker;
    try {
      worker = _options.createWorker();
    } catch (cause) {
      const message = 'The compute worker could not be started. Reload the page.';
      throw new XESError('compute/crashed', message, { cause });
    }
    this._worker = worker;
    worker.onmessage = ({ data }: MessageEvent<ComputeWord>) => {
      if (this._worker === worker) {
        _options.onWord(data);
      }
    };
    worker.onerror = event => {
      event.preventDefault();
      this._died(event.message);
    };
    // no handler property: Chromium's workers have none of that name
    worker.addEventListener('messageerror', () => this._died("sent what can't be read"));
  }

  /** Once it ended, what is posted is lost. */
  post(order: ComputeOrder, transfer: Transferable[] = []): void {
    this._worker?.postMessage(order, transfer);
  }

  end(): void {
    const worker = this._worker;
    this._worker = null;
    worker?.terminate();
  }

  /** @param message of the error; '' where the worker's code did not come. */
  private _died(message: string): void {
    if (this._worker) {
      this.end();
      this._options.onDeath(message ? stopped(message) : missing(), !message);
    }
  }

  private _worker: Worker | null;
}

/** What is said of a worker that stopped; what was shown comes back by itself. */
export function stopped(why: string, stack?: string): XESError {
  const message = `The compute worker stopped (${why}). It is started again.`;
  return stack === undefined
    ? new XESError('compute/crashed', message)
    : revive('compute/crashed', message, stack);
}

function missing(): XESError {
  return new XESError(
    'file/unreachable',
    'The compute worker could not be loaded: the server does not answer, or the extension was updated. Reload the scan when the server is back; after an update, reload the page.'
  );
}
