import { XESError } from '../base/errors.js';
import type { BlockCache } from './blockcache.js';
import { FetchedParts, type FetchPart } from './fetchedparts.js';
import type { ByteSource } from './source.js';

export interface ICachedFileOptions {
  /** Size of a block, bytes. */
  blockSize?: number;
  /** Most bytes read ahead. */
  maxReadahead?: number;
  /** Most bytes of one request, so that a large array shows progress. */
  maxRequest?: number;
  /** Called with the number of bytes that arrived, and the number of requests started. */
  onFetch?: (bytes: number, requests: number) => void;
  /** Called when all bytes requested so far have arrived: large parts, or a complete file. */
  onArrived?: () => void;
}

/**
 * A file read in blocks through a cache. Missing neighbouring blocks are fetched in one request;
 * read-ahead doubles for consecutive requests.
 */
export class CachedFile {
  constructor(
    private _source: ByteSource,
    private _cache: BlockCache,
    private _key: string,
    private _options: ICachedFileOptions = {}
  ) {
    this._readahead = this._blockSize;
    const head = _source.head ?? new Uint8Array();
    this._seed(head);
    const count = (bytes: number) => this._options.onFetch?.(bytes, 0);
    const fetch: FetchPart = ({ start, end }, signal) => {
      this._options.onFetch?.(0, 1);
      if (_source.fetch) {
        return _source.fetch(start, end, signal, count);
      }
      const bytes = _source.read(start, end);
      count(bytes.length);
      return bytes;
    };
    this.parts = new FetchedParts(fetch, _options.onArrived, this._blockSize);
    this.parts.seed(0, head);
  }

  /** Large parts that are fetched separately from the blocks. */
  readonly parts: FetchedParts;

  get size(): number {
    return this._source.size;
  }

  /** The file is still being written: it may grow, but existing bytes do not change. */
  mayGrow(): void {
    this._source.mayGrow?.();
  }

  /** Number of blocks found in the cache. */
  hits = 0;
  /** Number of blocks fetched, excluding those read ahead. */
  misses = 0;

  /**
   * Copy bytes from `position` on into `target`.
   * @returns the number of bytes copied.
   * @throws as the source
   */
  readInto(target: Uint8Array, position: number): number {
    const end = Math.min(position + target.length, this.size);
    const held = this.parts.held({ start: position, end });
    if (held) {
      target.set(held);
      return held.length;
    }
    let at = position;
    while (at < end) {
      const block = Math.floor(at / this._blockSize);
      const found = this._cache.get(this._name(block));
      const bytes = found ?? this._fetch(block, end);
      if (found) {
        this.hits++;
      } else {
        this.misses++;
      }
      const offset = at - block * this._blockSize;
      const part = bytes.subarray(offset, Math.min(bytes.length, offset + end - at));
      target.set(part, at - position);
      at += part.length;
    }
    return Math.max(0, end - position);
  }

  /**
   * Fetch the missing blocks from `first` up to `end`, and some ahead.
   * @returns bytes from `first` on.
   */
  private _fetch(first: number, end: number): Uint8Array {
    const size = this._blockSize;
    const start = first * size;
    const follows = start === this._lastEnd;
    const limit = this._options.maxReadahead ?? 2 ** 20;
    this._readahead = follows ? Math.min(this._readahead * 2, limit) : size;
    const most = start + Math.max(size, this._options.maxRequest ?? 2 ** 23);
    const wanted = Math.min(Math.max(end, start + this._readahead), most, this.size);
    let last = first;
    while ((last + 1) * size < wanted && !this._cache.has(this._name(last + 1))) {
      last++;
    }
    const stop = Math.min((last + 1) * size, this.size);
    const bytes = this._source.read(start, stop);
    if (bytes.length !== stop - start) {
      throw new XESError(
        'file/changed',
        'The file became shorter while it was read. Reload the scan.'
      );
    }
    this._options.onFetch?.(bytes.length, 1);
    this._lastEnd = stop;
    this._keep(first, bytes);
    return bytes;
  }

  private _keep(first: number, bytes: Uint8Array): void {
    const size = this._blockSize;
    for (let offset = 0; offset < bytes.length; offset += size) {
      this._cache.set(this._name(first + offset / size), bytes.slice(offset, offset + size));
    }
  }

  /** Cache the complete blocks among a file's first bytes; its last block may be shorter. */
  private _seed(head: Uint8Array): void {
    const isAll = head.length === this.size;
    const whole = isAll ? head.length : head.length - (head.length % this._blockSize);
    if (head.length > 0) {
      this._options.onFetch?.(head.length, 1);
      this._keep(0, head.subarray(0, whole));
    }
  }

  private get _blockSize(): number {
    return this._options.blockSize ?? 2 ** 16;
  }

  private _name(block: number): string {
    return `${this._key}:${block}`;
  }

  private _lastEnd = -1;
  private _readahead: number;
}
