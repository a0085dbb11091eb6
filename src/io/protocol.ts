import type { ErrorCode, ErrorDetails } from '../base/errors.js';
import type { FileListing, ReadChoice } from '../formats/mapping/types.js';
import type { Preview } from '../formats/preview.js';
import type { Scan } from '../formats/scan.js';
import type { ScanFacts } from '../formats/scanfacts.js';

/** Location of a file for the worker: absolute addresses and the headers of the page's session. */
export interface ReadTarget {
  /** JupyterLab's path; shown in messages. */
  path: string;
  /** Absolute URL of the file under `/files/`. */
  url: string;
  /** Absolute URL of its contents model; null if there is none. */
  contentsUrl: string | null;
  headers: Record<string, string>;
  /** Its place among other files; absent: linked files are not searched for. */
  among?: FilePlace;
}

/** A file's place on the server, used to find linked files. */
export interface FilePlace {
  /**
   * Its path from the server's root, `/`-separated; like `ReadTarget.path`, without the drive's
   * name.
   */
  local: string;
  /** Absolute base URLs for paths from the server's root, ending in `/`. */
  files: string;
  contents: string | null;
  /** Absolute path of the server's root on its machine; null if unknown. */
  serverRoot: string | null;
}

/** A version of a file according to the contents API. */
export interface FileVersion {
  /** Equal only for the same version of a file. */
  id: string;
  /** When the file or its inode last changed, by the server's clock (ms since 1970). */
  changed: number;
}

/** The cost of opening a file. */
export interface ReadCost {
  bytes: number;
  requests: number;
  milliseconds: number;
}

/** Distinguishes versions of a file; compared at each read. */
export interface FileStamp {
  size: number;
  lastModified: string;
  /**
   * The files opened for it, through external links, virtual datasets or external storage; absent:
   * none.
   */
  linked?: LinkedStamp[];
  /**
   * Paths, like those of `linked`, at which missing files were searched for; absent: none are
   * missing.
   */
  absent?: string[];
}

/** A version of a file that another links to. */
export interface LinkedStamp {
  /** JupyterLab's path, or that on this machine. */
  path: string;
  size: number;
  lastModified: string;
  /** Its version according to the contents API or this machine; null if unknown. */
  version: string | null;
}

/** Block cache statistics of one read. */
export interface CacheFigures {
  /** Bytes in the cache at its end. */
  bytes: number;
  /** Number of blocks found, and number fetched. */
  hits: number;
  misses: number;
}

export interface OpenResult {
  scan: Scan;
  cost: ReadCost;
  stamp: FileStamp;
  /** When its first bytes were sent, by the server's clock (ms since 1970); NaN if unknown. */
  served: number;
  /** Whether the file is still being written, so that it may grow while it is read. */
  isBeingWritten: boolean;
  /**
   * The file's version when its last bytes had arrived; null if the reader could not request it.
   */
  versionAfter: FileVersion | null;
  /** Memory of the HDF5 library, bytes, which never shrinks while its worker runs. */
  heap?: number;
  cache?: CacheFigures;
}

/** The page's part of a scan that was delivered to the compute worker. */
export interface DeliveredScan extends Omit<OpenResult, 'scan'> {
  facts: ScanFacts;
  /**
   * Generation of the port it was sent through; unless that is the page's latest, the scan was
   * lost.
   */
  generation: number;
}

/** Reader to compute worker, through their port: a scan, its buffers transferred. */
export interface Delivery {
  generation: number;
  /** Unique number of the read. */
  sequence: number;
  scan: Scan;
}

/**
 * Sent the same way before the scan: a first picture of it. The other end posts its `sequence` once
 * that is painted.
 */
export interface PreviewDelivery extends Pick<Delivery, 'generation' | 'sequence'> {
  preview: Preview;
}

/**
 * Main thread to worker. `id` identifies the request; `delivery` sends the scan through the port
 * under that number; `list` lists the content of a file; `check` writes and reads a tiny file in
 * memory; `link` sets the port for all later deliveries.
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
  /** Whether the worker must not read any more. */
  isSpent?: boolean;
}
