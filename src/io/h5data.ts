import type { Metadata } from 'h5wasm';
import { XESError } from '../base/errors.js';
import type { H5Module } from './h5module.js';

/** What of an object is read, and how; a whole dataset without any of these. */
export interface DataPart {
  /** An attribute of the object, '' for the object itself. */
  attribute?: string;
  /** Index of the only element that is wanted, in C order. */
  index?: number;
  /** Another file to read it by. */
  view?: bigint | null;
  /** What each byte of the memory is before. */
  fill?: number;
}

/** An array larger than this is no axis or count of a scan, but a damaged size (bytes). */
const arrayLimit = 2 ** 28;

/**
 * Read a dataset or an attribute into memory that is freed in any case.
 * @param use is given the bytes, which are gone when it returns, and the pointer to them.
 * @param failed makes the error to throw where HDF5's status says that the read failed.
 * @throws XESError `file/unreadable` for one that is too large
 */
export function withData<T>(
  module: H5Module,
  file: bigint,
  path: string,
  metadata: Metadata,
  { attribute = '', index, fill }: DataPart,
  { use, failed }: { use: (bytes: Uint8Array, pointer: number) => T; failed: () => XESError }
): T {
  const length = (index === undefined ? Number(metadata.total_size) : 1) * metadata.size;
  const pointer = allocate(module, path, length);
  try {
    if (fill !== undefined) {
      module.HEAPU8.fill(fill, pointer, pointer + length);
    }
    const at = BigInt(pointer);
    const offset = index === undefined ? null : placeOf(index, metadata.shape ?? []);
    const ones = offset && offset.map(() => 1n);
    const status = attribute
      ? module.get_attribute_data(file, path, attribute, at)
      : module.get_dataset_data(file, path, ones, offset, ones, at);
    if (status < 0) {
      throw failed();
    }
    // HEAPU8 is taken after the read, which may have grown (and so replaced) the heap
    return use(module.HEAPU8.subarray(pointer, pointer + length), pointer);
  } finally {
    module._free(pointer);
  }
}

/** The place of an element along each axis. */
function placeOf(index: number, shape: readonly number[]): bigint[] {
  const place: bigint[] = [];
  for (let rest = index, k = shape.length - 1; k >= 0; k--) {
    const length = Number(shape[k]);
    place.unshift(BigInt(rest % length));
    rest = Math.floor(rest / length);
  }
  return place;
}

function allocate(module: H5Module, path: string, length: number): number {
  const pointer = length <= arrayLimit ? module._malloc(Math.max(length, 1)) : 0;
  if (pointer === 0) {
    throw new XESError(
      'file/unreadable',
      `${path} has ${Math.round(length / 2 ** 20)} MB, too many to be read at once: these are raw frames, perhaps. Name a smaller array, or reduce it with h5py.`
    );
  }
  return pointer;
}
