import type { IDisposable } from '@lumino/disposable';

/** Facts beside a message: flat, so that each line of the log stays one. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

export type Level = 'debug' | 'info' | 'warning' | 'error' | 'critical';

/** What was being done when something happened. */
export interface IContext {
  /** In the words of a person, such as "Reading the scan". */
  doing: string;
  /** Path of the document concerned; also the source in the log console. */
  path?: string;
  /** Room whose message it is, as in the settings' levels; `viewer` where none is named. */
  module?: string;
}

/** Facts beside a message of a module. */
export interface ILogDetails {
  /** Path of the document concerned. */
  path?: string;
  context?: LogFacts;
}

/** The log of one module; a call below the threshold costs next to nothing. Never throws. */
export interface IModuleLog {
  debug(message: string, details?: ILogDetails): void;
  info(message: string, details?: ILogDetails): void;
  warning(message: string, details?: ILogDetails): void;
  error(message: string, details?: ILogDetails): void;
  critical(message: string, details?: ILogDetails): void;
}

/** Logs and reports; never throws. */
export interface IDiagnostics extends IDisposable {
  /** This page's life, in 8 hex digits. */
  readonly session: string;
  log(level: Level, message: string, context?: IContext): void;
  /** The log of a module such as `io`; its level can be set apart. */
  module(name: string): IModuleLog;
  /**
   * Log it, tell the person, write a crash report; none for a refusal, such as a bad file.
   * Repeats within a minute are counted, not written again.
   */
  report(error: unknown, context: IContext): Promise<void>;
  /**
   * Run work so that its errors end here: reported, never thrown on. Work that outlives its owner
   * (LifetimeEnded) is passed over.
   * @returns what the work returns, or undefined where it failed.
   */
  guard<T>(context: IContext, work: () => T | Promise<T>): Promise<T | undefined>;
  /** The same for synchronous handlers: runs at once and returns at once. */
  guardSync<T>(context: IContext, work: () => T): T | undefined;
}
