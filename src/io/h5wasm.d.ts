declare module '*/hdf5_util.js' {
  import type { ready } from 'h5wasm';

  const makeLibrary: (options: {
    noInitialRun: boolean;
    /** Emscripten's hook to instantiate the module. */
    instantiateWasm?: (
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void
    ) => object;
  }) => typeof ready;
  export default makeLibrary;
}
