import { revive, XESError } from '../base/errors.js';
import type { PageMessage, WorkerMessage } from './protocol.js';

export interface IWorkerLifeOptions {
  createWorker(): Worker;
  onMessage(message: WorkerMessage): void;
  /**
   * It died; called once. `isMissing`: its code could not be loaded because the server is
   * unreachable; not a crash.
   */
  onDeath(error: XESError, isMissing: boolean): void;
}

/** One compute worker from start to end. Messages that arrive after its end are ignored. */
export class WorkerLife {
  /** @throws XESError `compute/crashed` if it can't be started. */
  constructor(private _options: IWorkerLifeOptions) {
    let worker: Worker;
    try {
      worker = _options.createWorker();
    } catch (cause) {
      const message = 'The compute worker could not be started. Reload the page.';
      throw new XESError('compute/crashed', message, { cause });
    }
    this._worker = worker;
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      if (this._worker === worker) {
        _options.onMessage(data);
      }
    };
    worker.onerror = event => {
      event.preventDefault();
      this._died(event.message);
    };
    // no handler property: workers in Chromium have none for this event
    worker.addEventListener('messageerror', () => this._died("sent what can't be read"));
  }

  /** Messages posted after its end are dropped. */
  post(message: PageMessage, transfer: Transferable[] = []): void {
    this._worker?.postMessage(message, transfer);
  }

  end(): void {
    const worker = this._worker;
    this._worker = null;
    worker?.terminate();
  }

  /** @param message of the error; '' if the worker's code could not be loaded. */
  private _died(message: string): void {
    if (this._worker) {
      this.end();
      this._options.onDeath(message ? stopped(message) : missing(), !message);
    }
  }

  private _worker: Worker | null;
}

/** The error for a worker that stopped; what was shown is restored automatically. */
export function stopped(why: string, stack?: string): XESError {
  const message = `The compute worker stopped (${why}). It is started again.`;
  return stack === undefined
    ? new XESError('compute/crashed', message)
    : revive('compute/crashed', message, stack);
}

/** The error for a worker that was silent for too long. */
export function hungWorkerError(): XESError {
  return new XESError(
    'compute/crashed',
    'Computing hung and was given up. The compute worker is started again.'
  );
}

function missing(): XESError {
  return new XESError(
    'file/unreachable',
    'The compute worker could not be loaded: the server does not answer, or the extension was updated. Reload the scan when the server is back; after an update, reload the page.'
  );
}
