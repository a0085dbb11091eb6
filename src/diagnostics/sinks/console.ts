import type { ILoggerRegistry } from '@jupyterlab/logconsole';
import type { ILogEntry, ILogSink } from '../recorder.js';
import { redact } from '../redact.js';

/** JupyterLab's log console, under the document's path; text only, for HTML there is rendered. */
export class LogConsoleSink implements ILogSink {
  constructor(private _loggers: ILoggerRegistry) {}

  write({ level, message, path }: ILogEntry): void {
    this._loggers.getLogger(path).log({ type: 'text', level, data: message });
  }
}

/** The browser's console, warnings and errors only. */
export class BrowserConsoleSink implements ILogSink {
  write({ level, message, path }: ILogEntry): void {
    if (level === 'error' || level === 'warning') {
      console[level === 'error' ? 'error' : 'warn'](`jupyterlab-xes: ${message}`, redact(path));
    }
  }
}
