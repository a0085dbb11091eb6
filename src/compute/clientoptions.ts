import type { XESError } from '../base/errors.js';
import type { IScanDeliverer } from '../io/delivery.js';
import type { Budget } from './protocol.js';

export interface IComputeOptions {
  /** Reads the scans, and sends them to the compute worker. */
  reader: IScanDeliverer;
  createWorker(): Worker;
  /**
   * Called when the worker died or hung, and for bugs in its code, with the worker's stack as the
   * cause and the path of the document it worked for; and when a read terminated the reader and is
   * retried, with the path of the scan. Everything shown is restored automatically.
   */
  onCrash?(error: XESError, path: string | null): void;
  budget?: Budget;
  /** The worker is terminated when no document was open for this time (ms). */
  idleMilliseconds?: number;
  /** A busy worker that is silent for this long is pinged, then terminated (ms). */
  hangMilliseconds?: number;
  /**
   * A worker that is silent while it computes unwanted results is terminated after this time (ms).
   */
  timeoutMilliseconds?: number;
}
