// Bundle the engine for any Node: the command line, the process that Python talks to, and what both share, the wasm
// inside, which the thread that only talks does not load. Filters of HDF5 lie beside them, for few files need them.
import { cpSync, readdirSync, rmSync } from 'node:fs';
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
