import type { StepPart } from '../steps/part.js';
import { retainedBuffers } from '../../science/buffers.js';

/** Cost of an entry apart from its arrays: numbers, a fit's report (bytes). */
const overhead = 2000;

interface Entry {
  parts: readonly StepPart[];
  /** Buffers that the entry keeps alive, possibly shared with other entries. */
  buffers: ReadonlySet<ArrayBuffer>;
}

/**
 * Results by key; beyond a budget in bytes the least recently used are evicted. Pinned results are
 * never evicted, even over budget: they are on screen, or are inputs of the step being edited.
 * Arrays that a result shares with its inputs, as a cut does with its map, are included, but
 * counted only once among all entries.
 */
export class Memo {
  /** @param budget bytes; may be changed. */
  constructor(private _budget = Infinity) {}

  /** Bytes held. */
  get bytes(): number {
    return this._bytes;
  }

  get size(): number {
    return this._entries.size;
  }

  get budget(): number {
    return this._budget;
  }

  set budget(bytes: number) {
    this._budget = bytes;
    this._evict();
  }

  /** The result with this key, which becomes the most recently used. */
  get(key: string): readonly StepPart[] | undefined {
    const entry = this._entries.get(key);
    if (entry) {
      this._entries.delete(key);
      this._entries.set(key, entry);
    }
    return entry?.parts;
  }

  has(key: string): boolean {
    return this._entries.has(key);
  }

  set(key: string, parts: readonly StepPart[]): void {
    this.delete(key);
    const buffers = retainedBuffers(parts);
    this._entries.set(key, { parts, buffers });
    this._bytes += overhead;
    for (const buffer of buffers) {
      const holders = this._holders.get(buffer) ?? 0;
      this._bytes += holders === 0 ? buffer.byteLength : 0;
      this._holders.set(buffer, holders + 1);
    }
    this._evict(this._budget, key);
  }

  delete(key: string): void {
    const entry = this._entries.get(key);
    if (entry) {
      this._entries.delete(key);
      this._bytes -= overhead;
      entry.buffers.forEach(buffer => this._forget(buffer));
    }
  }

  private _forget(buffer: ArrayBuffer): void {
    const others = (this._holders.get(buffer) ?? 0) - 1;
    if (others > 0) {
      this._holders.set(buffer, others);
      return;
    }
    this._holders.delete(buffer);
    this._bytes -= buffer.byteLength;
  }

  clear(): void {
    this._entries.clear();
    this._holders.clear();
    this._bytes = 0;
  }

  /** Pin these results, replacing the previous pins of this owner. */
  pin(owner: string, keys: Iterable<string>): void {
    const all = new Set(keys);
    if (all.size > 0) {
      this._pins.set(owner, all);
    } else {
      this._pins.delete(owner);
    }
    this._evict();
  }

  unpin(owner: string): void {
    this._pins.delete(owner);
    this._evict();
  }

  /**
   * Evict results that are not pinned, the least recently used first, down to a limit in bytes.
   * @returns bytes freed.
   */
  release(limit = 0): number {
    return this._evict(limit);
  }

  /** @param spared a key that is not evicted because it was just added. */
  private _evict(limit = this._budget, spared?: string): number {
    const before = this._bytes;
    for (const key of this._entries.keys()) {
      if (this._bytes <= limit) {
        break;
      }
      if (key !== spared && !this._isPinned(key)) {
        this.delete(key);
      }
    }
    return before - this._bytes;
  }

  private _isPinned(key: string): boolean {
    return [...this._pins.values()].some(keys => keys.has(key));
  }

  private _entries = new Map<string, Entry>();
  /** Number of entries that keep each buffer alive. */
  private _holders = new Map<ArrayBuffer, number>();
  private _pins = new Map<string, ReadonlySet<string>>();
  private _bytes = 0;
}
