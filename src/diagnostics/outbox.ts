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

/** An outbox that lives as long as the page. */
export class MemoryOutbox implements IOutbox {
  /** @param _size how many items at most; debug and info of the log go first. */
  constructor(private _size = 2000) {}

  put(items: readonly IOutboxItem[]): Promise<void> {
    for (const item of items) {
      this._items.set(JSON.stringify(item.key), item);
    }
    this._makeRoom();
    return Promise.resolve();
  }

  list(limit = Infinity): Promise<IOutboxItem[]> {
    return Promise.resolve([...this._items.values()].slice(0, limit));
  }

  remove(keys: readonly OutboxKey[]): Promise<void> {
    keys.forEach(key => this._items.delete(JSON.stringify(key)));
    return Promise.resolve();
  }

  private _makeRoom(): void {
    const surplus = this._items.size - this._size;
    if (surplus > 0) {
      const keys = [...this._items.keys()];
      const isMinor = (key: string) => isLesser(this._items.get(key)?.value);
      const victims = [...keys.filter(isMinor), ...keys.filter(key => !isMinor(key))];
      victims.slice(0, surplus).forEach(key => this._items.delete(key));
    }
  }

  private _items = new Map<string, IOutboxItem>();
}

function isLesser(value: ILogEntry | string | undefined): boolean {
  return typeof value === 'object' && rankOf(value.level) < rankOf('warning');
}
