/** Blocks of bytes by key, the least recently used dropped beyond a limit in bytes. */
export class BlockCache {
  constructor(private _limit = 64 * 2 ** 20) {}

  /** Number of bytes in the cache. */
  get bytes(): number {
    return this._bytes;
  }

  get(key: string): Uint8Array | undefined {
    const block = this._blocks.get(key);
    if (block) {
      this._blocks.delete(key);
      this._blocks.set(key, block);
    }
    return block;
  }

  has(key: string): boolean {
    return this._blocks.has(key);
  }

  set(key: string, block: Uint8Array): void {
    this.delete(key);
    this._blocks.set(key, block);
    this._bytes += block.byteLength;
    for (const oldest of this._blocks.keys()) {
      if (this._bytes <= this._limit || this._blocks.size === 1) {
        break;
      }
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const block = this._blocks.get(key);
    if (block) {
      this._blocks.delete(key);
      this._bytes -= block.byteLength;
    }
  }

  clear(): void {
    this._blocks.clear();
    this._bytes = 0;
  }

  private _blocks = new Map<string, Uint8Array>();
  private _bytes = 0;
}
