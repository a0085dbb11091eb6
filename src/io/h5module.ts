import type { ready } from 'h5wasm';

/** h5wasm's module; the package does not export its type by name. */
export type H5Module = Awaited<typeof ready>;
