import type { Metadata } from 'h5wasm';
import { XESError } from '../base/errors.js';
import type { Run } from '../formats/preview.js';
import type { Tree, Unwritten } from '../formats/tree.js';
import { withData, type DataPart } from './h5data.js';
import { DatasetFilters } from './h5filters.js';
import { Links, type ExternalTarget } from './h5links.js';
import { damaged, withoutSources } from './h5failures.js';
import type { H5Module, OpenedFile } from './h5module.js';
import { H5Objects } from './h5objects.js';
import { isOverOthers, sourcesUnseen } from './h5sources.js';
import {
  fixedTexts,
  isNumeric,
  markUnwritten,
  ownFloat64,
  samples,
  textsAt,
  toFloat64,
  typeClass
} from './h5values.js';
import type { ReadAhead } from './readahead.js';
import type { UnfilledView } from './unfilled.js';

/** What a tree needs besides the library. */
export interface ITreeMeans {
  /** Detects values that were never written; without it they are fill values. */
  unfilled?: UnfilledView | null;
  /** Fetches announced datasets; without it HDF5 requests everything. */
  ahead?: ReadAhead | null;
  /** Installs filters; default: only built-in ones. */
  filters?: DatasetFilters;
  /** The objects by path. */
  objects?: H5Objects;
}

/**
 * A tree over an open h5wasm file. Reads check HDF5's status: without that a failed read returns
 * heap garbage.
 */
export class H5Tree implements Tree {
  /**
   * @param failure the byte source's last error, if any.
   * @param expected called with the number of bytes before they are read.
   */
  constructor(
    private _module: H5Module,
    private _file: OpenedFile,
    private _failure: () => unknown,
    private _expected: (bytes: number) => void = () => undefined,
    means: ITreeMeans = {}
  ) {
    this._unfilled = means.unfilled ?? null;
    this._ahead = means.ahead ?? null;
    this._filters = means.filters ?? new DatasetFilters(_module, _file.file_id);
    this._objects = means.objects ?? new H5Objects(_module, _file.file_id);
    this._links = new Links(_module, _file.file_id);
  }

  /** Set by the opener of the file. */
  isGrowing = false;

  announce(paths: readonly string[]): void {
    // uncompressed, as h5wasm does not provide the stored size of an array
    const bytes = paths.map(path => {
      const metadata = this._metadata(path);
      return metadata?.shape ? Number(metadata.total_size) * metadata.size : 0;
    });
    const known = this._known(paths);
    this._unfilled?.prepare(known);
    this._expected(bytes.reduce((a, b) => a + b, 0));
    this._ahead?.begin(known);
  }

  /** Wait for announced datasets (default: all); null if none are pending. */
  arriving(paths?: readonly string[]): Promise<void> | null {
    return this._ahead?.arriving(paths && this._known(paths)) ?? null;
  }

  /**
   * A separate tree of the same file: missing or broken objects it meets are not recorded in this
   * one.
   */
  apart(): H5Tree {
    return new H5Tree(this._module, this._file, this._failure, undefined, {
      ahead: this._ahead,
      filters: this._filters,
      objects: this._objects
    });
  }

  /**
   * Fetch runs of numbers, each separately; null if one of them is not part of a contiguous numeric
   * dataset, or could not be fetched.
   */
  runs(wanted: readonly Run[]): Promise<Float64Array[] | null> | null {
    const ahead = this._ahead;
    const found = wanted.flatMap(({ path, from, to }) => {
      const metadata = this._metadata(path);
      const extent =
        metadata && isNumeric(metadata) ? ahead?.runOf(path, metadata, from, to) : null;
      return metadata && extent ? [{ path, metadata, extent }] : [];
    });
    if (!ahead || found.length < wanted.length) {
      return null;
    }
    return ahead
      .fetch(found.map(({ extent }) => extent))
      .then(
        parts =>
          parts?.map((bytes, k) => ownFloat64(found[k].path, bytes, found[k].metadata)) ?? null
      );
  }

  private _known(paths: readonly string[]): [string, Metadata][] {
    return [...new Set(paths)]
      .map(path => [path, this._datasets.get(path)] as const)
      .filter((pair): pair is [string, Metadata] => !!pair[1]);
  }

  kind(path: string): 'group' | 'dataset' | 'missing' {
    const type = this._objects.type(path);
    const place = this.place(path, type);
    if (typeof place === 'string') {
      return place;
    }
    if (place !== null) {
      this._missing.add(`${place.file}:${place.at}`);
    }
    if (this._objects.isBroken(path, type)) {
      this._broken ??= path;
    }
    return 'missing';
  }

  /**
   * The object at a path, or the external link it passes through; null for neither. Nothing is
   * recorded.
   */
  place(
    path: string,
    type = this._objects.type(path)
  ): 'group' | 'dataset' | ExternalTarget | null {
    const { H5G_GROUP, H5G_DATASET } = this._module;
    return type === H5G_GROUP
      ? 'group'
      : type === H5G_DATASET
        ? 'dataset'
        : this._links.dangling(path, at => this._objects.type(at));
  }

  mention(path: string): boolean {
    return this.kind(path) === 'dataset';
  }

  names(path: string): string[] {
    return this.kind(path) === 'group'
      ? this._module.get_names(this._file.file_id, path, false)
      : [];
  }

  target(path: string): string {
    return this._links.targetOf(path);
  }

  isNumeric(path: string): boolean {
    const metadata = this._metadata(path);
    return !!metadata?.shape && isNumeric(metadata);
  }

  shape(path: string): number[] | null {
    return this._metadata(path)?.shape?.map(Number) ?? null;
  }

  /** Why a scan may seem incomplete; null if nothing is wrong. */
  get reason(): XESError | null {
    return this._broken === null ? null : damaged(this._broken);
  }

  /**
   * The first requested path that is listed in its group but can't be opened; null if there is
   * none.
   */
  get broken(): string | null {
    return this._broken;
  }

  numbers(path: string): Float64Array | null {
    const metadata = this._metadata(path);
    if (!metadata && this._objects.isBroken(path)) {
      throw damaged(path); // treating it as missing would change what is computed from the others
    }
    if (!metadata?.shape || !isNumeric(metadata)) {
      return null; // a null dataspace has no shape, and reading it leaves the heap unchanged
    }
    const absent = this._absentOf(path, metadata);
    const view = this._unfilled?.idFor(path, metadata) ?? null;
    if (view === null && isOverOthers(metadata)) {
      throw withoutSources(path, absent); // what is missing is unknown
    }
    const values = (fill?: number) =>
      this._withData(path, metadata, bytes => toFloat64(path, bytes, metadata), { view, fill });
    if (view === null) {
      return this._fetched(path, metadata) ?? values();
    }
    const { written, count } = markUnwritten(values, metadata);
    if (count > 0) {
      const size = written.length;
      this._unwritten.set(path, { path, count, size, ...(absent.length > 0 ? { absent } : {}) });
    }
    return written;
  }

  /**
   * The numbers of a dataset whose bytes were fetched; null if there are none, or HDF5 reads
   * different ones.
   */
  private _fetched(path: string, metadata: Metadata): Float64Array | null {
    const bytes = this._ahead?.bytesOf(path, metadata) ?? null;
    if (bytes === null) {
      return null;
    }
    const values = ownFloat64(path, bytes, metadata);
    const isRead = samples(bytes, metadata.size).every(index => {
      const one = this._withData(path, metadata, read => toFloat64(path, read, metadata), {
        index
      });
      return Object.is(one[0], values[index]);
    });
    return isRead ? values : null;
  }

  unwritten(): Unwritten[] {
    return [...this._unwritten.values()];
  }

  text(path: string): string | null {
    const metadata = this._metadata(path);
    return metadata ? this._text(path, '', metadata) : null;
  }

  attribute(path: string, name: string): string | null {
    const { file_id } = this._file;
    if (
      this.kind(path) === 'missing' ||
      !this._module.get_attribute_names(file_id, path).includes(name)
    ) {
      return null;
    }
    const metadata = this._module.get_attribute_metadata(file_id, path, name);
    if (metadata.type === typeClass.string) {
      return this._text(path, name, metadata);
    }
    if (!isNumeric(metadata)) {
      return null;
    }
    const where = `${path}@${name}`;
    const read = (bytes: Uint8Array) => toFloat64(where, bytes, metadata);
    const values = this._withData(path, metadata, read, { attribute: name });
    return values.length > 0 ? Array.from(values).join(', ') : null;
  }

  attributes(path: string, name: string): string[] {
    const { file_id } = this._file;
    if (
      this.kind(path) === 'missing' ||
      !this._module.get_attribute_names(file_id, path).includes(name)
    ) {
      return [];
    }
    const metadata = this._module.get_attribute_metadata(file_id, path, name);
    if (metadata.type !== typeClass.string) {
      return this.attribute(path, name)?.split(', ') ?? [];
    }
    return this._texts(path, name, metadata);
  }

  missingLinks(): string[] {
    return [...this._missing];
  }

  private _metadata(path: string): Metadata | null {
    const known = this._datasets.get(path);
    if (known || this.kind(path) !== 'dataset') {
      return known ?? null;
    }
    const stored = this._module.get_dataset_metadata(this._file.file_id, path);
    const metadata = this._unfilled?.extended(path, stored) ?? stored;
    this._datasets.set(path, metadata);
    return metadata;
  }

  /**
   * Other files that a virtual dataset lacks: HDF5 silently fills in for them.
   * @throws XESError if nothing else remains
   */
  private _absentOf(path: string, metadata: Metadata): string[] {
    if (!isOverOthers(metadata)) {
      return [];
    }
    const sources = this._unfilled?.absent(metadata) ?? sourcesUnseen(metadata);
    sources.absent.forEach(source => this._missing.add(source));
    if (sources.found.length === 0) {
      throw withoutSources(path, sources.absent);
    }
    return sources.absent;
  }

  private _text(path: string, attribute: string, metadata: Metadata): string | null {
    return this._texts(path, attribute, metadata)[0] ?? null;
  }

  /** All texts of a dataset or an attribute; empty if it holds something else. */
  private _texts(path: string, attribute: string, metadata: Metadata): string[] {
    const count = Number(metadata.total_size);
    const isText = metadata.type === typeClass.string && count > 0 && metadata.shape;
    if (!isText || isOverOthers(metadata)) {
      return []; // texts of missing files would be fill values
    }
    const all = (bytes: Uint8Array, pointer: number): string[] => {
      if (!metadata.vlen) {
        return fixedTexts(bytes, metadata.size);
      }
      try {
        return textsAt(bytes, text => this._module.UTF8ToString(text));
      } finally {
        this._module.reclaim_vlen_memory(this._file.file_id, path, attribute, BigInt(pointer));
      }
    };
    return this._withData(path, metadata, all, { attribute });
  }

  /** Read a dataset, or one of its attributes, into memory that is always freed. */
  private _withData<T>(
    path: string,
    metadata: Metadata,
    use: (bytes: Uint8Array, pointer: number) => T,
    part: DataPart = {}
  ): T {
    if (!part.attribute) {
      this._filters.prepare(path, metadata);
    }
    const { view } = part;
    const read = () =>
      withData(this._module, view ?? this._file.file_id, path, metadata, part, {
        use,
        failed: () => this._readError(path, part.attribute ? null : metadata)
      });
    return view && this._unfilled ? this._unfilled.reading(path, read) : read();
  }

  /** @param metadata of the dataset; null for an attribute. */
  private _readError(path: string, metadata: Metadata | null): XESError {
    const failure = this._failure();
    if (failure instanceof XESError) {
      return failure;
    }
    const elsewhere = metadata && this._unfilled?.external(path);
    return elsewhere ?? (metadata && this._filters.failure(path, metadata)) ?? damaged(path);
  }

  private _links: Links;
  private _unfilled: UnfilledView | null;
  private _ahead: ReadAhead | null;
  private _filters: DatasetFilters;
  private _objects: H5Objects;
  private _datasets = new Map<string, Metadata>();
  private _missing = new Set<string>();
  private _unwritten = new Map<string, Unwritten>();
  private _broken: string | null = null;
}
