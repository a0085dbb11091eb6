import { rankOf } from './levels.js';
import type { ILogEntry } from './entry.js';

/** Key of a log entry (session and number) or of a report (name). */
export type OutboxKey = readonly [session: string, seq: number] | string;

/** An item that the server has not acknowledged yet. */
export interface IOutboxItem {
  key: OutboxKey;
  /** Contents path of the folder it belongs in; null if none was known yet. */
  folder: string | null;
  /** A log entry, or the text of a report. */
  value: ILogEntry | string;
}

/**
 * Items waiting for the server. Bounded; putting a key again replaces the earlier item. A store
 * that is denied or full drops items instead of rejecting.
 */
export interface IOutbox {
  put(items: readonly IOutboxItem[]): Promise<void>;
  /** Oldest first; within a session, in the order of its numbers. @param limit most items. */
  list(limit?: number): Promise<IOutboxItem[]>;
  remove(keys: readonly OutboxKey[]): Promise<void>;
}

export interface IMemoryOutboxOptions {
  /** Most items; debug and info entries are dropped first. */
  size?: number;
  /** Most characters in total. */
  length?: number;
  /** Called with the keys of dropped items. */
  onDropped?: (keys: OutboxKey[]) => void;
}

/** An outbox in memory. */
export class MemoryOutbox implements IOutbox {
  constructor(private _options: IMemoryOutboxOptions = {}) {}

  put(items: readonly IOutboxItem[]): Promise<void> {
    for (const item of items) {
      const name = JSON.stringify(item.key);
      this._length += sizeOf(item.value) - this._sizeAt(name);
      this._items.set(name, item);
    }
    this._makeRoom();
    return Promise.resolve();
  }

  list(limit = Infinity): Promise<IOutboxItem[]> {
    return Promise.resolve([...this._items.values()].slice(0, limit));
  }

  remove(keys: readonly OutboxKey[]): Promise<void> {
    keys.forEach(key => this._delete(JSON.stringify(key)));
    return Promise.resolve();
  }

  private _makeRoom(): void {
    if (!this._isOver()) {
      return;
    }
    const all = [...this._items];
    const isMinor = ([, { value }]: [string, IOutboxItem]) => isMinorEntry(value);
    const dropped: OutboxKey[] = [];
    for (const [name, { key }] of [...all.filter(isMinor), ...all.filter(item => !isMinor(item))]) {
      if (!this._isOver()) {
        break;
      }
      this._delete(name);
      dropped.push(key);
    }
    this._options.onDropped?.(dropped);
  }

  private _isOver(): boolean {
    const { size = 2500, length = 4_000_000 } = this._options;
    return this._items.size > size || this._length > length;
  }

  private _delete(name: string): void {
    this._length -= this._sizeAt(name);
    this._items.delete(name);
  }

  private _sizeAt(name: string): number {
    const item = this._items.get(name);
    return item ? sizeOf(item.value) : 0;
  }

  private _items = new Map<string, IOutboxItem>();
  private _length = 0;
}

/** Approximate size of an entry or a report (characters). */
export function sizeOf(value: ILogEntry | string): number {
  if (typeof value === 'string') {
    return value.length;
  }
  const { message, path, context } = value;
  return message.length + path.length + 200 + (context ? JSON.stringify(context).length : 0);
}

function isMinorEntry(value: ILogEntry | string | undefined): boolean {
  return typeof value === 'object' && rankOf(value.level) < rankOf('warning');
}
