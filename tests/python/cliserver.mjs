// The command line as a server, for tests: requests {words, cwd}, answers {code, out, err}. It runs what the binary's
// working thread runs, with the same bundling; signals, pipes and exit codes are tested on the binary itself.
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundling } from '../../scripts/build-engine.mjs';
import { serve } from './serve.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'xes-cli-'));
const outfile = path.join(folder, 'main.mjs');
await build({
  ...bundling,
  absWorkingDir: root,
  entryPoints: ['src/cli/main.ts'],
  outfile
});
const { run } = await import(pathToFileURL(outfile).href);
rmSync(folder, { recursive: true });

// what libraries print is part of the answer, as it is of the binary's output
const print = { out: '', err: '' };
const into = stream => text => {
  print[stream] += text;
  return true;
};
process.stdout.write = into('out');
process.stderr.write = into('err');

await serve(async ({ words, cwd }) => {
  process.chdir(cwd);
  print.out = print.err = '';
  const code = await run(words, { out: into('out'), err: into('err') });
  return { code, ...print };
});
