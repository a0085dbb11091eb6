import type { ILoggerRegistry } from '@jupyterlab/logconsole';
import type { ILogEntry } from '../entry.js';
import type { ILogSink } from '../sink.js';
import { redact } from '../redact.js';

/** JupyterLab's log console, under the document's path; as text, since HTML would be rendered. */
export class LogConsoleSink implements ILogSink {
  /** @param _source maps a redacted path to the log console's name of the document. */
  constructor(
    private _loggers: ILoggerRegistry,
    private _source: (path: string) => string = path => path
  ) {}

  write(entry: ILogEntry): void {
    const { level, path } = entry;
    this._loggers.getLogger(this._source(path)).log({ type: 'text', level, data: textOf(entry) });
  }
}

const methods = {
  debug: 'debug',
  info: 'info',
  warning: 'warn',
  error: 'error',
  critical: 'error'
} as const;

/** The browser's console. */
export class BrowserConsoleSink implements ILogSink {
  write(entry: ILogEntry): void {
    console[methods[entry.level]](`jupyterlab-xes: ${textOf(entry)}`, redact(entry.path));
  }
}

function textOf({ message, repeats }: ILogEntry): string {
  return repeats ? `${message} (${repeats} times more)` : message;
}
