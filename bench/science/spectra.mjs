// Times of averages, transfer views and the reduction of a thousand scans, compared with numpy,
// daxs and larch doing the same in the same run, if installed. `npm run bench:spectra`
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { python } from './python.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(path.join(os.tmpdir(), 'xes-bench-'));
try {
  const outfile = path.join(folder, 'science.mjs');
  await build({
    entryPoints: [path.join(here, '../../src/science/index.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    logLevel: 'error'
  });
  const ours = measure(await import(pathToFileURL(outfile)));
  const theirs = rivals();
  for (const [name, time] of Object.entries(ours)) {
    console.log(`${name.padEnd(44)}${time.toFixed(3).padStart(10)} ms`);
    for (const [rival, other] of Object.entries(theirs[name] ?? {})) {
      const ratio = (other / time).toFixed(other < 10 * time ? 2 : 0);
      console.log(`${('  ' + rival).padEnd(44)}${other.toFixed(3).padStart(10)} ms   × ${ratio}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** Median duration of a function, ms, after warming up. */
function median(once, repeats = 15) {
  once();
  once();
  const times = Array.from({ length: repeats }, () => {
    const start = performance.now();
    once();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[repeats >> 1];
}

function measure(science) {
  const scans = n => Array.from({ length: n }, (_, k) => scan(201, k));
  const three = scans(3).map(one => science.scanSpectrum(one, one));
  const many = Array.from({ length: 100 }, (_, k) => scan(2000, k)).map(one =>
    science.scanSpectrum(one, one)
  );
  const large = map(2000, 2000);
  const small = map(200, 200);
  const thousand = scans(1000);
  return {
    'average of 3 scans of 201 points': median(() => science.average(three), 101),
    'average of 100 scans of 2000 points': median(() => science.average(many)),
    'transfer view of 2000 × 2000 cells, exact': median(() => science.transferView(large)),
    'transfer view of 2000 × 2000, to draw': median(() => science.transferImage(large)),
    'transfer view of 200 × 200, to draw': median(() => science.transferImage(small)),
    'reduction of 1000 scans of 201 points': median(() => reduce(science, thousand), 5)
  };
}

/** Points → spectrum → area → normalised → centroid, and the average of all. */
function reduce(science, scans) {
  const spectra = scans.map(one => science.scanSpectrum(one, one));
  for (const spectrum of spectra) {
    const { spectrum: normalised } = science.normaliseArea(spectrum, [9642, 9690]);
    science.moments(normalised, { range: [9642, 9690] });
  }
  return science.average(spectra);
}

/** The same numbers as in rivals.py. */
function scan(points, k) {
  const emission = Float64Array.from({ length: points }, (_, i) => 9640 + 0.3 * i);
  const monitor = emission.map((_, i) => 6e5 + 1000 * ((i * 7 + k) % 13));
  const counts = emission.map(
    (e, i) => Math.round(200 + 4000 * Math.exp(-((e - 9660) ** 2) / 9)) + ((i * 31 + k * 17) % 60)
  );
  const intensity = counts.map((n, i) => n / monitor[i]);
  const sigma = counts.map((n, i) => Math.sqrt(n) / monitor[i]);
  return { incident: emission.map(() => 9900), monitor, emission, counts, intensity, sigma };
}

function map(columns, rows) {
  const incident = Float64Array.from(
    { length: columns },
    (_, j) => 9650 + 0.05 * j + 0.004 * Math.sin(j)
  );
  const emission = Float64Array.from({ length: rows }, (_, i) => 8600 + 0.05 * i);
  const intensity = Float64Array.from(
    { length: columns * rows },
    (_, cell) => 1 + Math.sin(cell * 1e-3)
  );
  return { incident, emission, intensity, sigma: intensity, counts: null };
}

/** `{ task: { program: ms } }`; empty, with a message, if there is no Python. */
function rivals() {
  try {
    return JSON.parse(
      execFileSync(python, [path.join(here, 'rivals.py')], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore']
      })
    );
  } catch (error) {
    console.log(
      `(no rivals: ${python} ${error.code === 'ENOENT' ? 'is not there' : 'has no numpy'})`
    );
    return {};
  }
}
