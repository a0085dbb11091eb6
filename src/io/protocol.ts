import type { ErrorCode } from '../science/errors.js';
import type { Scan } from '../formats/scan.js';
import type { ScanFacts } from '../formats/scanfacts.js';

/** Where and how the worker reads: absolute addresses and the headers of the page's session. */
export interface ReadTarget {
  /** Path as JupyterLab knows it; shown in messages. */
  path: string;
  /** Absolute URL of the file under `/files/`. */
  url: string;
  headers: Record<string, string>;
}

/** What one opening of a file cost. */
export interface ReadCost {
  bytes: number;
  requests: number;
  milliseconds: number;
}

/** What tells two versions of a file apart; compared at each read. */
export interface FileStamp {
  size: number;
  lastModified: string;
}

/** How the block cache did during one read. */
export interface CacheFigures {
  /** Bytes held at its end. */
  bytes: number;
  /** Blocks found, and blocks fetched. */
  hits: number;
  misses: number;
}

export interface OpenResult {
  scan: Scan;
  cost: ReadCost;
  stamp: FileStamp;
  /** Bytes of the HDF5 library's memory, which never shrinks while its worker lives. */
  heap?: number;
  cache?: CacheFigures;
}

/** What the page has of a scan that went to the compute worker. */
export interface DeliveredScan extends Omit<OpenResult, 'scan'> {
  facts: ScanFacts;
  /** The port it went through: of another generation than the page's latest, it was lost. */
  generation: number;
}

/** Reader to compute worker, through their port: a scan, moved. */
export interface Delivery {
  generation: number;
  /** Number of the read, which no other read has. */
  sequence: number;
  scan: Scan;
}

/**
 * Main thread to worker. `id` names the request; `delivery` sends the scan through the port under that
 * number; `check` writes and reads a tiny file in memory; `link` is the port of all that is delivered
 * from here on.
 */
export type WorkerRequest =
  | { id: number; type: 'open'; target: ReadTarget; delivery?: number }
  | { id: number; type: 'check' }
  | { type: 'link'; generation: number; port: MessagePort };

/** Worker to main thread. */
export type WorkerReply =
  | { id: number; type: 'progress'; bytes: number; total: number | null }
  | { id: number; type: 'opened'; result: OpenResult }
  | { id: number; type: 'delivered'; result: DeliveredScan }
  | { id: number; type: 'checked'; values: number[] }
  | { id: number; type: 'failed'; code: ErrorCode; message: string; stack: string };
