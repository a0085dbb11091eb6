import type { SpectrumValue } from '../../analysis/steps/values.js';
import { bytesIn } from '../../science/buffers.js';

/** Spectra that a client handed over, by the digest of their numbers, within a budget in bytes. */
export class Tables {
  /** @param _budget bytes; one that is larger alone is held all the same. */
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

  /** As the most recently used; null where it is not here, or no longer. */
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

  /** Oldest use first. */
  private _values = new Map<string, SpectrumValue>();
  private _bytes = 0;
}
