import type { LibrarySource } from './h5library.js';

/** Creates a new instance of the HDF5 library in this process. */
export const nodeLibrary: LibrarySource = async () => {
  // imported by path, as the package exports a single shared instance only: in Node there is no
  // worker to terminate with it
  const { default: make } = await import('../../node_modules/h5wasm/dist/esm/hdf5_util.js');
  return make({ noInitialRun: true });
};
