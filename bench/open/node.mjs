// Open → scan → map under Node, of this clone and, with --before FOLDER, of another: node
// bench/open/node.mjs
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundling } from '../../scripts/build-engine.mjs';
import { scansToOpen, sizes, layouts } from './scans.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const before = process.argv[process.argv.indexOf('--before') + 1];
const clones = [['here', root], ...(process.argv.includes('--before') ? [['before', before]] : [])];
const repeats = 5;

async function engineOf(name, folder) {
  const outfile = path.join(root, `.cache/open-bench/engine-${name}.mjs`);
  mkdirSync(path.dirname(outfile), { recursive: true });
  const contents = `export { openFile } from './src/io/node.ts'; export { scanMap } from './src/science/grid.ts';`;
  await build({ ...bundling, stdin: { contents, resolveDir: folder }, outfile });
  return import(pathToFileURL(outfile).href);
}

const folder = scansToOpen();
const rows = [];
for (const layout of layouts) {
  for (const n of sizes) {
    const row = { layout, map: `${n}²` };
    for (const [name, clone] of clones) {
      const { openFile, scanMap } = await engineOf(name, clone);
      const times = [];
      for (let i = 0; i < repeats; i++) {
        globalThis.gc?.();
        const start = performance.now();
        const { scan } = await openFile(path.join(folder, `${layout}-${n}.nxs`));
        const read = performance.now();
        const map = scanMap(scan, scan.channels[0]);
        times.push([read - start, performance.now() - read]);
        if (map.intensity.length !== n * n) {
          throw new Error(`${layout}-${n} has ${map.intensity.length} cells`);
        }
      }
      const best = k => Math.round(Math.min(...times.slice(1).map(time => time[k])));
      Object.assign(row, { [`${name}: read, ms`]: best(0), [`${name}: map, ms`]: best(1) });
    }
    rows.push(row);
  }
}
console.table(rows);
