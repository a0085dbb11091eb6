import type { ready } from 'h5wasm';

/** h5wasm's module; the package does not export its type by name. */
export type H5Module = Awaited<typeof ready>;

/** A file opened by the HDF5 library; `file_id` is negative if that failed. */
export interface OpenedFile {
  readonly file_id: bigint;
}
