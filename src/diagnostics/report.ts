import type { IBreadcrumb } from './breadcrumbs.js';
import { redact } from './redact.js';
import type { IContext } from './types.js';

/** An error as a report holds it, with what caused it. */
export interface IErrorFacts {
  name: string;
  message: string;
  code: string | null;
  stack: string | null;
  cause: IErrorFacts | null;
}

/** A crash report, schema version 1. */
export interface ICrashReport {
  type: 'xes-crash';
  schemaVersion: 1;
  id: string;
  /** UTC, as `20261124T221500Z`. */
  time: string;
  doing: string;
  path: string | null;
  error: IErrorFacts;
  events: IBreadcrumb[];
  environment: Record<string, unknown>;
  snapshot: Record<string, unknown>;
}

export interface IReportParts {
  error: unknown;
  context: IContext;
  now: Date;
  events: IBreadcrumb[];
  environment: () => Record<string, unknown>;
  snapshot: () => Record<string, unknown>;
}

export function buildReport(parts: IReportParts): ICrashReport {
  return {
    type: 'xes-crash',
    schemaVersion: 1,
    id: crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, '0'),
    time: stamp(parts.now),
    doing: parts.context.doing,
    path: parts.context.path ?? null,
    error: errorFacts(parts.error),
    events: parts.events,
    environment: safely(parts.environment),
    snapshot: safely(parts.snapshot)
  };
}

/** File name of a report. */
export function reportName({ time, id }: ICrashReport): string {
  return `crash-${time}-${id}.json`;
}

/** The report as text, redacted. */
export function reportText(report: ICrashReport): string {
  return redact(JSON.stringify(report, null, 2)) + '\n';
}

/** What is known of anything that was thrown; causes at most five deep. */
export function errorFacts(reason: unknown, depth = 0): IErrorFacts {
  if (!(reason instanceof Error)) {
    return { name: typeof reason, message: String(reason), code: null, stack: null, cause: null };
  }
  const cause =
    depth < 5 && reason.cause !== undefined ? errorFacts(reason.cause, depth + 1) : null;
  const { name, message, stack } = reason;
  return { name, message, code: codeOf(reason), stack: stack ?? null, cause };
}

/** The code of an error that has one. */
export function codeOf(reason: unknown): string | null {
  const code = (reason as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}

function stamp(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, '');
}

function safely(ask: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return ask();
  } catch (error) {
    return { unavailable: String(error) };
  }
}
