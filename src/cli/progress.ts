/** Work shorter than this is done before anybody wonders (ms). */
const patience = 1000;

/** At most one line in so long where there is no terminal (ms). */
const pace = 5000;

const width = 30;

/** Tells how far long work is: a bar on a terminal, lines otherwise, nothing for short work. */
export class Progress {
  constructor(
    private _write: (text: string) => void,
    private _isTerminal: () => boolean,
    private _now: () => number = () => performance.now()
  ) {
    this._begin = this._now();
    this._last = this._begin;
  }

  /** So much is done, of so much; `what` is in hand now. */
  tell(done: number, total: number, what: string): void {
    const now = this._now();
    if (now - this._begin < patience || total <= 0) {
      return;
    }
    if (this._isTerminal()) {
      const filled = Math.round((width * Math.min(done, total)) / total);
      const bar = '#'.repeat(filled).padEnd(width, '.');
      this._write(`\r\u001b[K[${bar}] ${Math.round((100 * done) / total)} % ${what}`);
      this._isDrawn = true;
    } else if (now - this._last >= pace) {
      this._last = now;
      this._write(`${Math.round((100 * done) / total)} % done; now ${what}\n`);
    }
  }

  /** Take the bar away, for other output. */
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
