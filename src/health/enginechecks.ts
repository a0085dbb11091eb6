import type { ICheck } from './check.js';
import type { ICutNumbers } from './environment.js';

const reinstall = 'Install jupyterlab-xes anew: its files are damaged or of two versions.';

/** WebAssembly is there and computes. */
export const wasmCheck: ICheck = {
  id: 'wasm',
  title: 'WebAssembly',
  run: async environment => {
    const ok = (await environment.wasmSum(40, 2)) === 42;
    return {
      ok,
      detail: ok ? 'compiles and computes' : 'computes wrongly',
      remedy: 'Allow WebAssembly in the browser (its strict modes forbid it), or use another one.'
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
      detail: ok ? 'a tiny file came back bit by bit' : `read ${read.join(', ')}`,
      remedy: reinstall
    };
  }
};

/** What is shown is computed in a worker of its own. */
export const computeCheck: ICheck = {
  id: 'compute',
  title: 'Compute worker',
  run: ({ computeWorker }) =>
    computeWorker
      ? computeWorker().then(() => ({ ok: true, detail: 'starts and answers', remedy: '' }))
      : null
};

/**
 * The CIE cut at 9659 ± 0.5 eV of the reference map, computed by other means (a script in Python);
 * only + − × ÷ √ lead to it, which are the same to the last bit everywhere.
 */
export const referenceNumbers: ICutNumbers = {
  energy: [8630.5, 8632.25, 8634],
  intensity: [0.03624408667062792, 0.08505519388621569, 0.14821503245823583],
  sigma: [0.001606491556809968, 0.00346947372548295, 0.003225117018164989]
};

/** The science computes here what it computes elsewhere. */
export const numbersCheck: ICheck = {
  id: 'numbers',
  title: 'Numbers',
  run: environment => {
    const found = environment.referenceCut();
    const ok = JSON.stringify(found) === JSON.stringify(referenceNumbers);
    return Promise.resolve({
      ok,
      detail: ok ? 'a known cut, to the last digit' : `a known cut is ${JSON.stringify(found)}`,
      remedy: `${reinstall} Until then trust no result of this installation.`
    });
  }
};
