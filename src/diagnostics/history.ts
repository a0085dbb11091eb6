import { Signal, type ISignal } from '@lumino/signaling';
import type { ILogEntry } from './entry.js';
import type { ILogSink } from './sink.js';

/** The last entries of the log. */
export class History implements ILogSink {
  /** @param _size most entries. */
  constructor(private _size = 2000) {}

  /** Emitted after each entry; listeners may batch. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The oldest first. */
  list(): readonly ILogEntry[] {
    return this._entries.slice(-this._size);
  }

  /** Remaining entries with `after < seq <= upTo`, oldest first. */
  between(after: number, upTo: number): ILogEntry[] {
    let first = this._entries.length;
    while (first > 0 && this._entries[first - 1].seq > after) {
      first--; // from the end: mostly few entries are requested
    }
    return this._entries.slice(first).filter(({ seq }) => seq <= upTo);
  }

  write(entry: ILogEntry): void {
    this._entries.push(entry);
    if (this._entries.length >= this._size * 1.25) {
      this._entries = this._entries.slice(-this._size);
    }
    this._changed.emit();
  }

  dispose(): void {
    this._entries = [];
    Signal.clearData(this);
  }

  private _entries: ILogEntry[] = [];
  private _changed = new Signal<this, void>(this);
}
