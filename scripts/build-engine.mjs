// Bundle the command line: one file that runs on any Node, with the wasm inside. Filters of HDF5 lie beside it, for
// few files need them.
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './process.mjs';

/** How the command line is bundled, wherever that is. */
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
export async function buildEngine(folder) {
  const entryPoints = {
    'jupyterlab-xes': 'src/cli/bin.ts',
    serve: 'src/cli/serve/bin.ts',
    serveworker: 'src/cli/serve/workerbin.ts'
  };
  await build({
    ...bundling,
    absWorkingDir: root,
    entryPoints,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    // its ending for Node asks for a native addon, and is no faster with such small headers
    alias: { msgpackr: 'msgpackr/index-no-eval' }
  });
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
