import type { ICheck } from './check.js';
import type { ICutNumbers } from './environment.js';

const reinstall = 'Reinstall jupyterlab-xes: its files are damaged or of different versions.';

/** WebAssembly is available and computes. */
export const wasmCheck: ICheck = {
  id: 'wasm',
  title: 'WebAssembly',
  run: async environment => {
    const ok = (await environment.wasmSum(40, 2)) === 42;
    return {
      ok,
      detail: ok ? 'compiles and computes' : 'computes wrongly',
      remedy:
        'Allow WebAssembly in the browser (its strict modes forbid it), or use another browser.'
    };
  }
};

/** The HDF5 library writes and reads. */
export const tinyFileCheck: ICheck = {
  id: 'hdf5',
  title: 'HDF5 library',
  run: async environment => {
    const { written, read } = await environment.tinyFile();
    const ok = written.length === read.length && written.every((x, i) => Object.is(x, read[i]));
    return {
      ok,
      detail: ok ? 'a test file was read back exactly' : `read ${read.join(', ')}`,
      remedy: reinstall
    };
  }
};

/** The compute worker starts. */
export const computeCheck: ICheck = {
  id: 'compute',
  title: 'Compute worker',
  run: ({ computeWorker }) =>
    computeWorker
      ? computeWorker().then(() => ({ ok: true, detail: 'starts and answers', remedy: '' }))
      : null
};

/**
 * The CIE cut at 9659 ± 0.5 eV of the reference map, computed independently (by a Python script)
 * with + − × ÷ √ only, which are exact to the last bit everywhere.
 */
export const referenceNumbers: ICutNumbers = {
  energy: [8630.5, 8632.25, 8634],
  intensity: [0.03624408667062792, 0.08505519388621569, 0.14821503245823583],
  sigma: [0.001606491556809968, 0.00346947372548295, 0.003225117018164989]
};

/** The engine computes the same numbers here as elsewhere. */
export const numbersCheck: ICheck = {
  id: 'numbers',
  title: 'Numbers',
  run: environment => {
    const cut = environment.referenceCut();
    const ok = JSON.stringify(cut) === JSON.stringify(referenceNumbers);
    return Promise.resolve({
      ok,
      detail: ok ? 'a known cut, to the last digit' : `a known cut is ${JSON.stringify(cut)}`,
      remedy: `${reinstall} Until then trust no result of this installation.`
    });
  }
};
