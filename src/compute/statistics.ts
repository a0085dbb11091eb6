import { Signal, type ISignal } from '@lumino/signaling';
import type { HeldBytes } from './protocol.js';

const nothing: HeldBytes = { scans: 0, results: 0, documents: [] };

/** What computing came to since the page was loaded. */
export class ComputeStatistics {
  /** Workers started, and those that died or hung. */
  starts = 0;
  crashes = 0;
  /** Evaluations that were told, and those whose request was no longer the latest. */
  reports = 0;
  late = 0;

  /** What the worker holds, bytes, as it told last. */
  get held(): HeldBytes {
    return this._held;
  }

  /** Bytes of the scans that the worker holds for a document. */
  bytesOf(document: number): number {
    return this._held.documents.find(([id]) => id === document)?.[1] ?? 0;
  }

  /** Emitted when a worker begins or ends, and when it holds other bytes. */
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

  holds(held: HeldBytes): void {
    this._held = held;
    this._changed.emit();
  }

  reported(isLatest: boolean): void {
    this.reports++;
    this.late += isLatest ? 0 : 1;
  }

  /** The worker is gone, and what it held. */
  ended(): void {
    this.holds(nothing);
  }

  private _changed = new Signal<this, void>(this);
  private _held = nothing;
}
