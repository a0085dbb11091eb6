import type { ILogEntry } from './entry.js';

/** Where log lines go, one at a time and redacted. */
export interface ILogSink {
  write(entry: ILogEntry): void;
}
