/** Bytes that can be read in pieces, synchronously. */
export interface ByteSource {
  readonly size: number;
  /** The server's or file system's time of the last change, as text; '' where unknown. */
  readonly lastModified: string;
  /**
   * The bytes from `start` up to `end` (exclusive), exactly as many.
   * @throws XESError `file/changed`, `file/unreachable`, …
   */
  read(start: number, end: number): Uint8Array;
}

/** A file that is wholly in memory. */
export class BufferSource implements ByteSource {
  constructor(
    private _bytes: Uint8Array,
    readonly lastModified = ''
  ) {}

  get size(): number {
    return this._bytes.length;
  }

  read(start: number, end: number): Uint8Array {
    return this._bytes.subarray(start, end);
  }
}
