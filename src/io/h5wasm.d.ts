declare module '*/hdf5_util.js' {
  import type { ready } from 'h5wasm';

  const makeLibrary: (options: {
    noInitialRun: boolean;
    /** Of Emscripten: makes an instance in its own way. */
    instantiateWasm?: (
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void
    ) => object;
  }) => typeof ready;
  export default makeLibrary;
}
