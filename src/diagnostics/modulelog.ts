import { rankOf } from './levels.js';
import type { ILogDetails, IModuleLog, Level } from './types.js';

/** Receives the messages that passed a module's threshold. */
export interface ILogTaker {
  take(level: Level, module: string, message: string, details?: ILogDetails, site?: object): void;
}

/** The log of one module; a message below the threshold costs one comparison. */
export class ModuleLog implements IModuleLog {
  constructor(
    readonly name: string,
    private _log: ILogTaker
  ) {}

  /** Lowest rank that is logged. */
  floor = 0;

  /** Continue with another log. */
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
 * The call site of `method`: one frame, formatted only when its stack is read. Without
 * `captureStackTrace` the log's own frames have to be cut off.
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
