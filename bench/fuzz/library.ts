import makeLibrary from '../../node_modules/h5wasm/dist/esm/hdf5_util.js';
import type { LibrarySource } from '../../src/io/h5library.js';

let compiled: WebAssembly.Module | null = null;

/**
 * A new instance of the HDF5 library, compiled only once: each of thousands of damaged files gets a
 * new one.
 */
export const fuzzLibrary: LibrarySource = async () => {
  const known = compiled;
  if (!known) {
    return compiling(() => makeLibrary({ noInitialRun: true }));
  }
  return makeLibrary({
    noInitialRun: true,
    instantiateWasm: (imports, receive) => {
      void WebAssembly.instantiate(known, imports).then(instance => receive(instance, known));
      return {};
    }
  });
};

/** Emscripten does not expose the module that it compiles. */
async function compiling<T>(work: () => Promise<T>): Promise<T> {
  const own = WebAssembly.instantiate;
  WebAssembly.instantiate = (async (bytes: BufferSource, imports?: WebAssembly.Imports) => {
    const made = await own(bytes, imports);
    compiled = made.module;
    return made;
  }) as typeof own;
  try {
    return await work();
  } finally {
    WebAssembly.instantiate = own;
  }
}
