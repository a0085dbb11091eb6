/** HDF5's view of a file: its size, and its bytes copied from a position on. */
export interface ReadableFile {
  readonly size: number;
  /** @returns the number of bytes copied. */
  readInto(target: Uint8Array, position: number): number;
}

/** Bytes that replace a file's own when reading. */
export interface Patch {
  at: number;
  bytes: Uint8Array;
}

/** A file with some bytes replaced when reading; the file itself is never written. */
export class PatchedFile implements ReadableFile {
  constructor(
    private _file: ReadableFile,
    private _patches: readonly Patch[]
  ) {}

  get size(): number {
    return this._file.size;
  }

  readInto(target: Uint8Array, position: number): number {
    const count = this._file.readInto(target, position);
    for (const { at, bytes } of this._patches) {
      const start = Math.max(at, position);
      const end = Math.min(at + bytes.length, position + count);
      if (start < end) {
        target.set(bytes.subarray(start - at, end - at), start - position);
      }
    }
    return count;
  }
}

/** Bytes of a file, fewer at its end. */
export function bytesOf(file: ReadableFile, start: number, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(length, file.size - start)));
  file.readInto(bytes, start);
  return bytes;
}
