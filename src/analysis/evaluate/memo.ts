import type { StepPart } from '../steps/part.js';
import { retainedBuffers } from '../../science/buffers.js';

/** An entry costs something without arrays too: numbers, a fit's report (bytes). */
const overhead = 2000;

interface Entry {
  parts: readonly StepPart[];
  /** What it keeps alive, which others may keep too. */
  buffers: ReadonlySet<ArrayBuffer>;
}

/**
 * Results by key, the least recently used dropped beyond a budget in bytes. Pinned results are never dropped, even
 * over budget: they are on screen, or are inputs of the step being edited. What a result keeps of what it was made of, as a
 * cut does of its map, counts too, and once, however many keep it.
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

  /** The result of that key, as the most recently used. */
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

  /** Pin these, replacing the previous pins of this owner. */
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

  /** Evict what is not pinned, the least recently used first, down to a limit in bytes. @returns bytes freed. */
  release(limit = 0): number {
    return this._evict(limit);
  }

  /** @param spared a key that is not dropped because it was just added. */
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
  /** How many entries keep each buffer. */
  private _holders = new Map<ArrayBuffer, number>();
  private _pins = new Map<string, ReadonlySet<string>>();
  private _bytes = 0;
}
