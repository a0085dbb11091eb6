// Bundle the command line: one file that runs on any Node, with the wasm inside.
import { build } from 'esbuild';

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
  await build({
    ...bundling,
    entryPoints: ['src/cli/bin.ts'],
    outfile: 'jupyterlab_xes/engine/jupyterlab-xes.mjs'
  });
}
