import type { ErrorCode } from '../science/errors.js';
import type { Scan } from '../formats/scan.js';

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

export interface OpenResult {
  scan: Scan;
  cost: ReadCost;
  stamp: FileStamp;
}

/** Main thread to worker. `id` names the request; `cancel` needs no reply. */
export type WorkerRequest =
  { id: number; type: 'open'; target: ReadTarget } | { id: number; type: 'ping' };

/** Worker to main thread. */
export type WorkerReply =
  | { id: number; type: 'progress'; bytes: number; total: number | null }
  | { id: number; type: 'opened'; result: OpenResult }
  | { id: number; type: 'pong' }
  | { id: number; type: 'failed'; code: ErrorCode; message: string; stack: string };
