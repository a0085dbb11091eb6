import { LifetimeEnded, markAsDisposed, trackDisposable } from '../lifecycle/index.js';
import { Breadcrumbs } from './breadcrumbs.js';
import { redact } from './redact.js';
import { buildReport, codeOf, type ICrashReport } from './report.js';
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

/** Tells the person; `report` where one was written. */
export interface INotifier {
  notify(message: string, details: string, report: IWrittenReport | null): void;
}

export interface IRecorderOptions {
  sinks: ILogSink[];
  notify?: INotifier;
  reports?: IReportWriter;
  environment?: () => Record<string, unknown>;
  snapshot?: () => Record<string, unknown>;
  now?: () => Date;
}

/** Repeats of an error within this time are counted, not reported (ms). */
const quiet = 60_000;

/** Log, crash reports and notifications behind one door that never throws. */
export class Recorder implements IDiagnostics {
  constructor(private _options: IRecorderOptions) {
    trackDisposable(this);
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
    const time = this._now();
    const text = redact(context ? `${context.doing}: ${message}` : message);
    const path = context?.path ?? '';
    this._events.add({ time: time.toISOString(), level, message: text, path });
    for (const sink of this._options.sinks) {
      this._quietly(() => sink.write({ time, level, message: text, path }));
    }
  }

  async report(error: unknown, context: IContext): Promise<void> {
    if (this._isDisposed || isExpected(error)) {
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    const code = codeOf(error);
    this.log('error', code ? `${message} [${code}]` : message, context);
    if (this._isRepeat(`${context.doing}\n${message}`)) {
      return;
    }
    const report = buildReport({
      error,
      context,
      now: this._now(),
      events: this._events.list(),
      environment: this._options.environment ?? (() => ({})),
      snapshot: this._options.snapshot ?? (() => ({}))
    });
    const written = await this._options.reports?.write(report, context).catch((reason: unknown) => {
      this.log('warning', `The report could not be kept: ${String(reason)}`, context);
      return null;
    });
    const sentence = code
      ? message
      : `${context.doing} failed. Your work is kept; the report says why.`;
    this._quietly(() =>
      this._options.notify?.notify(shorten(redact(sentence)), redact(message), written ?? null)
    );
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

  private _isRepeat(key: string): boolean {
    const now = this._now().getTime();
    const before = this._reported.get(key);
    for (const [other, time] of this._reported) {
      if (now - time > quiet) {
        this._reported.delete(other);
      }
    }
    this._reported.set(key, before !== undefined && now - before < quiet ? before : now);
    return before !== undefined && now - before < quiet;
  }

  private _now(): Date {
    return this._options.now?.() ?? new Date();
  }

  /** The recorder is where errors end: one of its own parts must not start another. */
  private _quietly(work: () => void): void {
    try {
      work();
    } catch (error) {
      console.warn('jupyterlab-xes: a part of the recorder failed', redact(String(error)));
    }
  }

  private _isDisposed = false;
  private _events = new Breadcrumbs();
  private _reported = new Map<string, number>();
}

/** Ends that are no errors: the owner is gone, or the person cancelled. */
function isExpected(error: unknown): boolean {
  const isAbort = error instanceof DOMException && error.name === 'AbortError';
  return error instanceof LifetimeEnded || isAbort || codeOf(error) === 'worker/cancelled';
}

/** JupyterLab cuts a notification at 140 characters. */
function shorten(text: string): string {
  return text.length <= 140 ? text : text.slice(0, 139) + '…';
}
