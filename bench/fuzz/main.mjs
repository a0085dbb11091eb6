// Thousands of damaged scans: npm run fuzz [-- --seconds 60 --seed 1 --only NAME]. Each is read
// correctly, in part with a warning, or refused with a code; none hangs. Faults are printed as file
// and seed, which reproduce them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { bundling, copyFilters } from '../../scripts/build-engine.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, '.cache/fuzz');
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' }
  }
});
/** A longer read counts as hanging (ms). */
const patience = 20_000;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const thread = path.join(folder, 'thread.mjs');
await build({
  ...bundling,
  entryPoints: [path.join(root, 'bench/fuzz/thread.ts')],
  outfile: thread
});
copyFilters(path.join(folder, 'filters'));
execFileSync(path.join(root, '.venv/bin/python'), [
  path.join(root, 'bench/fuzz/make_bases.py'),
  folder
]);

const isScan = name => name.endsWith('.h5') || existsSync(path.join(folder, name, 'master.h5'));
const made = readdirSync(folder).filter(isScan);
const real = path.resolve(root, '../shared/data/i20');
const scans = existsSync(real) ? readdirSync(real).map(name => path.join(real, name)) : [];
const files = [...made.map(name => path.join(folder, name)), ...scans].filter(name =>
  name.includes(values.only)
);

let worker = null;
const counts = {};
const bad = [];
const slow = [];
const end = performance.now() + 1000 * Number(values.seconds);
let seed = Number(values.seed);
let done = 0;
for (; performance.now() < end; seed++) {
  for (const file of files) {
    const name = path.basename(file);
    const { verdict, how, milliseconds, isDead } = await ask({ file, seed });
    counts[name] ??= {};
    counts[name][verdict] = (counts[name][verdict] ?? 0) + 1;
    done++;
    const isWrong = name.startsWith('strict') && verdict === 'other numbers';
    if (isWrong || /^(fault|hung|died)/.test(verdict)) {
      bad.push({ name, seed, how, verdict });
    }
    if (milliseconds > 2000) {
      slow.push({ name, seed, how, milliseconds });
    }
    if (isDead || verdict.startsWith('fault')) {
      await stop();
    }
  }
}
await stop();
console.table(counts);
if (slow.length > 0) {
  console.table(slow);
}
console.log(`${done} damaged files, seeds ${values.seed} to ${seed - 1}: ${bad.length} bad`);
bad.slice(0, 50).forEach(one => console.log(JSON.stringify(one)));
process.exitCode = bad.length > 0 ? 1 : 0;

async function stop() {
  const ending = worker;
  worker = null;
  await ending?.terminate();
}

function ask(job) {
  worker ??= new Worker(thread);
  const asked = worker;
  return new Promise(resolve => {
    const lost = verdict => {
      void stop();
      settle({ verdict, how: '', milliseconds: 0 });
    };
    const failed = error => lost(`died: ${error.message}`);
    const ended = () => lost('died');
    const settle = result => {
      clearTimeout(timer);
      asked.off('message', settle).off('error', failed).off('exit', ended);
      resolve(result);
    };
    const timer = setTimeout(() => lost('hung'), patience);
    asked.on('message', settle).on('error', failed).on('exit', ended);
    asked.postMessage(job);
  });
}
