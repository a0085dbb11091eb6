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
  /** When the first bytes were sent, by the server's clock (ms since 1970); NaN or absent where unknown. */
  readonly served?: number;
  /** Called where the file turns out to be still written: from then on it may grow while it is read. */
  mayGrow?(): void;
  /** The file's first bytes, where they came with the answer that told its size. */
  readonly head?: Uint8Array;
  /**
   * The same as `read` without blocking; absent where reading costs next to nothing.
   * @param onBytes called with the bytes that arrived since its last call. @throws as `read`
   */
  fetch?(
    start: number,
    end: number,
    signal: AbortSignal,
    onBytes: (bytes: number) => void
  ): Promise<Uint8Array>;
}

/** A file that is wholly in memory. */
export class BufferSource implements ByteSource {
  constructor(
    private _bytes: Uint8Array,
    readonly lastModified = '',
    readonly served = NaN
  ) {}

  get size(): number {
    return this._bytes.length;
  }

  read(start: number, end: number): Uint8Array {
    return this._bytes.subarray(start, end);
  }
}
