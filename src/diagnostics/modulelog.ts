import { rankOf } from './levels.js';
import type { ILogDetails, IModuleLog, Level } from './types.js';

/** Takes what passed a module's threshold. */
export interface ILogTaker {
  take(level: Level, module: string, message: string, details?: ILogDetails, site?: object): void;
}

const [debug, info, warning, error, critical] = (
  ['debug', 'info', 'warning', 'error', 'critical'] as const
).map(rankOf);

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

  debug(message: string, details?: ILogDetails): void {
    if (debug >= this.floor) {
      this._log.take('debug', this.name, message, details);
    }
  }

  info(message: string, details?: ILogDetails): void {
    if (info >= this.floor) {
      this._log.take('info', this.name, message, details);
    }
  }

  warning(message: string, details?: ILogDetails): void {
    if (warning >= this.floor) {
      this._log.take('warning', this.name, message, details, this.warning);
    }
  }

  error(message: string, details?: ILogDetails): void {
    if (error >= this.floor) {
      this._log.take('error', this.name, message, details, this.error);
    }
  }

  critical(message: string, details?: ILogDetails): void {
    if (critical >= this.floor) {
      this._log.take('critical', this.name, message, details, this.critical);
    }
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
