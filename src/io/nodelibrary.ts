import type { LibrarySource } from './h5library.js';

/** The HDF5 library anew, in this very process. */
export const nodeLibrary: LibrarySource = async () => {
  // by its place, for the package offers only a library that is made once: Node has no worker to be ended with it
  const { default: make } = await import('../../node_modules/h5wasm/dist/esm/hdf5_util.js');
  return make({ noInitialRun: true });
};
