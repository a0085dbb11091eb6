import type { IPhaseTime } from '../base/phases.js';

/** The server's process, from `jupyterlab-xes/health`: bytes and seconds; null if unknown. */
export interface IServerHealth {
  pid: number | null;
  rss: number | null;
  /** Percent of one core. */
  cpu: number | null;
  uptime: number | null;
  /** The disk of the server's root folder. */
  disk: { free: number | null; total: number | null };
  memory: { available: number | null; total: number | null };
}

export type AccountKind = 'blocks' | 'arrays' | 'wasm' | 'plots';

/** Order of freeing: caches cost only time, hidden documents a read when they are shown again. */
export type AccountPriority = 'visible' | 'hidden' | 'cache';

/** The bytes that an account holds. */
export interface IAccountFigures {
  name: string;
  kind: AccountKind;
  priority: AccountPriority;
  bytes: number;
  canFree: boolean;
}

/** Figures of the reading worker; sizes in bytes. */
export interface IReaderFigures {
  state: 'none' | 'idle' | 'reading';
  /** Workers started, and those that died or hung and were replaced. */
  starts: number;
  crashes: number;
  scans: number;
  requests: number;
  bytes: number;
  /** Fraction of the blocks found in the cache; null before the first request. */
  hitRate: number | null;
  heap: number;
}

/** Figures of the compute worker; sizes in bytes. */
export interface IComputeFigures {
  state: 'none' | 'idle' | 'computing';
  /** Workers started, and those that died or hung and were replaced. */
  starts: number;
  crashes: number;
  /** Replies that were shown, and replies that a newer request had superseded. */
  reports: number;
  late: number;
  /** Held by the worker. */
  scans: number;
  results: number;
}

/** State of the viewer at one moment; JSON. */
export interface IViewerFigures {
  /** Seconds since the page was loaded. */
  uptime: number;
  /** Bytes. */
  held: number;
  threshold: number;
  peak: number;
  accounts: IAccountFigures[];
  /** Null before a scan was opened. */
  reader: IReaderFigures | null;
  compute: IComputeFigures | null;
  /** Plots alive. */
  plots: number;
  /** Latest duration of each phase. */
  phases: IPhaseTime[];
}

/** The same in a report. */
export interface IViewerHealth extends IViewerFigures {
  /** JavaScript heap of the whole page, bytes; null if the browser does not say. */
  heap: number | null;
}
