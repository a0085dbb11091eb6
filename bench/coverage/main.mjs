// `npm run coverage`: is σ right? Runs all steps and some chains, thousands of times on counts with
// known truth: --only NAME restricts them by name, --trials N sets the repetitions, --rows lists
// every quantity, --write updates docs/coverage.md. All rows are also written to
// .cache/coverage/rows.json, for comparison with those of other code: the same seed gives the same
// counts.
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';
import { root } from '../../scripts/process.mjs';
import { load } from '../../scripts/science.mjs';
import { page } from './page.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    trials: { type: 'string', default: '400' },
    rows: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false }
  }
});
const trials = Number(values.trials);
const coverage = await load('../bench/coverage/index.ts');
const chosen = coverage.cases.filter(({ name }) => name.includes(values.only));
if (chosen.length === 0 || !(trials >= 50)) {
  console.error('No step or chain is called so, or there are fewer than 50 trials.');
  process.exit(2);
}
const worker = path.join(root, '.cache/coverage/worker.mjs');
await build({
  entryPoints: [path.join(root, 'bench/coverage/worker.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outfile: worker,
  logLevel: 'warning'
});

const tasks = chosen.flatMap(({ name }) => coverage.levels.map(level => ({ name, level, trials })));
const found = new Map();
const waiting = tasks.map((task, index) => ({ task, index }));
await Promise.all([work(), work()]);
const rows = tasks.flatMap((_, index) => found.get(index).rows);
const errors = tasks.flatMap(({ name, level }, index) => {
  const { error } = found.get(index);
  return error ? [`${name}, ${level} counts: ${error}`] : [];
});

writeFileSync(path.join(root, '.cache/coverage/rows.json'), JSON.stringify({ trials, rows }));
console.log(coverage.overview(rows));
const wrong = rows.filter(({ verdict }) => verdict === 'wrong');
const verdicts = values.rows ? ['right', 'reported', 'wrong'] : wrong.length > 0 ? ['wrong'] : [];
verdicts.forEach(verdict => console.log(`\n${verdict}:\n${coverage.details(rows, verdict)}`));
console.log(`\n${coverage.summary(rows)} ${trials} trials each.`);
errors.forEach(error => console.error(error));
if (values.write && values.only === '') {
  const file = path.join(root, 'docs/coverage.md');
  const text = page(coverage, { rows, trials });
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
process.exitCode = wrong.length + errors.length > 0 ? 1 : 0;

/** A process that takes the remaining cases, one after another. */
async function work() {
  const child = fork(worker);
  const ended = new Promise((_, reject) => {
    child.once('exit', code => reject(new Error(`A process of the measurement ended (${code}).`)));
  });
  ended.catch(() => {});
  try {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const answer = new Promise(resolve => child.once('message', resolve));
      child.send(next.task);
      found.set(next.index, await Promise.race([answer, ended]));
    }
  } finally {
    child.kill();
  }
}
