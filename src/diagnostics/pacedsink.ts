import type { ILogEntry } from './entry.js';
import { BoundedQueue, TokenBucket } from './flood.js';
import type { ILogSink } from './sink.js';

/**
 * Writes to a sink at a pace it can bear: a burst, then so many each second. What comes faster
 * waits, at most a second's worth: the latest and the severest, and how many are left out is said.
 * The end of a flood, and an error right after it, are then written all the same.
 */
export class PacedSink implements ILogSink {
  /** @param _sink what draws each line. @param perSecond lines it is given in a second. */
  constructor(
    private _sink: ILogSink,
    perSecond: number
  ) {
    this._allowance = new TokenBucket(perSecond, 2 * perSecond);
    this._queue = new BoundedQueue(perSecond);
  }

  /** Whether there is something for a later `drain`. */
  get isWaiting(): boolean {
    return this._queue.length > 0;
  }

  write(entry: ILogEntry): void {
    this._queue.push(entry);
    this.drain();
  }

  /** Write what waits, as far as the pace allows. @param all whatever the pace. */
  drain(all = false): void {
    while (this.isWaiting && (all || this._allowance.take(performance.now()))) {
      const entry = this._queue.shift();
      if (entry) {
        this._sayDropped(entry);
        this._sink.write(entry);
      }
    }
  }

  private _sayDropped({ session, seq, time, path }: ILogEntry): void {
    const dropped = this._queue.takeDropped();
    if (dropped > 0) {
      const message = `${dropped} messages are not shown here: they came too fast`;
      this._sink.write({ session, seq, time, level: 'warning', module: 'log', message, path });
    }
  }

  private _allowance: TokenBucket;
  private _queue: BoundedQueue<ILogEntry>;
}
