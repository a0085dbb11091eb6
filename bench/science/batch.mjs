// A thousand scans through a recipe on the command line, in one process with all output files
// (spectrum.csv, normalised.csv, numbers.csv and a result.json with digests and provenance for each
// scan, a summary), compared with the same computation and files by h5py and numpy; reading
// included. `npm run bench:batch [-- SCANS]`
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { python } from './python.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const engine = path.join(root, 'jupyterlab_xes/engine/jupyterlab-xes.mjs');
const scans = Number(process.argv[2] ?? 1000);
const rounds = 3;

const recipe = {
  type: 'xes-analysis',
  version: 2,
  scans: [],
  cuts: [],
  steps: [
    { id: 'spectrum', step: 'spectrum', parameters: { channel: 'lower' } },
    { id: 'normalised', step: 'normalise', parameters: { by: 'area', range: [9560, 9610] } },
    { id: 'moments', step: 'moments', from: ['spectrum'], parameters: { range: [9560, 9610] } }
  ],
  results: []
};

if (!existsSync(engine)) {
  console.error('Build the command line first: npm run build:engine');
  process.exit(1);
}
const folder = mkdtempSync(path.join(os.tmpdir(), 'xes-bench-'));
try {
  const many = prepare();
  // alternating, and the fastest round of each
  const best = { ours: Infinity, theirs: Infinity };
  for (let round = 0; round < rounds; round++) {
    best.ours = Math.min(best.ours, timed(process.execPath, [engine, 'run', ...many]));
    best.theirs = Math.min(
      best.theirs,
      timed(python, [path.join(here, 'batch.py'), ...many.slice(1)])
    );
  }
  console.log(`${scans} scans through a recipe, best of ${rounds}, start of the process included`);
  report('jupyterlab-xes run', best.ours);
  report('  h5py and numpy, the same', best.theirs, best.ours);
} finally {
  rmSync(folder, { recursive: true });
}

/** The scans and the recipe. @returns the command-line words. */
function prepare() {
  execFileSync(python, [path.join(root, 'scripts/make-demo-scans.py'), folder]);
  mkdirSync(path.join(folder, 'scans'));
  for (let k = 0; k < scans; k++) {
    const name = `scan-${String(k).padStart(5, '0')}.nxs`;
    copyFileSync(path.join(folder, 'xes-demo-kbeta.nxs'), path.join(folder, 'scans', name));
  }
  const file = path.join(folder, 'recipe.xes.json');
  writeFileSync(file, JSON.stringify(recipe));
  return [file, path.join(folder, 'scans', '*.nxs'), '--out', path.join(folder, 'results')];
}

/** Duration of a process, ms. */
function timed(program, words) {
  rmSync(path.join(folder, 'results'), { recursive: true, force: true });
  const from = performance.now();
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  const time = performance.now() - from;
  if (status !== 0) {
    throw new Error(`${program} failed: ${stderr}`);
  }
  return time;
}

function report(name, time, ours = null) {
  const ratio = ours === null ? '' : `   × ${(time / ours).toFixed(2)}`;
  const each = `${(time / scans).toFixed(2)} ms a scan`;
  console.log(`${name.padEnd(44)}${time.toFixed(0).padStart(10)} ms   ${each}${ratio}`);
}
