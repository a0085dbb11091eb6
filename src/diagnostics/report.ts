import type { DocumentKind } from '../base/documentkind.js';
import type { IBreadcrumb } from './breadcrumbs.js';
import type { IServerHealth, IViewerHealth } from './healthfacts.js';
import type { IContext } from './types.js';

/** An error in a report, with its cause. */
export interface IErrorFacts {
  name: string;
  message: string;
  code: string | null;
  stack: string | null;
  /** The stack with positions in the sources, if known. */
  mappedStack?: string;
  cause: IErrorFacts | null;
  /** The parts of an AggregateError. */
  errors?: IErrorFacts[];
}

/** Why a report was written: an error, a page that did not end cleanly, or on demand. */
export type Reason = 'error' | 'unclean-end' | 'discarded' | 'on-demand';

/** A document as it was when the report was written, for restoring it. */
export interface IReportAnalysis {
  path: string;
  kind: DocumentKind;
  /** Modification time of the file that the work is based on; null for a scan. */
  base: string | null;
  /** The analysis exactly as its file would hold it; for a scan, its cuts and view. */
  text: string;
}

/** State of server and viewer. */
export interface IReportHealth {
  /** Null if it did not answer in time, or has no server extension. */
  server: IServerHealth | null;
  /** Null before a document was opened. */
  viewer: IViewerHealth | null;
}

/** A crash report, schema version 3. */
export interface ICrashReport {
  type: 'xes-crash';
  schemaVersion: 3;
  reason: Reason;
  id: string;
  /** Session of the page concerned, as in the log: 8 hex digits. */
  session: string;
  /** UTC: `20261124T221500Z`. */
  time: string;
  doing: string;
  path: string | null;
  error: IErrorFacts;
  events: IBreadcrumb[];
  environment: Record<string, unknown>;
  snapshot: Record<string, unknown>;
  /** Absent in the report of a page that crashed. */
  health?: IReportHealth;
  analyses: IReportAnalysis[];
}

export interface IReportParts {
  /** 'error' by default. */
  reason?: Reason;
  error: unknown;
  context: IContext;
  session: string;
  now: Date;
  events: IBreadcrumb[];
  environment: () => Record<string, unknown>;
  snapshot: () => Record<string, unknown>;
  /** The open documents; must not throw. */
  analyses?: () => IReportAnalysis[];
}

export function buildReport(parts: IReportParts): ICrashReport {
  return {
    type: 'xes-crash',
    schemaVersion: 3,
    id: crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, '0'),
    session: parts.session,
    time: stamp(parts.now),
    reason: parts.reason ?? 'error',
    doing: parts.context.doing,
    path: parts.context.path ?? null,
    error: errorFacts(parts.error),
    events: parts.events,
    environment: safely(parts.environment),
    snapshot: safely(parts.snapshot),
    analyses: parts.analyses?.() ?? []
  };
}

/** The facts of any thrown value; causes at most five deep. */
export function errorFacts(reason: unknown, depth = 0): IErrorFacts {
  if (!isErrorLike(reason)) {
    return {
      name: typeof reason,
      message: messageOf(reason),
      code: null,
      stack: null,
      cause: null
    };
  }
  const isDeeper = depth < 5;
  const { name, stack } = reason as { name: unknown; stack?: unknown };
  const facts: IErrorFacts = {
    name: String(name),
    message: messageOf(reason),
    code: codeOf(reason),
    stack: typeof stack === 'string' ? stack : null,
    cause:
      isDeeper && reason.cause !== undefined && reason.cause !== null
        ? errorFacts(reason.cause, depth + 1)
        : null
  };
  if (isDeeper && reason instanceof AggregateError) {
    facts.errors = reason.errors.slice(0, 20).map(part => errorFacts(part, depth + 1));
  }
  return facts;
}

/** The code of an error that has one. */
export function codeOf(reason: unknown): string | null {
  const code = (reason as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : null;
}

/** The message of any thrown value; some objects can't be converted to a string. */
export function messageOf(reason: unknown): string {
  try {
    return isErrorLike(reason) ? String(reason.message) : String(reason);
  } catch {
    return `something of type ${typeof reason}`;
  }
}

/** By shape: errors of a worker or another frame are not instances of our Error. */
function isErrorLike(reason: unknown): reason is Error {
  const { name, message } = (reason ?? {}) as { name?: unknown; message?: unknown };
  return reason instanceof Error || (typeof name === 'string' && typeof message === 'string');
}

function stamp(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, '');
}

function safely(collect: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return collect();
  } catch (error) {
    return { unavailable: messageOf(error) };
  }
}
