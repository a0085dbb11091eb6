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
  /** Version of the file before and after the read, bypassing all caches; null if unavailable. */
  version: string | null;
}

/** Reads scans for the compute worker. */
export interface IScanDeliverer {
  /**
   * Read a scan and send it through the link. The page only gets facts whose size does not depend
   * on the number of points.
   * @throws XESError as `IScanOpener.open`
   */
  deliver(path: string, options: IDeliverOptions): Promise<Delivered>;
  /** Move these reads to the front of the queue, in this order. */
  prioritise(paths: readonly string[]): void;
  /**
   * Set the destination of deliveries. `connect` is called now and whenever a reader is started; it
   * returns null if there is no compute worker.
   */
  link(connect: (() => IReaderLink | null) | null): void;
}
