import { readHeader, type HeaderMessage, type ReadBytes } from './h5header.js';
import type { H5Module, OpenedFile } from './h5module.js';

/**
 * The headers of a file's objects, each read once from its bytes; for files with addresses of 8
 * bytes.
 */
export class ObjectHeaders {
  /** @param base offset in the file that addresses are relative to. */
  constructor(
    private _module: H5Module,
    private _file: OpenedFile,
    readonly read: ReadBytes,
    readonly base: number
  ) {}

  /** The messages of the object at a path; empty if its header can't be read. */
  messages(path: string): HeaderMessage[] {
    let known = this._known.get(path);
    if (!known) {
      const reference = this._module.create_object_reference(this._file.file_id, path);
      let address = 0;
      for (let i = 7; i >= 0; i--) {
        address = address * 256 + reference[i];
      }
      const isSound = address > 0 && address < Number.MAX_SAFE_INTEGER;
      known = isSound ? readHeader(this.read, address, this.base) : [];
      this._known.set(path, known);
    }
    return known;
  }

  private _known = new Map<string, HeaderMessage[]>();
}
