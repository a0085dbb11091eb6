import type { IOpenOptions } from './opener.js';
import type { DeliveredScan } from './protocol.js';

/** The reader's end of a port to the compute worker. */
export interface IReaderLink {
  /** Incremented with each port: deliveries through an earlier port may be lost. */
  generation: number;
  port: MessagePort;
}

export interface IDeliverOptions extends IOpenOptions {
  /** Called before each read: the number under which its scan is delivered. Deliveries under earlier numbers are obsolete. */
  begin(): number;
}

export interface Delivered extends DeliveredScan {
  /** The number it was delivered under. */
  sequence: number;
  /** Stamp of the file's version before and after the read, past every cache; null where unavailable. */
  version: string | null;
}

/** Reads scans for the compute worker. */
export interface IScanDeliverer {
  /**
   * Read a scan and send it through the link. The page gets only facts whose size does not grow with its points.
   * @throws XESError as `IScanOpener.open`
   */
  deliver(path: string, options: IDeliverOptions): Promise<Delivered>;
  /** Move these reads to the front of the queue, in this order. */
  prioritise(paths: readonly string[]): void;
  /**
   * Set where to deliver to. `connect` is called now and whenever a reader is started; it returns null
   * without a compute worker to deliver to.
   */
  link(connect: (() => IReaderLink | null) | null): void;
}
