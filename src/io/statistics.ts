import { Signal, type ISignal } from '@lumino/signaling';
import type { OpenResult } from './protocol.js';

/** What reading came to since the page was loaded. */
export class ReadStatistics {
  /** Workers started, and those that died or hung. */
  starts = 0;
  crashes = 0;
  /** Scans read, and the range requests of these. */
  scans = 0;
  requests = 0;
  /** Blocks found in the cache, and those fetched. */
  hits = 0;
  misses = 0;

  /** Bytes moved, with those of the read under way as far as it reported. */
  get bytes(): number {
    return this._bytes + this._underWay;
  }

  /** What the worker holds, bytes, as of its last reply. */
  get held(): { heap: number; blocks: number } {
    return { heap: this._heap, blocks: this._blocks };
  }

  /** Emitted when a worker begins or ends, and when a read begins or is over. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  started(): void {
    this.starts++;
  }

  /** A read is under way. */
  began(): void {
    this._changed.emit();
  }

  crashed(): void {
    this.crashes++;
  }

  /** @param bytes moved so far by the read under way. */
  moved(bytes: number): void {
    this._underWay = bytes;
  }

  /** A scan was read, in as many reads as it took. */
  finishedScan(): void {
    this.scans++;
  }

  /** A read came to its end. */
  opened({ cost, heap, cache }: Pick<OpenResult, 'cost' | 'heap' | 'cache'>): void {
    this.requests += cost?.requests ?? 0;
    this._underWay = cost?.bytes ?? 0;
    this._heap = heap ?? 0;
    this._blocks = cache?.bytes ?? 0;
    this.hits += cache?.hits ?? 0;
    this.misses += cache?.misses ?? 0;
  }

  /** A read ended, with or without success. */
  finished(): void {
    this._bytes += this._underWay;
    this._underWay = 0;
    this._changed.emit();
  }

  /** The worker is gone, and what it held. */
  ended(): void {
    this._heap = this._blocks = 0;
    this._changed.emit();
  }

  private _changed = new Signal<this, void>(this);
  private _bytes = 0;
  private _underWay = 0;
  private _heap = 0;
  private _blocks = 0;
}
