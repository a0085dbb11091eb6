import { LifetimeEnded, markAsDisposed, trackDisposable } from '../lifecycle/index.js';
import { Breadcrumbs, type IBreadcrumb } from './breadcrumbs.js';
import { redact } from './redact.js';
import { isRefusal } from './refusals.js';
import {
  buildReport,
  codeOf,
  messageOf,
  type ICrashReport,
  type IReportParts,
  type Reason
} from './report.js';
import { newSessionId } from './sessionid.js';
import type { IContext, IDiagnostics, Level } from './types.js';

/** One line of the log, already redacted. */
export interface ILogEntry {
  time: Date;
  level: Level;
  message: string;
  path: string;
}

/** Where log lines go. */
export interface ILogSink {
  write(entry: ILogEntry): void;
}

/** Where a written report is: a path, or a download where no folder could be written. */
export interface IWrittenReport {
  path: string | null;
  download: () => void;
}

export interface IReportWriter {
  write(report: ICrashReport, context: IContext): Promise<IWrittenReport>;
}

/** What the person is told: a sentence, the rest of it, and the report where one was written. */
export interface INote {
  level: 'warning' | 'error';
  message: string;
  details: string;
  report: IWrittenReport | null;
}

export interface INotifier {
  notify(note: INote): void;
}

export interface IRecorderOptions {
  sinks: ILogSink[];
  notify?: INotifier;
  reports?: IReportWriter;
  environment?: () => Record<string, unknown>;
  snapshot?: () => Record<string, unknown>;
  now?: () => Date;
  /** The document that an error belongs to where nobody says which. */
  currentPath?: () => string | undefined;
}

/** Repeats of an error within this time are counted, not reported (ms). */
const quiet = 60_000;
/** The same for a refusal: it answers what the person just did, and a second try wants an answer. */
const quietRefusal = 3_000;
/** Different errors reported within that time; what comes on top is only logged. */
const maxReports = 10;

/** Log, crash reports and notifications behind one door that never throws. */
export class Recorder implements IDiagnostics {
  constructor(private _options: IRecorderOptions) {
    trackDisposable(this);
    this.reports = _options.reports ?? null;
  }

  readonly session = newSessionId();
  /** Writes the reports; may be replaced by one that wraps it. */
  reports: IReportWriter | null;
  /** Tells of the open documents, for a report; must not throw. None before the first is opened. */
  analyses: IReportParts['analyses'];
  /** The last report of an error; null where there was none. */
  lastReport: ICrashReport | null = null;

  /** The last events, oldest first. */
  get events(): IBreadcrumb[] {
    return this._events.list();
  }

  /** Tell one more sink of each line of the log from now on. */
  follow(sink: ILogSink): void {
    this._options.sinks.push(sink);
  }

  /** A report of how things stand. */
  build(error: unknown, context: IContext, reason?: Reason): ICrashReport {
    return buildReport({
      error,
      context: this._located(context),
      reason,
      session: this.session,
      now: this._now(),
      events: this.events,
      environment: this._options.environment ?? (() => ({})),
      snapshot: this._options.snapshot ?? (() => ({})),
      analyses: this.analyses
    });
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      markAsDisposed(this);
    }
  }

  log(level: Level, message: string, context?: IContext): void {
    if (this._isDisposed) {
      return;
    }
    this._quietly(() => {
      const entry = this._remember(level, message, context);
      for (const sink of this._options.sinks) {
        this._quietly(() => sink.write(entry));
      }
    });
  }

  async report(error: unknown, context: IContext): Promise<void> {
    try {
      if (!this._isDisposed && !isExpected(error)) {
        await this._report(error, this._located(context));
      }
    } catch (reason) {
      complain('an error could not be reported', reason);
    }
  }

  async guard<T>(context: IContext, work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      await this.report(error, context);
      return undefined;
    }
  }

  guardSync<T>(context: IContext, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      void this.report(error, context);
      return undefined;
    }
  }

  private async _report(error: unknown, context: IContext): Promise<void> {
    const message = messageOf(error);
    const code = codeOf(error);
    const text = code ? `${message} [${code}]` : message;
    const now = this._now().getTime();
    const key = `${context.doing}\n${message}`;
    const before = this._reported.get(key);
    const isRefused = isRefusal(error);
    if (before && now - before.since < (isRefused ? quietRefusal : quiet)) {
      before.repeats++;
      this._remember(isRefused ? 'warning' : 'error', text, context);
      return;
    }
    const times = before?.repeats ? ` (and ${before.repeats} times more before)` : '';
    this.log(isRefused ? 'warning' : 'error', text + times, context);
    this._forgetBefore(now - quiet);
    if (this._reported.size >= maxReports) {
      return;
    }
    this._reported.set(key, { since: now, repeats: 0 });
    const written = isRefused ? null : await this._write(error, context);
    if (this._isDisposed) {
      return;
    }
    // an internal error carries the words of a library, which say nothing to do
    const isSentence = code !== null && !code.startsWith('internal/');
    const where = written ? 'the report says' : 'the details say';
    const sentence = isSentence
      ? message
      : `${context.doing} failed. Your work is kept; ${where} why.`;
    this._quietly(() =>
      this._options.notify?.notify({
        level: isRefused ? 'warning' : 'error',
        message: shorten(redact(sentence)),
        details: redact(message),
        report: written
      })
    );
  }

  private async _write(error: unknown, context: IContext): Promise<IWrittenReport | null> {
    try {
      const report = (this.lastReport = this.build(error, context));
      return (await this.reports?.write(report, context)) ?? null;
    } catch (reason) {
      this.log('warning', `The report could not be kept: ${messageOf(reason)}`, context);
      return null;
    }
  }

  /** With the path of the current document where the context names none: a log needs a source. */
  private _located(context: IContext): IContext {
    const path = context.path ?? this._options.currentPath?.();
    return path === undefined ? context : { ...context, path };
  }

  private _forgetBefore(time: number): void {
    for (const [key, { since }] of this._reported) {
      if (since <= time) {
        this._reported.delete(key);
      }
    }
  }

  /** Keep an event for the next report. @returns what was kept. */
  private _remember(level: Level, message: string, context?: IContext): ILogEntry {
    const time = this._now();
    const text = redact(context ? `${context.doing}: ${message}` : message);
    const path = context?.path ?? '';
    this._events.add({ time: time.toISOString(), level, message: text, path });
    return { time, level, message: text, path };
  }

  private _now(): Date {
    return this._options.now?.() ?? new Date();
  }

  /** The recorder is where errors end: one of its own parts must not start another. */
  private _quietly(work: () => void): void {
    try {
      work();
    } catch (error) {
      complain('a part of the recorder failed', error);
    }
  }

  private _isDisposed = false;
  private _events = new Breadcrumbs();
  private _reported = new Map<string, { since: number; repeats: number }>();
}

/** The last word there is; a page may have put something that throws in the console's place. */
function complain(what: string, reason: unknown): void {
  try {
    console.warn(`jupyterlab-xes: ${what}`, redact(messageOf(reason)));
  } catch {
    // nowhere is left to say it
  }
}

/** Ends that are no errors: the owner is gone, or the person cancelled. */
function isExpected(error: unknown): boolean {
  const isAbort = (error as { name?: unknown } | null | undefined)?.name === 'AbortError';
  return error instanceof LifetimeEnded || isAbort || codeOf(error) === 'worker/cancelled';
}

/** JupyterLab cuts a notification at 140 characters. */
function shorten(text: string): string {
  return text.length <= 140 ? text : text.slice(0, 139) + '…';
}
