// `npm run generate`: write the files generated from descriptions in the code, such as the schema
// of analyses and the manual of the command line. A test fails if they are out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const outfile = '.cache/generated.mjs';
await build({
  entryPoints: ['src/cli/generated.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);"
  },
  logLevel: 'warning'
});
const { generated } = await import(new URL(`../${outfile}`, import.meta.url));
for (const [path, text] of generated(path => readFileSync(path, 'utf8'))) {
  writeFileSync(path, text);
  console.log(path);
}
