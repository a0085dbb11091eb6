import { rankOf } from './levels.js';
import type { ILogEntry } from './entry.js';

/** An entry of the log, by its session and number; or a report, by its name. */
export type OutboxKey = readonly [session: string, seq: number] | string;

/** Something the server has not acknowledged yet. */
export interface IOutboxItem {
  key: OutboxKey;
  /** Contents path of the folder it belongs into; null where none was known yet. */
  folder: string | null;
  /** A report is kept as its text. */
  value: ILogEntry | string;
}

/**
 * What waits for the server. Bounded; what is put again under its key takes the place of the one
 * before. A store that is denied or full loses what it must and rejects nothing.
 */
export interface IOutbox {
  put(items: readonly IOutboxItem[]): Promise<void>;
  /** The oldest first: of each session in the order of its numbers. @param limit how many at most. */
  list(limit?: number): Promise<IOutboxItem[]>;
  remove(keys: readonly OutboxKey[]): Promise<void>;
}

export interface IMemoryOutboxOptions {
  /** How many items at most; debug and info of the log go first. */
  size?: number;
  /** How much in all (characters). */
  length?: number;
  /** Called with what had to go. */
  onDropped?: (keys: OutboxKey[]) => void;
}

/** An outbox that lives as long as the page. */
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
    const isMinor = ([, { value }]: [string, IOutboxItem]) => isLesser(value);
    const dropped: OutboxKey[] = [];
    for (const [name, { key }] of [...all.filter(isMinor), ...all.filter(one => !isMinor(one))]) {
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

/** About what an entry, or a report, takes (characters). */
export function sizeOf(value: ILogEntry | string): number {
  if (typeof value === 'string') {
    return value.length;
  }
  const { message, path, context } = value;
  return message.length + path.length + 200 + (context ? JSON.stringify(context).length : 0);
}

function isLesser(value: ILogEntry | string | undefined): boolean {
  return typeof value === 'object' && rankOf(value.level) < rankOf('warning');
}
