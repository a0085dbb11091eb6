/** No progress is shown for shorter work than this (ms). */
const delay = 1000;

/** Least time between two lines if there is no terminal (ms). */
const lineInterval = 5000;

const width = 30;

/** Shows the progress of long work: a bar on a terminal, lines otherwise, nothing for short work. */
export class Progress {
  constructor(
    private _write: (text: string) => void,
    private _isTerminal: () => boolean,
    private _now: () => number = () => performance.now()
  ) {
    this._begin = this._now();
    this._last = this._begin;
  }

  /** Show the progress; `what` is in progress. */
  show(done: number, total: number, what: string): void {
    const now = this._now();
    if (now - this._begin < delay || total <= 0) {
      return;
    }
    if (this._isTerminal()) {
      const filled = Math.round((width * Math.min(done, total)) / total);
      const bar = '#'.repeat(filled).padEnd(width, '.');
      this._write(`\r\u001b[K[${bar}] ${Math.round((100 * done) / total)} % ${what}`);
      this._isDrawn = true;
    } else if (now - this._last >= lineInterval) {
      this._last = now;
      this._write(`${Math.round((100 * done) / total)} % done; now ${what}\n`);
    }
  }

  /** Remove the bar, for other output. */
  end(): void {
    if (this._isDrawn) {
      this._write('\r\u001b[K');
      this._isDrawn = false;
    }
  }

  private _begin: number;
  private _last: number;
  private _isDrawn = false;
}
