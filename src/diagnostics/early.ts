import type { ILogRecord } from './entry.js';
import { ModuleLog, siteOf, type ILogTaker } from './modulelog.js';
import type { ILogDetails, Level } from './types.js';

/** Most messages kept for the log, which is loaded with the first of them. */
const most = 500;

/** Keeps messages that are logged before the log is loaded. */
export class EarlyLog implements ILogTaker {
  /** @param _woken called with each message. */
  constructor(private _woken: () => void) {}

  /** Logs created so far, by name; the log takes them over. */
  readonly modules = new Map<string, ModuleLog>();

  /** The log of a module; the same one each time. */
  module(name: string): ModuleLog {
    let log = this.modules.get(name);
    if (!log) {
      log = new ModuleLog(name, this);
      this.modules.set(name, log);
    }
    return log;
  }

  take(level: Level, module: string, message: string, details?: ILogDetails, method?: object) {
    if (this._records.length < most) {
      const { path = '', context } = details ?? {};
      const site = method && siteOf(method);
      const time = Date.now();
      this._records.push({ time, level, module, message, path, context, site, repeats: 0 });
    }
    this._woken();
  }

  /** Return the kept messages, oldest first, and forget them. */
  release(): ILogRecord[] {
    const records = this._records;
    this._records = [];
    return records;
  }

  private _records: ILogRecord[] = [];
}
