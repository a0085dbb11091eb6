import type { IPhaseTime } from '../base/phases.js';

/** The server's process, as `jupyterlab-xes/health` tells: bytes and seconds; null is unknown. */
export interface IServerHealth {
  pid: number | null;
  rss: number | null;
  /** Percent of one core. */
  cpu: number | null;
  uptime: number | null;
  /** Of the server's root folder. */
  disk: { free: number | null; total: number | null };
  memory: { available: number | null; total: number | null };
}

export type AccountKind = 'blocks' | 'arrays' | 'wasm' | 'plots';

/** What is given up first: caches cost only time, hidden documents a read when they are shown. */
export type AccountPriority = 'visible' | 'hidden' | 'cache';

/** Who holds bytes, as it stood when it was asked. */
export interface IAccountFigures {
  name: string;
  kind: AccountKind;
  priority: AccountPriority;
  bytes: number;
  canFree: boolean;
}

/** What reading came to; bytes. */
export interface IReaderFigures {
  state: 'none' | 'idle' | 'reading';
  /** Workers started, and those that died or hung and were replaced. */
  starts: number;
  crashes: number;
  scans: number;
  requests: number;
  bytes: number;
  /** Part of the blocks that were found in the cache; null before one was asked for. */
  hitRate: number | null;
  heap: number;
}

/** What computing came to; bytes. */
export interface IComputeFigures {
  state: 'none' | 'idle' | 'computing';
  /** Workers started, and those that died or hung and were replaced. */
  starts: number;
  crashes: number;
  /** Answers that were shown, and those that came when something else was asked for already. */
  reports: number;
  late: number;
  /** Held by the worker. */
  scans: number;
  results: number;
}

/** What the viewer holds and does at one moment; JSON. */
export interface IViewerFigures {
  /** s since the page was loaded. */
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
  /** How long each phase took last. */
  phases: IPhaseTime[];
}

/** The same in a report. */
export interface IViewerHealth extends IViewerFigures {
  /** JavaScript heap of the whole page, bytes; null where the browser does not tell. */
  heap: number | null;
}
