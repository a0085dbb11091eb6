import { Signal, type ISignal } from '@lumino/signaling';
import type { OpenResult } from './protocol.js';

/** Statistics of reading since the page was loaded. */
export class ReadStatistics {
  /** Number of workers started, and of those that crashed or hung. */
  starts = 0;
  crashes = 0;
  /** Number of scans read, and of their range requests. */
  scans = 0;
  requests = 0;
  /** Number of blocks found in the cache, and of those fetched. */
  hits = 0;
  misses = 0;

  /** Bytes transferred, including those reported by the read in progress. */
  get bytes(): number {
    return this._bytes + this._underWay;
  }

  /** Memory of the worker, bytes, according to its last reply. */
  get held(): { heap: number; blocks: number } {
    return { heap: this._heap, blocks: this._blocks };
  }

  /** Emitted when a worker starts or ends, and when a read starts or ends. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  started(): void {
    this.starts++;
  }

  /** A read has started. */
  began(): void {
    this._changed.emit();
  }

  crashed(): void {
    this.crashes++;
  }

  /** @param bytes transferred so far by the read in progress. */
  moved(bytes: number): void {
    this._underWay = bytes;
  }

  /** A scan was read, in one or several reads. */
  finishedScan(): void {
    this.scans++;
  }

  /** A read succeeded. */
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

  /** The worker ended, and its memory was freed. */
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
