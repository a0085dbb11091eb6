import type { ILogRecord } from './entry.js';
import { ModuleLog, siteOf, type ILogTaker } from './modulelog.js';
import type { ILogDetails, Level } from './types.js';

/** How many messages are kept for the log, which is loaded when the first of them comes. */
const most = 500;

/** Keeps what is logged before the log is loaded. */
export class EarlyLog implements ILogTaker {
  /** @param _woken called with each message. */
  constructor(private _woken: () => void) {}

  /** Logs handed out so far, by name; the log takes them over. */
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

  /** Hand over what was kept, the oldest first. */
  release(): ILogRecord[] {
    const records = this._records;
    this._records = [];
    return records;
  }

  private _records: ILogRecord[] = [];
}
