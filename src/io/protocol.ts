import type { ErrorCode, ErrorDetails } from '../base/errors.js';
import type { FileListing, ReadChoice } from '../formats/mapping/types.js';
import type { Preview } from '../formats/preview.js';
import type { Scan } from '../formats/scan.js';
import type { ScanFacts } from '../formats/scanfacts.js';

/** Where and how the worker reads: absolute addresses and the headers of the page's session. */
export interface ReadTarget {
  /** Path as JupyterLab knows it; shown in messages. */
  path: string;
  /** Absolute URL of the file under `/files/`. */
  url: string;
  /** Absolute URL of what the contents API says of it; null where it has none. */
  contentsUrl: string | null;
  headers: Record<string, string>;
  /** Where it is among other files; absent: those that it links to are not looked for. */
  among?: FilePlace;
}

/** A file's place on the server, by which the files that it links to are found. */
export interface FilePlace {
  /** Its path from the server's root, `/`-separated; as in `ReadTarget.path`, without the drive's name. */
  local: string;
  /** Absolute URLs that paths from the server's root follow, ending in `/`. */
  files: string;
  contents: string | null;
  /** Absolute path of the server's root on its machine; null where the server does not give it. */
  serverRoot: string | null;
}

/** A version of a file, as the contents API knows it. */
export interface FileVersion {
  /** Equal for the same version of a file alone. */
  id: string;
  /** When the file or its inode changed last, by the server's clock (ms since 1970). */
  changed: number;
}

/** What one opening of a file cost. */
export interface ReadCost {
  bytes: number;
  requests: number;
  milliseconds: number;
}

/** Distinguishes versions of a file; compared at each read. */
export interface FileStamp {
  size: number;
  lastModified: string;
  /** The files that were opened for it, through external links, virtual datasets or external storage; absent: none. */
  linked?: LinkedStamp[];
  /** Where such files were looked for that are not there, paths as those of `linked`; absent: all are. */
  absent?: string[];
}

/** A version of a file that another links to. */
export interface LinkedStamp {
  /** Path as JupyterLab knows it, or on this machine. */
  path: string;
  size: number;
  lastModified: string;
  /** What the contents API calls this version, or this machine; null where it does not say. */
  version: string | null;
}

/** Block cache statistics of one read. */
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
  /** When its first bytes were sent, by the server's clock (ms since 1970); NaN where unknown. */
  served: number;
  /** Whether the file is still being written, so that it may grow while it is read. */
  isBeingWritten: boolean;
  /** The file's version when its last bytes were there; null where the reader could not ask for it. */
  versionAfter: FileVersion | null;
  /** Bytes of the HDF5 library's memory, which never shrinks while its worker lives. */
  heap?: number;
  cache?: CacheFigures;
}

/** What the page gets of a scan that was delivered to the compute worker. */
export interface DeliveredScan extends Omit<OpenResult, 'scan'> {
  facts: ScanFacts;
  /** Generation of the port it was sent through; if it is not the page's latest, the scan was lost. */
  generation: number;
}

/** Reader to compute worker, through their port: a scan, its buffers transferred. */
export interface Delivery {
  generation: number;
  /** Unique number of the read. */
  sequence: number;
  scan: Scan;
}

/** The same way, before the scan: a first picture of it. The other end posts its `sequence` when that is painted. */
export interface PreviewDelivery extends Pick<Delivery, 'generation' | 'sequence'> {
  preview: Preview;
}

/**
 * Main thread to worker. `id` names the request; `delivery` sends the scan through the port under that
 * number; `list` says what a file holds; `check` writes and reads a tiny file in memory; `link` sets the port for all later
 * deliveries.
 */
export type WorkerRequest =
  | { id: number; type: 'open'; target: ReadTarget; choice?: ReadChoice; delivery?: number }
  | { id: number; type: 'list'; target: ReadTarget; choice?: ReadChoice }
  | { id: number; type: 'check' }
  | { type: 'link'; generation: number; port: MessagePort };

/** Worker to main thread. */
export type WorkerReply =
  | { id: number; type: 'progress'; bytes: number; total: number | null }
  | { id: number; type: 'opened'; result: OpenResult }
  | { id: number; type: 'delivered'; result: DeliveredScan }
  | { id: number; type: 'listed'; listing: FileListing }
  | { id: number; type: 'checked'; values: number[] }
  | ({ id: number; type: 'failed' } & FailedRead);

/** An error on its way to the page. */
export interface FailedRead {
  code: ErrorCode;
  message: string;
  stack: string;
  details?: ErrorDetails;
  /** Whether the worker should read nothing more. */
  isSpent?: boolean;
}
