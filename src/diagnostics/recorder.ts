import {
  DisposableStore,
  LifetimeEnded,
  markAsDisposed,
  trackDisposable
} from '../lifecycle/index.js';
import { Breadcrumbs, type IBreadcrumb, type IEvent } from './breadcrumbs.js';
import { bounded, entryOf } from './entry.js';
import { Guarded } from './guarded.js';
import type { IRecorder } from './lazydiagnostics.js';
import type { Log } from './log.js';
import type { ILogSink } from './sink.js';
import { ModuleLog, siteOf } from './modulelog.js';
import { redact } from './redact.js';
import { isAnswer, isRefusal } from './refusals.js';
import {
  buildReport,
  codeOf,
  messageOf,
  type ICrashReport,
  type IReportParts,
  type Reason
} from './report.js';
import { newSessionId } from './sessionid.js';
import type { IContext, ILogDetails, IModuleLog, Level, LogFacts } from './types.js';

/** A written report: its path, or a download if no folder could be written. */
export interface IWrittenReport {
  path: string | null;
  download: () => void;
}

export interface IReportWriter {
  write(report: ICrashReport, context: IContext): Promise<IWrittenReport>;
}

/** A notification: a sentence, the details, and the report if one was written. */
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
  /** Sinks written synchronously; the log writes its sinks in rounds. */
  sinks: ILogSink[];
  /** Not owned. */
  log?: Log;
  /** 8 hex digits; by default that of the log, or a new one. */
  session?: string;
  notify?: INotifier;
  reports?: IReportWriter;
  environment?: () => Record<string, unknown>;
  snapshot?: () => Record<string, unknown>;
  now?: () => Date;
  /** Path of the document that an error belongs to if its context names none. */
  currentPath?: () => string | undefined;
}

/** Repeats of an error within this time are counted, not reported (ms). */
const quiet = 60_000;
/** The same for a refusal, shorter: a user who tries again expects an answer. */
const quietRefusal = 3_000;
/** Most different errors reported within `quiet`; further errors are only logged. */
const maxReports = 10;

/** Log, crash reports and notifications behind one interface that never throws. */
export class Recorder extends Guarded implements IRecorder {
  constructor(private _options: IRecorderOptions) {
    super();
    trackDisposable(this);
    const { log, reports, session } = _options;
    this.session = session ?? log?.session ?? newSessionId();
    this.reports = reports ?? null;
    if (log) {
      log.onRecord = ({ time, level, module, message, path }) =>
        this._addEvent({ time, level, module, message, path });
    }
  }

  readonly session: string;
  /** Disposed of with the recorder. */
  readonly owned = new DisposableStore();

  /** Writes the reports; may be replaced by a wrapper. */
  reports: IReportWriter | null;
  /** Returns the open documents for a report; must not throw. Unset before the first is opened. */
  analyses: IReportParts['analyses'];
  /** The last report of an error; null if there was none. */
  lastReport: ICrashReport | null = null;

  /** Call a function after each event that is recorded for the next report. */
  follow(onEvent: () => void): void {
    this._followers.push(onEvent);
  }

  /** A report of the present state. */
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

  /** The last events, as in the next report. */
  get events(): IBreadcrumb[] {
    return this._events.list();
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      const { log } = this._options;
      if (log) {
        log.onRecord = null;
      }
      markAsDisposed(this);
      this.owned.dispose();
    }
  }

  log(level: Level, message: string, context?: IContext, site?: object): void {
    const isSevere = level !== 'debug' && level !== 'info';
    this._log(level, message, context, site ?? (isSevere ? siteOf(this.log) : undefined));
  }

  module(name: string): IModuleLog {
    return this._options.log?.module(name) ?? new ModuleLog(name, this._taker);
  }

  async report(error: unknown, context: IContext): Promise<void> {
    try {
      if (!this._isDisposed && !isExpected(error)) {
        await this._report(error, this._located(context));
      }
    } catch (reason) {
      warn('an error could not be reported', reason);
    }
  }

  private async _report(error: unknown, context: IContext): Promise<void> {
    const message = messageOf(error);
    const code = codeOf(error);
    const text = code ? `${message} [${code}]` : message;
    const now = this._now().getTime();
    const key = `${context.doing}\n${message}`;
    const earlier = this._reported.get(key);
    const isRefused = isRefusal(error);
    const level = isAnswer(error) ? 'info' : isRefused ? 'warning' : 'error';
    if (earlier && now - earlier.since < (isRefused ? quietRefusal : quiet)) {
      earlier.repeats++;
      this._recordEvent(level, text, context);
      return;
    }
    const times = earlier?.repeats ? ` (and ${earlier.repeats} times more before)` : '';
    this._log(level, text + times, context, stackOf(error));
    this._forgetBefore(now - quiet);
    if (this._reported.size >= maxReports) {
      return;
    }
    this._reported.set(key, { since: now, repeats: 0 });
    const written = isRefused ? null : await this._write(error, context);
    if (this._isDisposed) {
      return;
    }
    // the message of an internal error comes from a library and does not say what to do
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

  /** Add the current document's path to a context without one: the log console needs a source. */
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

  private _log(level: Level, message: string, context?: IContext, site?: object): void {
    if (!this._isDisposed) {
      this._quietly(() => {
        const event = this._recordEvent(level, message, context);
        const module = context?.module ?? 'viewer';
        this._options.log?.write(level, module, event.message, event, site);
        this._writeSinks(level, module, event, { site });
      });
    }
  }

  /** Record an event for the next report. @returns the event. */
  private _recordEvent(level: Level, message: string, context?: IContext) {
    const text = bounded(context ? `${context.doing}: ${message}` : message);
    const event = { time: this._now().getTime(), level, message: text, path: context?.path ?? '' };
    this._addEvent(event);
    return event;
  }

  private _addEvent(event: IEvent): void {
    this._events.add(event);
    this._followers.forEach(follower => this._quietly(follower));
  }

  /** Write to the synchronous sinks. */
  private _writeSinks(
    level: Level,
    module: string,
    event: { time: number; message: string; path: string },
    details: { context?: LogFacts; site?: object }
  ): void {
    const { sinks } = this._options;
    if (sinks.length > 0) {
      const { context, site } = details;
      const record = { ...event, level, module, context, site, repeats: 0 };
      const entry = entryOf(record, this.session, ++this._seq);
      sinks.forEach(sink => this._quietly(() => sink.write(entry)));
    }
  }

  private _now(): Date {
    return this._options.now?.() ?? new Date();
  }

  /** Errors end in the recorder: its own parts must not raise new ones. */
  private _quietly(work: () => void): void {
    try {
      work();
    } catch (error) {
      warn('a part of the recorder failed', error);
    }
  }

  private _isDisposed = false;
  private _seq = 0;
  /** Receives the messages of modules if there is no log, only sinks. */
  private _taker = {
    take: (level: Level, module: string, message: string, details?: ILogDetails) =>
      this._quietly(() => {
        const event = this._recordEvent(level, message, undefined);
        event.path = details?.path ?? '';
        this._writeSinks(level, module, event, { context: details?.context });
      })
  };
  private _events = new Breadcrumbs();
  private _followers: (() => void)[] = [];
  private _reported = new Map<string, { since: number; repeats: number }>();
}

/** The last resort; a page may have replaced the console by one that throws. */
function warn(message: string, reason: unknown): void {
  try {
    console.warn(`jupyterlab-xes: ${message}`, redact(messageOf(reason)));
  } catch {
    // no other way to report it
  }
}

/** Whether work ended as expected: its owner was disposed of, or the user cancelled. */
function isExpected(error: unknown): boolean {
  const isAbort = (error as { name?: unknown } | null | undefined)?.name === 'AbortError';
  return error instanceof LifetimeEnded || isAbort || codeOf(error) === 'worker/cancelled';
}

/** The error itself if it has a stack. */
function stackOf(error: unknown): { stack?: string } | undefined {
  const stack = (error as { stack?: unknown } | null | undefined)?.stack;
  return typeof stack === 'string' ? { stack } : undefined;
}

/** JupyterLab cuts a notification at 140 characters. */
function shorten(text: string): string {
  return text.length <= 140 ? text : text.slice(0, 139) + '…';
}
