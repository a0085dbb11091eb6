import type { ILogEntry } from './entry.js';

/** A destination of log entries, which are redacted. */
export interface ILogSink {
  write(entry: ILogEntry): void;
}
