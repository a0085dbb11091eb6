/** Bytes that can be read synchronously in parts. */
export interface ByteSource {
  readonly size: number;
  /** The server's or file system's modification time, as text; '' if unknown. */
  readonly lastModified: string;
  /**
   * Exactly the bytes from `start` up to `end` (exclusive).
   * @throws XESError `file/changed`, `file/unreachable`, …
   */
  read(start: number, end: number): Uint8Array;
  /**
   * When the first bytes were sent, by the server's clock (ms since 1970); NaN or absent if
   * unknown.
   */
  readonly served?: number;
  /** Called if the file turns out to be still being written: from then on it may grow. */
  mayGrow?(): void;
  /** The file's first bytes, if they arrived with the answer that gave its size. */
  readonly head?: Uint8Array;
  /**
   * As `read`, without blocking; absent if reading is cheap.
   * @param onBytes called with the number of bytes since its last call.
   * @throws as `read`
   */
  fetch?(
    start: number,
    end: number,
    signal: AbortSignal,
    onBytes: (bytes: number) => void
  ): Promise<Uint8Array>;
}

/** A file held in memory. */
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
