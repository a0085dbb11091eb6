import type { IBreadcrumb } from '../diagnostics/breadcrumbs.js';

/** The two documents: a scan by itself, and an analysis. */
export type Door = 'scan' | 'analysis';

/** A document of ours that was open. */
export interface IOpenDocument {
  path: string;
  door: Door;
}

/** What is kept of one page of JupyterLab, from its start to its end. */
export interface ISessionRecord {
  /** 8 hexadecimal digits. */
  id: string;
  /** UTC, ISO. */
  started: string;
  /** UTC, ISO: the page lived at least until then. */
  lastHeartbeat: string;
  /** The page ended in order; withdrawn where it comes back from the back/forward cache. */
  clean: boolean;
  /** Its crash report was written. */
  delivered: boolean;
  /** Paths of all that was open in JupyterLab. */
  open: string[];
  /** Which of them are ours. */
  documents: IOpenDocument[];
  /** Most bytes of JavaScript heap that were seen; 0 where the browser does not tell. */
  peakMemory: number;
  /** Seconds by a clock that does not jump. */
  uptime: number;
  /** The browser had put the page to sleep. */
  frozen: boolean;
  /** Base URL of the server: one browser may know several, on one origin. */
  server: string;
  environment: Record<string, unknown>;
  /** The last events, oldest first. */
  events: IBreadcrumb[];
  /** Where its report lies. */
  report: string | null;
  /** Session that offered to restore it; null where none did. */
  offeredBy: string | null;
}

/** A document's work that no file holds. */
export interface ISnapshot extends IOpenDocument {
  session: string;
  /** UTC, ISO. */
  time: string;
  /** The serialised analysis; of a lone scan its cuts and view. */
  document: string;
  /** Time of the file that the work goes on from; null for a lone scan. */
  base: string | null;
  /** The tab was closed before, with work that was not saved. */
  closed: boolean;
}
