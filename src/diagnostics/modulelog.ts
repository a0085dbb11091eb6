import { rankOf } from './levels.js';
import type { ILogDetails, IModuleLog, Level } from './types.js';

/** Takes what passed a module's threshold. */
export interface ILogTaker {
  take(level: Level, module: string, message: string, details?: ILogDetails, site?: object): void;
}

/** The log of one module: a comparison of numbers where the message is below the threshold. */
export class ModuleLog implements IModuleLog {
  constructor(
    readonly name: string,
    private _log: ILogTaker
  ) {}

  /** Rank from which on messages are taken. */
  floor = 0;

  /** Go on with another log. */
  follow(log: ILogTaker): void {
    this._log = log;
  }

  readonly debug = this._at('debug');
  readonly info = this._at('info');
  readonly warning = this._at('warning');
  readonly error = this._at('error');
  readonly critical = this._at('critical');

  private _at(level: Level): (message: string, details?: ILogDetails) => void {
    const rank = rankOf(level);
    const isSited = rank >= rankOf('warning');
    const write = (message: string, details?: ILogDetails) => {
      if (rank >= this.floor) {
        this._log.take(level, this.name, message, details, isSited ? write : undefined);
      }
    };
    return write;
  }
}

/**
 * Where the caller of `method` was called: one frame, formatted only when its stack is asked for.
 * Engines without `captureStackTrace` have the frames of the log itself first.
 */
export function siteOf(method: object): { stack?: string } {
  const site: { stack?: string } = {};
  if (typeof Error.captureStackTrace !== 'function') {
    return { stack: new Error().stack?.split('\n').slice(3).join('\n') };
  }
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(site, method as () => void);
  Error.stackTraceLimit = limit;
  return site;
}
