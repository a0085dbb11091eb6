// Bundle the engine for Node: the command line, the process for Python, and their common code; the
// wasm, which only the computing thread reads when a file needs it. HDF5's filters are separate
// files, as few scans need them.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './process.mjs';

/** Options of the engine's bundle, wherever it is built. */
export const bundling = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  charset: 'utf8',
  legalComments: 'none',
  // the bundle is ESM, but the wasm loader in it calls require
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);"
  },
  logLevel: 'warning'
};

/**
 * The wasm in the code of h5wasm is a long string, which takes longer to parse than a program takes
 * to start.
 */
const wasmInText = /(function findWasmBinary\(\)\{)return binaryDecode\(('(?:[^'\\]|\\[^])*')\)\}/;

const wasmFile = 'h5wasm.wasm';

/** Moves the wasm of h5wasm to a separate binary file. */
const wasmAsFile = {
  name: 'wasm-as-file',
  setup({ onLoad, initialOptions }) {
    onLoad({ filter: /h5wasm[\\/]dist[\\/]esm[\\/]hdf5_util\.js$/ }, ({ path: file }) => {
      const code = readFileSync(file, 'utf8');
      const [whole, head, literal] = wasmInText.exec(code) ?? [];
      if (!whole) {
        throw new Error(`The wasm is not where it was in ${file}.`);
      }
      const text = new Function(`return ${literal};`)();
      // the same decoding as in its binaryDecode
      const bytes = Uint8Array.from(text, sign => (~sign.charCodeAt(0) >> 8) & sign.charCodeAt(0));
      if (!WebAssembly.validate(bytes)) {
        throw new Error(`The wasm of ${file} is none.`);
      }
      mkdirSync(initialOptions.outdir, { recursive: true });
      writeFileSync(path.join(initialOptions.outdir, wasmFile), bytes);
      const read = `${head}return __readFileSync(new URL('./${wasmFile}', import.meta.url))}`;
      return {
        contents: `import { readFileSync as __readFileSync } from 'node:fs';\n${code.replace(whole, () => read)}`,
        loader: 'js'
      };
    });
  }
};

/** Makes the engine import h5wasm through `lazyh5wasm.mjs`. */
const lazyH5wasm = {
  name: 'lazy-h5wasm',
  setup({ onResolve, resolve }) {
    const how = { kind: 'import-statement', resolveDir: root, pluginData: 'itself' };
    onResolve({ filter: /^h5wasm$/ }, ({ pluginData }) =>
      pluginData === 'itself' ? null : { path: path.join(root, 'scripts/lazyh5wasm.mjs') }
    );
    onResolve({ filter: /^h5wasm\?itself$/ }, () => resolve('h5wasm', how));
  }
};

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await buildEngine(path.join(root, 'jupyterlab_xes/engine'));
  copyFilters(path.join(root, 'jupyterlab_xes/engine/filters'));
}

/**
 * The command line, and the process for Python: a small file for communication, and one for
 * computation.
 */
async function buildEngine(folder) {
  const { metafile } = await build({
    ...bundling,
    absWorkingDir: root,
    entryPoints: {
      'jupyterlab-xes': 'src/cli/bin.ts',
      serve: 'src/cli/serve/bin.ts',
      serveworker: 'src/cli/serve/workerbin.ts'
    },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    metafile: true,
    plugins: [lazyH5wasm, wasmAsFile],
    // its entry for Node needs a native addon, and is no faster with such small headers
    alias: { msgpackr: 'msgpackr/index-no-eval' }
  });
  const built = new Set(Object.keys(metafile.outputs).map(file => path.basename(file)));
  const earlier = readdirSync(folder).filter(name => name.endsWith('.mjs') && !built.has(name));
  earlier.forEach(name => rmSync(path.join(folder, name)));
}

/** Copy HDF5's filters to the folder next to a bundle, where it looks for them. */
export function copyFilters(to) {
  const from = path.join(root, 'node_modules/h5wasm-plugins');
  rmSync(to, { recursive: true, force: true });
  for (const name of ['lzf', 'blosc', 'lz4', 'bshuf', 'zstd', 'blosc2']) {
    cpSync(path.join(from, 'plugins', `libH5Z${name}.so`), path.join(to, `libH5Z${name}.so`));
  }
  for (const name of ['LICENSE', 'COPYING']) {
    cpSync(path.join(from, name), path.join(to, name));
  }
}
