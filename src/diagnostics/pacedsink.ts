import type { ILogEntry } from './entry.js';
import { BoundedQueue, TokenBucket } from './flood.js';
import type { ILogSink } from './sink.js';

/**
 * Limits the rate of a sink: a burst, then a fixed rate. Further entries wait, at most a second's
 * worth of the latest and most severe; the number of dropped entries is written. So the end of a
 * flood, and an error right after it, still reach the sink.
 */
export class PacedSink implements ILogSink {
  /** @param perSecond most entries per second. */
  constructor(
    private _sink: ILogSink,
    perSecond: number
  ) {
    this._allowance = new TokenBucket(perSecond, 2 * perSecond);
    this._queue = new BoundedQueue(perSecond);
  }

  /** Whether entries wait for a later `drain`. */
  get isWaiting(): boolean {
    return this._queue.length > 0;
  }

  write(entry: ILogEntry): void {
    this._queue.push(entry);
    this.drain();
  }

  /** Write waiting entries, as far as the rate allows. @param all ignore the rate. */
  drain(all = false): void {
    while (this.isWaiting && (all || this._allowance.take(performance.now()))) {
      const entry = this._queue.shift();
      if (entry) {
        this._reportDropped(entry);
        this._sink.write(entry);
      }
    }
  }

  private _reportDropped({ session, seq, time, path }: ILogEntry): void {
    const dropped = this._queue.takeDropped();
    if (dropped > 0) {
      const message = `${dropped} messages are not shown here: they came too fast`;
      this._sink.write({ session, seq, time, level: 'warning', module: 'log', message, path });
    }
  }

  private _allowance: TokenBucket;
  private _queue: BoundedQueue<ILogEntry>;
}
