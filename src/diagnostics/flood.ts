import type { ILogRecord } from './entry.js';
import { rankOf } from './levels.js';
import type { Level, LogFacts } from './types.js';

/** First in, first out, without moving the elements at each step. */
class Fifo<T> {
  get length(): number {
    return this._records.length - this._head;
  }

  get first(): INumbered<T> | null {
    return this._records[this._head] ?? null;
  }

  push(record: INumbered<T>): void {
    this._records.push(record);
  }

  shift(): INumbered<T> | null {
    const record = this.first;
    if (record) {
      this._records[this._head] = null;
      this._head++;
      if (this._head > 512 && this._head * 2 > this._records.length) {
        this._records = this._records.slice(this._head);
        this._head = 0;
      }
    }
    return record;
  }

  private _records: (INumbered<T> | null)[] = [];
  private _head = 0;
}

interface INumbered<T> {
  place: number;
  size: number;
  record: T;
}

/** The fields of a message that a queue needs. */
interface IQueued {
  level: Level;
  message: string;
  path: string;
  /** How many times the same message followed directly. */
  repeats?: number;
}

const warning = rankOf('warning');

/**
 * Messages waiting to be written, bounded in number and size: the oldest debug and info messages
 * are dropped first, then the oldest of all.
 */
export class BoundedQueue<T extends IQueued> {
  /** @param _number most messages. @param _characters most characters of their texts. */
  constructor(
    private _number = 1000,
    private _characters = 256 * 1024
  ) {}

  get length(): number {
    return this._minor.length + this._major.length;
  }

  /** Number of messages dropped since the last call. */
  takeDropped(): number {
    const dropped = this._dropped;
    this._dropped = 0;
    return dropped;
  }

  push(record: T): void {
    const size = record.message.length + record.path.length;
    const fifo = rankOf(record.level) < warning ? this._minor : this._major;
    fifo.push({ place: this._place++, size, record });
    this._size += size;
    while (this.length > this._number || (this._size > this._characters && this.length > 1)) {
      const lost = this._take(this._minor.length > 0 ? this._minor : this._major);
      this._dropped += 1 + (lost?.repeats ?? 0);
    }
  }

  /** Take the oldest. */
  shift(): T | null {
    const [minor, major] = [this._minor.first, this._major.first];
    const isMinor = !!minor && (!major || minor.place < major.place);
    return this._take(isMinor ? this._minor : this._major);
  }

  /** The waiting message, if there is exactly one. */
  get only(): T | null {
    return this.length === 1 ? ((this._minor.first ?? this._major.first)?.record ?? null) : null;
  }

  /** Called with each message that leaves the queue, written or dropped. */
  protected left(_record: T): void {}

  private _take(fifo: Fifo<T>): T | null {
    const taken = fifo.shift();
    if (!taken) {
      return null;
    }
    this._size -= taken.size;
    this.left(taken.record);
    return taken.record;
  }

  private _minor = new Fifo<T>();
  private _major = new Fifo<T>();
  private _place = 0;
  private _size = 0;
  private _dropped = 0;
}

/** Counts a message that directly repeats the last one, instead of queueing it. */
export class FloodQueue extends BoundedQueue<ILogRecord> {
  /** Count a message if it repeats the last one. @returns the last record, or null. */
  repeat(
    level: Level,
    module: string,
    message: string,
    path: string,
    context: LogFacts | undefined
  ): ILogRecord | null {
    const last = this._last;
    if (last && isRepeat(last, level, module, message, path, context)) {
      last.repeats++;
      return last;
    }
    return null;
  }

  override push(record: ILogRecord): void {
    this._last = record;
    super.push(record);
  }

  /** A repeat of a message that has left the queue is queued anew. */
  protected override left(record: ILogRecord): void {
    if (record === this._last) {
      this._last = null;
    }
  }

  private _last: ILogRecord | null = null;
}

/** Rate limit of a sink: a burst, then a fixed rate. */
export class TokenBucket {
  /** @param _rate per second. @param _burst at once. */
  constructor(
    private _rate: number,
    private _burst: number
  ) {
    this._left = _burst;
  }

  /** @param now ms, by any clock. */
  take(now: number): boolean {
    const passed = Math.max(0, now - this._since);
    this._left = Math.min(this._burst, this._left + (passed / 1000) * this._rate);
    this._since = now;
    if (this._left < 1) {
      return false;
    }
    this._left--;
    return true;
  }

  private _since = 0;
  private _left: number;
}

/** Whether a message repeats a record. */
export function isRepeat(
  record: ILogRecord,
  level: Level,
  module: string,
  message: string,
  path: string,
  context: LogFacts | undefined
): boolean {
  return (
    record.message === message &&
    record.module === module &&
    record.level === level &&
    record.path === path &&
    isSame(record.context, context)
  );
}

function isSame(a: LogFacts | undefined, b: LogFacts | undefined): boolean {
  if (a === b || !a || !b) {
    return a === b;
  }
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every(name => a[name] === b[name]);
}
