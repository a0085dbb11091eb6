import type { DocumentKind } from '../base/documentkind.js';
import type { IBreadcrumb } from '../diagnostics/breadcrumbs.js';

/** An open scan or analysis. */
export interface IOpenDocument {
  path: string;
  kind: DocumentKind;
}

/** The record of one page of JupyterLab, from its start to its end. */
export interface ISessionRecord {
  /** 8 hexadecimal digits. */
  id: string;
  /** UTC, ISO. */
  started: string;
  /** UTC, ISO: the page was alive at least until then. */
  lastHeartbeat: string;
  /** The page ended cleanly; reset if it comes back from the back/forward cache. */
  clean: boolean;
  /** Whether its crash report was written. */
  delivered: boolean;
  /** Paths of all documents open in JupyterLab. */
  open: string[];
  /** The scans and analyses among them. */
  documents: IOpenDocument[];
  /** Largest JavaScript heap seen, bytes; 0 if the browser does not say. */
  peakMemory: number;
  /** Seconds, by a monotonic clock. */
  uptime: number;
  /** Whether the browser had frozen the page. */
  frozen: boolean;
  /** Base URL of the server: one browser may know several, on one origin. */
  server: string;
  environment: Record<string, unknown>;
  /** The last events, oldest first. */
  events: IBreadcrumb[];
  /** Path of its report. */
  report: string | null;
  /** Session that offered to restore it; null if none did. */
  offeredBy: string | null;
}

/** The work on a document that no file holds. */
export interface ISnapshot extends IOpenDocument {
  session: string;
  /** UTC, ISO. */
  time: string;
  /** The serialised analysis; for a scan, its cuts and view. */
  document: string;
  /** Modification time of the file that the work is based on; null for a scan. */
  base: string | null;
  /** Whether the tab had been closed with unsaved work. */
  closed: boolean;
}
