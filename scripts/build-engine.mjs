// Bundle the engine for any Node: the command line, the process that Python talks to, and what both share; the wasm, which
// only the thread that computes reads, and not before a file needs it. Filters of HDF5 lie beside them, for few files need them.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './process.mjs';

/** How the engine is bundled, wherever that is. */
export const bundling = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  charset: 'utf8',
  legalComments: 'none',
  // the bundle is ESM, the wasm loader inside asks for require
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);"
  },
  logLevel: 'warning'
};

/** The wasm that stands in the code of h5wasm as one long text, which takes longer to be parsed than a program to start. */
const wasmInText = /(function findWasmBinary\(\)\{)return binaryDecode\(('(?:[^'\\]|\\[^])*')\)\}/;

const wasmFile = 'h5wasm.wasm';

/** Puts the wasm of h5wasm into a file of its own, from which it is read as it is. */
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
      // as its own binaryDecode does
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

/** Has the engine import h5wasm by `lazyh5wasm.mjs`. */
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

/** The command line, and the process that Python talks to: a small file that talks, and one that computes. */
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
    // its ending for Node asks for a native addon, and is no faster with such small headers
    alias: { msgpackr: 'msgpackr/index-no-eval' }
  });
  const built = new Set(Object.keys(metafile.outputs).map(file => path.basename(file)));
  const earlier = readdirSync(folder).filter(name => name.endsWith('.mjs') && !built.has(name));
  earlier.forEach(name => rmSync(path.join(folder, name)));
}

/** Put the filters of HDF5 where a bundle beside that folder looks for them. */
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
