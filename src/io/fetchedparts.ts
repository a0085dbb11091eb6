import type { Extent } from './h5layout.js';

/** Fetches the bytes of a part, synchronously or later. */
export type FetchPart = (part: Extent, signal: AbortSignal) => Uint8Array | Promise<Uint8Array>;

/** Most parts fetched at the same time: two are faster than one, more are not. */
const atOnce = 2;

/**
 * Large parts of a file, each fetched by one non-blocking request, and held in memory while the
 * file is read.
 */
export class FetchedParts {
  /**
   * @param _onArrived called when no part is pending any more.
   * @param _small parts of fewer bytes are dominated by latency, and wait for no other.
   */
  constructor(
    private _fetch: FetchPart,
    private _onArrived: () => void = () => undefined,
    private _small = 0
  ) {}

  /** Bytes that are already available, from `start` on. */
  seed(start: number, bytes: Uint8Array): void {
    const part = { start, end: start + bytes.length };
    this._known.push(part);
    this._parts.push({ start, bytes });
  }

  /** Start to fetch a part, or queue it until others have arrived. */
  begin(part: Extent): void {
    if (this._known.some(extent => isWithin(part, extent))) {
      return;
    }
    this._known.push(part);
    this._coming.add(part);
    this._queue.push(part);
    this._next();
  }

  /** Whether parts with one of these extents (default: any part) are pending, or one has failed. */
  isWaiting(wanted?: readonly Extent[]): boolean {
    const isComing = (part: Extent) => wanted?.some(one => isWithin(one, part)) ?? true;
    return this._failure !== null || [...this._coming].some(isComing);
  }

  /**
   * Wait for extents (default: all parts).
   * @throws immediately the error of the first part that failed.
   */
  async arrived(wanted?: readonly Extent[]): Promise<void> {
    while (!this._failure && this.isWaiting(wanted)) {
      await Promise.race([...this._running, this._failed]);
    }
    if (this._failure) {
      throw this._failure.reason;
    }
  }

  /** The bytes from `start` up to `end`, if a single part has them all. */
  held(wanted: Extent): Uint8Array | null {
    for (const { start, bytes } of this._parts) {
      if (isWithin(wanted, { start, end: start + bytes.length })) {
        return bytes.subarray(wanted.start - start, wanted.end - start);
      }
    }
    return null;
  }

  /** Abandon pending and fetched parts. */
  abandon(): void {
    this._queue = [];
    this._parts = [];
    this._abort.abort();
  }

  private _next(): void {
    while (this._failure === null) {
      const part = this._queue.find(one => this._large < atOnce || this._isSmall(one));
      if (!part) {
        return;
      }
      this._queue.splice(this._queue.indexOf(part), 1);
      this._start(part);
    }
  }

  private _isSmall({ start, end }: Extent): boolean {
    return end - start < this._small;
  }

  private _start(part: Extent): void {
    const coming = this._fetch(part, this._abort.signal);
    if (!(coming instanceof Promise)) {
      this._hold(part, coming);
      return;
    }
    const large = this._isSmall(part) ? 0 : 1;
    this._large += large;
    const settled: Promise<void> = coming
      .then(bytes => this._hold(part, bytes))
      .catch((reason: unknown) => this._fail(reason))
      .then(() => {
        this._running.delete(settled);
        this._large -= large;
        this._next();
      });
    this._running.add(settled);
  }

  private _hold(part: Extent, bytes: Uint8Array): void {
    this._coming.delete(part);
    this._parts.push({ start: part.start, bytes });
    if (this._coming.size === 0) {
      this._onArrived();
    }
  }

  /** Anything after a failure is useless. */
  private _fail(reason: unknown): void {
    this._failure ??= { reason };
    this._signalFailure();
    this.abandon();
  }

  private _known: Extent[] = [];
  /** Pending parts. */
  private _coming = new Set<Extent>();
  private _queue: Extent[] = [];
  private _running = new Set<Promise<void>>();
  /** Number of pending parts that are not small. */
  private _large = 0;
  private _parts: { start: number; bytes: Uint8Array }[] = [];
  private _failure: { reason: unknown } | null = null;
  private _signalFailure: () => void = () => undefined;
  private _failed = new Promise<void>(resolve => (this._signalFailure = resolve));
  private _abort = new AbortController();
}

function isWithin(inner: Extent, outer: Extent): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
