import type { Metadata } from 'h5wasm';
import { XESError } from '../base/errors.js';
import type { H5Module } from './h5module.js';

/** The part of an object to read, and how; default: the whole dataset. */
export interface DataPart {
  /** An attribute of the object, '' for the object itself. */
  attribute?: string;
  /** Index of a single element to read, in C order. */
  index?: number;
  /** Id of a view to read it through. */
  view?: bigint | null;
  /** Initial value of each byte of the memory. */
  fill?: number;
}

/** A larger array is not an axis or counts of a scan, but a damaged size (bytes). */
const arrayLimit = 2 ** 28;

/**
 * Read a dataset or an attribute into memory that is always freed.
 * @param use receives the bytes, which are invalid after it returns, and the pointer to them.
 * @param failed creates the error to throw if HDF5's status reports a failure.
 * @throws XESError `file/unreadable` if it is too large
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
    // HEAPU8 is accessed after the read, which may have grown (and so replaced) the heap
    return use(module.HEAPU8.subarray(pointer, pointer + length), pointer);
  } finally {
    module._free(pointer);
  }
}

/** The position of an element along each axis. */
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
