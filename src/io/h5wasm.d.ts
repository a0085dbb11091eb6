declare module '*/hdf5_util.js' {
  import type { ready } from 'h5wasm';

  const makeLibrary: (options: { noInitialRun: boolean }) => typeof ready;
  export default makeLibrary;
}
