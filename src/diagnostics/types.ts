import type { IDisposable } from '@lumino/disposable';

/** Facts of a message: flat, so that each entry of the log stays one line. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

export type Level = 'debug' | 'info' | 'warning' | 'error' | 'critical';

/** What the program was doing when something happened. */
export interface IContext {
  /** In plain words, for example "Reading the scan". */
  doing: string;
  /** Path of the document concerned; also the source in the log console. */
  path?: string;
  /** Module that logs, as named in the settings' levels; `viewer` by default. */
  module?: string;
}

/** Details of a module's message. */
export interface ILogDetails {
  /** Path of the document concerned. */
  path?: string;
  context?: LogFacts;
}

/** The log of one module; a call below the threshold is nearly free. Never throws. */
export interface IModuleLog {
  debug(message: string, details?: ILogDetails): void;
  info(message: string, details?: ILogDetails): void;
  warning(message: string, details?: ILogDetails): void;
  error(message: string, details?: ILogDetails): void;
  critical(message: string, details?: ILogDetails): void;
}

/** Logs and reports; never throws. */
export interface IDiagnostics extends IDisposable {
  /** Id of this page's session: 8 hex digits. */
  readonly session: string;
  log(level: Level, message: string, context?: IContext): void;
  /** The log of a module, for example `io`; its level can be set separately. */
  module(name: string): IModuleLog;
  /**
   * Log an error, notify the user and write a crash report; no report for a refusal, for example of
   * a bad file. Repeats within a minute are counted, not written again.
   */
  report(error: unknown, context: IContext): Promise<void>;
  /**
   * Run work and report its errors instead of throwing them. Work that outlives its owner
   * (LifetimeEnded) is ignored.
   * @returns the result of the work, or undefined if it failed.
   */
  guard<T>(context: IContext, work: () => T | Promise<T>): Promise<T | undefined>;
  /** The same for synchronous handlers. */
  guardSync<T>(context: IContext, work: () => T): T | undefined;
}
