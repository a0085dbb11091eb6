import type { IOpenOptions } from './opener.js';
import type { DeliveredScan } from './protocol.js';

/** The reader's end of a port to the compute worker. */
export interface IReaderLink {
  /** Counts up with each port: what went through an earlier one may be lost. */
  generation: number;
  port: MessagePort;
}

export interface IDeliverOptions extends IOpenOptions {
  /** Called before each read: the number under which its scan is delivered. What came under those before is of no use. */
  begin(): number;
}

export interface Delivered extends DeliveredScan {
  /** The number it was delivered under. */
  sequence: number;
  /** What told the file's version before and after the read, past every cache; null where that was not to be had. */
  version: string | null;
}

/** Reads scans for the compute worker. */
export interface IScanDeliverer {
  /**
   * Read a scan and send it through the link. The page gets what does not grow with its points.
   * @throws XESError as `IScanOpener.open`
   */
  deliver(path: string, options: IDeliverOptions): Promise<Delivered>;
  /** Let these reads be the next, in this order. */
  prioritise(paths: readonly string[]): void;
  /**
   * Where to deliver to. It is asked for a link now, and whenever a reader is started; it has none where
   * nobody is there to deliver to.
   */
  link(connect: (() => IReaderLink | null) | null): void;
}
