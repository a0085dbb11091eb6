import type { Dataset, File as H5File, Group, Metadata, ready } from 'h5wasm';
import { XESError } from '../science/errors.js';
import type { Tree } from '../formats/tree.js';

/** h5wasm's module; the package does not export its type by name. */
export type H5Module = Awaited<typeof ready>;

/** A tree over an open h5wasm file. Reads check HDF5's status: without that a failed read is heap garbage. */
export class H5Tree implements Tree {
  /**
   * @param missing names the file system was asked for in vain.
   * @param failure what the byte source threw last, if anything.
   */
  constructor(
    private _module: H5Module,
    private _file: H5File,
    private _failure: () => unknown
  ) {}

  kind(path: string): 'group' | 'dataset' | 'missing' {
    const { H5G_GROUP, H5G_DATASET, H5G_UDLINK } = this._module;
    const type = this._type(path);
    if (type === H5G_UDLINK) {
      const { filename, obj_path } = this._module.get_external_link(this._file.file_id, path);
      this._missing.add(`${filename}:${obj_path}`);
      return 'missing';
    }
    return type === H5G_GROUP ? 'group' : type === H5G_DATASET ? 'dataset' : 'missing';
  }

  names(path: string): string[] {
    return this.kind(path) === 'group'
      ? this._module.get_names(this._file.file_id, path, false)
      : [];
  }

  shape(path: string): number[] | null {
    return this._metadata(path)?.shape?.map(Number) ?? null;
  }

  numbers(path: string): Float64Array | null {
    const metadata = this._metadata(path);
    if (!metadata || metadata.type > 1) {
      return null; // H5T_INTEGER is 0 and H5T_FLOAT is 1
    }
    return this._withData(path, metadata, bytes => toFloat64(bytes, metadata));
  }

  text(path: string): string | null {
    const metadata = this._metadata(path);
    if (!metadata || metadata.type !== 3) {
      return null; // H5T_STRING
    }
    if (metadata.vlen) {
      const value = this._dataset(path);
      return typeof value === 'string' ? value.trim() : null;
    }
    return this._withData(path, metadata, bytes => {
      const one = bytes.subarray(0, metadata.size);
      const end = one.indexOf(0);
      return new TextDecoder().decode(end < 0 ? one : one.subarray(0, end)).trim();
    });
  }

  attribute(path: string, name: string): string | null {
    if (this.kind(path) === 'missing') {
      return null;
    }
    const object = this._file.get(path) as Dataset | Group | null;
    const value: unknown = object?.attrs[name]?.value;
    return value === undefined || value === null ? null : String(value as string | number);
  }

  missingLinks(): string[] {
    return [...this._missing];
  }

  private _type(path: string): number {
    try {
      return this._module.get_type(this._file.file_id, path);
    } catch {
      return -1;
    }
  }

  private _metadata(path: string): Metadata | null {
    return this.kind(path) === 'dataset'
      ? this._module.get_dataset_metadata(this._file.file_id, path)
      : null;
  }

  private _dataset(path: string): unknown {
    const value = (this._file.get(path) as { value?: unknown } | null)?.value;
    return Array.isArray(value) ? (value[0] as unknown) : value;
  }

  private _withData<T>(path: string, metadata: Metadata, use: (bytes: Uint8Array) => T): T {
    const count = (metadata.shape ?? []).reduce((a, b) => a * Number(b), 1);
    const length = count * metadata.size;
    const pointer = this._module._malloc(Math.max(length, 1));
    try {
      const status = this._module.get_dataset_data(
        this._file.file_id,
        path,
        null,
        null,
        null,
        BigInt(pointer)
      );
      if (status < 0) {
        throw this._readError(path);
      }
      return use(this._module.HEAPU8.subarray(pointer, pointer + length));
    } finally {
      this._module._free(pointer);
    }
  }

  private _readError(path: string): XESError {
    const failure = this._failure();
    if (failure instanceof XESError) {
      return failure;
    }
    const filters = this._module
      .get_dataset_filters(this._file.file_id, path)
      .filter(filter => filter.id > 255)
      .map(filter => filter.name);
    return filters.length > 0
      ? new XESError('filter/missing', `${path} is compressed by ${filters.join(', ')}, which is not built in.`)
      : new XESError('file/truncated', `${path} can't be read: the file is damaged or was cut off.`);
  }

  private _missing = new Set<string>();
}

function toFloat64(bytes: Uint8Array, { type, size, signed, littleEndian }: Metadata): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = reader(view, type === 1, size, signed, littleEndian);
  const result = new Float64Array(bytes.length / size);
  for (let i = 0; i < result.length; i++) {
    result[i] = read(i * size);
  }
  return result;
}

function reader(
  view: DataView,
  isFloat: boolean,
  size: number,
  signed: boolean,
  little: boolean
): (offset: number) => number {
  if (isFloat) {
    return size === 8 ? o => view.getFloat64(o, little) : o => view.getFloat32(o, little);
  }
  switch (size) {
    case 1:
      return signed ? o => view.getInt8(o) : o => view.getUint8(o);
    case 2:
      return signed ? o => view.getInt16(o, little) : o => view.getUint16(o, little);
    case 4:
      return signed ? o => view.getInt32(o, little) : o => view.getUint32(o, little);
    default:
      return signed
        ? o => Number(view.getBigInt64(o, little))
        : o => Number(view.getBigUint64(o, little));
  }
}
