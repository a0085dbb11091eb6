import type { Metadata } from 'h5wasm';
import { XESError } from '../base/errors.js';
import { isFullyAllocated } from './h5chunks.js';
import { checksumPatch, messageType, withoutFill, type HeaderMessage } from './h5header.js';
import type { ObjectHeaders } from './h5headers.js';
import { isUnallocated } from './h5layout.js';
import { hdf5Log } from './h5log.js';
import type { H5Module, OpenedFile } from './h5module.js';
import { isOverOthers, type Sources, type VirtualSource } from './h5sources.js';
import type { Patch } from './patchedfile.js';

/** The surroundings of a file's datasets, in the file and in others, and how to reopen it. */
export interface Surroundings {
  /** Whether other files are searched for. */
  readonly isOpen: boolean;
  sourcesOf(metadata: Metadata): Sources;
  /** Mark a dataset of another file as one that may lack values. */
  mark(source: VirtualSource): void;
  /** @throws XESError if a virtual dataset refers to itself: HDF5 would loop forever */
  requireNoCircle(source: VirtualSource): void;
  /**
   * Make the files with a dataset's raw numbers available.
   * @throws XESError if they are missing or too short
   */
  addRaw(path: string, messages: readonly HeaderMessage[], bytes: number): void;
  /** Called when the patches of a file changed. */
  patched(): void;
  /** The file, reopened with all patches and all other files around it; null if that fails. */
  view(): bigint | null;
  /**
   * Run work during which HDF5 finds the other files.
   * @param hasRaw whether raw numbers are read
   */
  during<T>(hasRaw: boolean, work: () => T): T;
}

/**
 * Distinguishes written values from fill values: for chunks that were never written and for the
 * unmapped part of a virtual dataset HDF5 silently returns the fill value. Here the file is read
 * through a second view in which the datasets' headers say that nothing is filled, so that such
 * values leave the memory unchanged.
 */
export class UnfilledView {
  constructor(
    private _module: H5Module,
    private _file: OpenedFile,
    private _headers: ObjectHeaders,
    private _around: Surroundings
  ) {}

  /** Replacements of some of the file's bytes in a view. */
  readonly patches: Patch[] = [];

  /** Prepare datasets together, as each further one would require reopening the view. */
  prepare(datasets: Iterable<[string, Metadata]>): void {
    for (const [path, metadata] of datasets) {
      this._mayLack(path, metadata);
    }
  }

  /**
   * The id of the view to read a dataset through; null if it was completely written, in the file
   * itself.
   */
  idFor(path: string, metadata: Metadata): bigint | null {
    const hasRaw = this._around.isOpen && this._hasRaw(path);
    if (hasRaw) {
      const bytes = Number(metadata.total_size) * metadata.size;
      this._around.addRaw(path, this._headers.messages(path), bytes);
    }
    this._around.requireNoCircle({ file: this._file.file_id, path, metadata });
    return this._mayLack(path, metadata) || hasRaw ? this._around.view() : null;
  }

  /** Read a dataset through the view. */
  reading<T>(path: string, read: () => T): T {
    return this._around.during(this._hasRaw(path), read);
  }

  /**
   * Data that a virtual dataset lacks from other files, as `file:/path`; null if these are not
   * searched for.
   */
  absent(metadata: Metadata): Sources | null {
    return this._around.isOpen ? this._around.sourcesOf(metadata) : null;
  }

  /** Metadata of a virtual dataset, with the extent given by its sources in other files. */
  extended(path: string, metadata: Metadata): Metadata {
    const { shape, maxshape } = metadata;
    const mayGrow = maxshape?.some((length, k) => length !== shape?.[k]) ?? false;
    if (!mayGrow || !this._around.isOpen || !isOverOthers(metadata)) {
      return metadata;
    }
    this._mayLack(path, metadata);
    const view = this._around.view();
    return view === null
      ? metadata
      : this._around.during(false, () => this._module.get_dataset_metadata(view, path));
  }

  /** Check whether a dataset may lack values, and make views show that. */
  mark(path: string, metadata: Metadata): void {
    this._mayLack(path, metadata);
  }

  /** The error for a dataset whose numbers are stored in separate files; null for any other. */
  external(path: string): XESError | null {
    return this._hasRaw(path)
      ? new XESError(
          'file/unreadable',
          `${path} keeps its numbers in another file beside this one, which is not read here. Convert the scan to one file (h5repack).`,
          { cause: hdf5Log() }
        )
      : null;
  }

  private _hasRaw(path: string): boolean {
    return this._headers.messages(path).some(({ type }) => type === messageType.external);
  }

  private _mayLack(path: string, metadata: Metadata): boolean {
    const known = this._known.get(path);
    if (known !== undefined) {
      return known;
    }
    this._known.set(path, false); // a virtual dataset may refer to itself
    const isVirtual = (metadata.virtual_sources?.length ?? 0) > 0;
    for (const source of isVirtual ? this._around.sourcesOf(metadata).found : []) {
      const isOwn = source.file === this._file.file_id;
      if (isOwn) {
        this._mayLack(source.path, source.metadata);
      } else {
        this._around.mark(source);
      }
    }
    const messages = this._headers.messages(path);
    const mayLack =
      isVirtual || messages.some(isUnallocated) || this._lacksChunks(metadata, messages);
    const isPatched = mayLack && this._patch(messages);
    this._known.set(path, isPatched);
    return isPatched;
  }

  /**
   * The second view requires reopening the file, which a completely written dataset does not need.
   */
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

  private _patch(messages: readonly HeaderMessage[]): boolean {
    const fill = messages.find(({ type }) => type === messageType.fill);
    const isShared = ((fill?.flags ?? 0) & 2) !== 0;
    const patch = fill && !isShared ? withoutFill(fill) : null;
    if (!fill || !patch) {
      return false;
    }
    this.patches.push(patch);
    if (fill.checksummed) {
      this.patches.push(checksumPatch(this._headers.read, fill.checksummed, patch));
    }
    this._around.patched();
    return true;
  }

  private _known = new Map<string, boolean>();
}
