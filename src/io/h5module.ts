import type { ready } from 'h5wasm';

/** h5wasm's module; the package does not export its type by name. */
export type H5Module = Awaited<typeof ready>;

/** A file that the HDF5 library has open; `file_id` is negative where it can't open it. */
export interface OpenedFile {
  readonly file_id: bigint;
}
