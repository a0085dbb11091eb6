import { Signal, type ISignal } from '@lumino/signaling';
import type { HeldBytes } from './protocol.js';

const nothing: HeldBytes = { scans: 0, results: 0, documents: [] };

/** Counters of the compute worker since the page was loaded. */
export class ComputeStatistics {
  /** Workers started, and those that died or hung. */
  starts = 0;
  crashes = 0;
  /** Reported evaluations, and those whose request was no longer the latest. */
  reports = 0;
  late = 0;

  /** Bytes held by the worker, as last reported. */
  get held(): HeldBytes {
    return this._held;
  }

  /** Bytes of the scans that the worker holds for a document. */
  bytesOf(document: number): number {
    return this._held.documents.find(([id]) => id === document)?.[1] ?? 0;
  }

  /** Bytes that the worker holds for no document: results, and scans that no document refers to. */
  get unsharedBytes(): number {
    const { scans, results, documents } = this._held;
    const shared = documents.reduce((sum, [, bytes]) => sum + bytes, 0);
    return results + Math.max(0, scans - shared);
  }

  /** Emitted when a worker starts, becomes idle or ends, and when the bytes it holds change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  started(): void {
    this.starts++;
    this._changed.emit();
  }

  crashed(): void {
    this.crashes++;
  }

  /** Whether the worker has work. */
  setBusy(isBusy: boolean): void {
    if (isBusy !== this._isBusy) {
      this._isBusy = isBusy;
      this._changed.emit();
    }
  }

  /** A `release` was posted: for one document, or (null) for everything that is not needed. */
  releases(document: number | null): void {
    const { scans, results, documents } = this._held;
    const shared = documents.reduce((sum, [, bytes]) => sum + bytes, 0);
    this._held =
      document === null
        ? { scans: Math.min(scans, shared), results: 0, documents }
        : {
            scans: scans - this.bytesOf(document),
            results,
            documents: documents.filter(([id]) => id !== document)
          };
  }

  holds(held: HeldBytes): void {
    this._held = held;
    this._changed.emit();
  }

  reported(isLatest: boolean): void {
    this.reports++;
    this.late += isLatest ? 0 : 1;
  }

  /** The worker ended, and its memory is freed. */
  ended(): void {
    this.holds(nothing);
  }

  private _changed = new Signal<this, void>(this);
  private _held = nothing;
  private _isBusy = false;
}
