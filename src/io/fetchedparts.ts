import type { Extent } from './h5layout.js';

/** How the bytes of a part come: at once, or later. */
export type FetchPart = (part: Extent, signal: AbortSignal) => Uint8Array | Promise<Uint8Array>;

/** Parts that are fetched at the same time: two are quicker than one, more are not. */
const atOnce = 2;

/**
 * Large parts of a file that are fetched whole, each by one request that does not block, and held in memory as long
 * as the file is read.
 */
export class FetchedParts {
  constructor(private _fetch: FetchPart) {}

  /** Begin to fetch a part, or note it for when others have come. */
  begin(part: Extent): void {
    const isKnown = [...this._known].some(one => one.start <= part.start && one.end >= part.end);
    if (isKnown) {
      return;
    }
    this._known.add(part);
    this._queue.push(part);
    this._next();
  }

  /** Whether parts are on their way. */
  get isWaiting(): boolean {
    return this._running.size > 0 || this._failure !== null;
  }

  /** Wait for all parts. @throws at once what the first of them that failed threw. */
  async arrived(): Promise<void> {
    while (this._running.size > 0 && !this._failure) {
      await Promise.race([Promise.all(this._running), this._failed]);
    }
    if (this._failure) {
      throw this._failure.reason;
    }
  }

  /** The bytes from `start` up to `end`, where one part holds them all. */
  held({ start, end }: Extent): Uint8Array | null {
    for (const part of this._parts) {
      if (part.start <= start && end <= part.start + part.bytes.length) {
        return part.bytes.subarray(start - part.start, end - part.start);
      }
    }
    return null;
  }

  /** Give up what is still on its way, and all that came. */
  abandon(): void {
    this._queue = [];
    this._parts = [];
    this._abort.abort();
  }

  private _next(): void {
    while (this._running.size < atOnce && this._failure === null) {
      const part = this._queue.shift();
      if (!part) {
        return;
      }
      const coming = this._fetch(part, this._abort.signal);
      if (!(coming instanceof Promise)) {
        this._parts.push({ start: part.start, bytes: coming });
        continue;
      }
      const settled = coming
        .then(bytes => void this._parts.push({ start: part.start, bytes }))
        .catch((reason: unknown) => this._fail(reason))
        .then(() => {
          this._running.delete(settled);
          this._next();
        });
      this._running.add(settled);
    }
  }

  /** What comes after a failure is of no use. */
  private _fail(reason: unknown): void {
    this._failure ??= { reason };
    this._tellFailed();
    this.abandon();
  }

  private _known = new Set<Extent>();
  private _queue: Extent[] = [];
  private _running = new Set<Promise<void>>();
  private _parts: { start: number; bytes: Uint8Array }[] = [];
  private _failure: { reason: unknown } | null = null;
  private _tellFailed: () => void = () => undefined;
  private _failed = new Promise<void>(resolve => (this._tellFailed = resolve));
  private _abort = new AbortController();
}
