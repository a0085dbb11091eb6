import type { File as H5File, Metadata } from 'h5wasm';
import { XESError } from '../base/errors.js';
import { isFullyAllocated } from './h5chunks.js';
import { checksumPatch, messageType, withoutFill, type HeaderMessage } from './h5header.js';
import type { ObjectHeaders } from './h5headers.js';
import { isUnallocated } from './h5layout.js';
import { hdf5Log } from './h5log.js';
import type { H5Module } from './h5module.js';
import type { Patch } from './patchedfile.js';

/** The same file, opened again with other bytes in some places; the last one opened is closed by its owner. */
export type Reopen = (patches: readonly Patch[]) => H5File;

/**
 * Distinguishes what was written from what HDF5 makes up: of chunks that were never written and of the unmapped part of
 * a virtual dataset it gives the fill value, and says nothing. Here the file is read through a second view in
 * which the datasets' headers say that nothing is filled, so that such values stay as memory was before.
 */
export class UnfilledView {
  constructor(
    private _module: H5Module,
    private _file: H5File,
    private _headers: ObjectHeaders,
    private _reopen: Reopen
  ) {}

  /** Prepare datasets together, for each further one costs opening the view again. */
  prepare(datasets: Iterable<[string, Metadata]>): void {
    for (const [path, metadata] of datasets) {
      this._mayLack(path, metadata);
    }
  }

  /** The view's id to read a dataset by; null where all of it was written. */
  idFor(path: string, metadata: Metadata): bigint | null {
    if (!this._mayLack(path, metadata)) {
      return null;
    }
    this._view ??= this._reopen(this._patches);
    return this._view.file_id >= 0n ? this._view.file_id : null;
  }

  /** What is said of a dataset whose numbers are stored in separate files beside this one; null of any other. */
  external(path: string): XESError | null {
    return this._headers.messages(path).some(({ type }) => type === messageType.external)
      ? new XESError(
          'file/unreadable',
          `${path} keeps its numbers in another file beside this one, which is not read here. Convert the scan to one file (h5repack).`,
          { cause: hdf5Log() }
        )
      : null;
  }

  private _mayLack(path: string, metadata: Metadata): boolean {
    const known = this._known.get(path);
    if (known !== undefined) {
      return known;
    }
    this._known.set(path, false); // a virtual dataset may lead back to itself
    const sources = metadata.virtual_sources?.map(({ dset_name }) => dset_name) ?? [];
    sources.forEach(source => this._patchSource(source));
    const messages = this._headers.messages(path);
    const mayLack =
      sources.length > 0 || messages.some(isUnallocated) || this._lacksChunks(metadata, messages);
    const isPatched = mayLack && this._patch(messages);
    this._known.set(path, isPatched);
    return isPatched;
  }

  /** The second view costs opening the file again, which a dataset that was written whole needs not. */
  private _lacksChunks({ chunks, shape }: Metadata, messages: readonly HeaderMessage[]): boolean {
    if (!chunks) {
      return false;
    }
    const layout = messages.find(({ type }) => type === messageType.layout);
    const chunking = { shape: (shape ?? []).map(Number), chunk: chunks.map(Number) };
    return (
      !layout || !isFullyAllocated(this._headers.read, layout.body, this._headers.base, chunking)
    );
  }

  /** What a virtual dataset is made of may itself be unwritten. */
  private _patchSource(name: string): void {
    const path = name.startsWith('/') ? name : `/${name}`;
    try {
      if (this._module.get_type(this._file.file_id, path) === this._module.H5G_DATASET) {
        this._mayLack(path, this._module.get_dataset_metadata(this._file.file_id, path));
      }
    } catch {
      // what is not there can't be written
    }
  }

  private _patch(messages: readonly HeaderMessage[]): boolean {
    const fill = messages.find(({ type }) => type === messageType.fill);
    const isShared = ((fill?.flags ?? 0) & 2) !== 0;
    const patch = fill && !isShared ? withoutFill(fill) : null;
    if (!fill || !patch) {
      return false;
    }
    this._patches.push(patch);
    if (fill.checksummed) {
      this._patches.push(checksumPatch(this._headers.read, fill.checksummed, patch));
    }
    this._view = null;
    return true;
  }

  private _known = new Map<string, boolean>();
  private _patches: Patch[] = [];
  private _view: H5File | null = null;
}
