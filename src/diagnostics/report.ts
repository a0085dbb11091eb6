import type { IBreadcrumb } from './breadcrumbs.js';
import type { IServerHealth, IViewerHealth } from './healthfacts.js';
import type { IContext } from './types.js';

/** An error as a report holds it, with what caused it. */
export interface IErrorFacts {
  name: string;
  message: string;
  code: string | null;
  stack: string | null;
  /** The stack with its places in the sources, where they are known. */
  mappedStack?: string;
  cause: IErrorFacts | null;
  /** The parts of an AggregateError. */
  errors?: IErrorFacts[];
}

/** Why a report was written: an error, an end of the page that was not in order, or on demand. */
export type Reason = 'error' | 'unclean-end' | 'discarded' | 'on-demand';

/** A document as it was when the report was written, so that it can be restored from it. */
export interface IReportAnalysis {
  path: string;
  door: 'scan' | 'analysis';
  /** Time of the file that the work goes on from; null for a lone scan. */
  base: string | null;
  /** The analysis as a file of it holds it, to the byte; of a lone scan its cuts and view. */
  text: string;
}

/** How server and viewer were. */
export interface IReportHealth {
  /** Null where it did not tell in time, or has no server extension. */
  server: IServerHealth | null;
  /** Null before a document was opened. */
  viewer: IViewerHealth | null;
}

/** A crash report, schema version 2. */
export interface ICrashReport {
  type: 'xes-crash';
  schemaVersion: 2;
  reason: Reason;
  id: string;
  /** The life of the page it tells of, as in the log: 8 hex digits. */
  session: string;
  /** UTC, as `20261124T221500Z`. */
  time: string;
  doing: string;
  path: string | null;
  error: IErrorFacts;
  events: IBreadcrumb[];
  environment: Record<string, unknown>;
  snapshot: Record<string, unknown>;
  /** Left out of the report of a page that ended: there was no person to ask. */
  health?: IReportHealth;
  analyses: IReportAnalysis[];
}

export interface IReportParts {
  /** An error where it is left out. */
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
    schemaVersion: 2,
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

/** What is known of anything that was thrown; causes at most five deep. */
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

/** In words, whatever was thrown; some objects refuse to become a string. */
export function messageOf(reason: unknown): string {
  try {
    return isErrorLike(reason) ? String(reason.message) : String(reason);
  } catch {
    return `something of type ${typeof reason}`;
  }
}

/** By shape: errors of a worker or another frame are no instances of our Error. */
function isErrorLike(reason: unknown): reason is Error {
  const { name, message } = (reason ?? {}) as { name?: unknown; message?: unknown };
  return reason instanceof Error || (typeof name === 'string' && typeof message === 'string');
}

function stamp(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, '');
}

function safely(ask: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return ask();
  } catch (error) {
    return { unavailable: messageOf(error) };
  }
}
