import type { SpectrumValue } from '../../analysis/steps/values.js';
import { bytesIn } from '../../science/buffers.js';

/** Spectra passed by a client, by the digest of their numbers, within a budget in bytes. */
export class Tables {
  /** @param _budget bytes; a single larger spectrum is kept nevertheless. */
  constructor(private _budget: number) {}

  set(digest: string, value: SpectrumValue): void {
    this._delete(digest);
    this._values.set(digest, value);
    this._bytes += bytesIn(value);
    for (const other of this._values.keys()) {
      if (this._bytes > this._budget && other !== digest) {
        this._delete(other);
      }
    }
  }

  /** Becomes the most recently used; null if it is missing or was evicted. */
  get(digest: string): SpectrumValue | null {
    const value = this._values.get(digest);
    if (!value) {
      return null;
    }
    this._values.delete(digest);
    this._values.set(digest, value);
    return value;
  }

  private _delete(digest: string): void {
    const value = this._values.get(digest);
    this._bytes -= value ? bytesIn(value) : 0;
    this._values.delete(digest);
  }

  /** Least recently used first. */
  private _values = new Map<string, SpectrumValue>();
  private _bytes = 0;
}
