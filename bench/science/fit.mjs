// Line + Pearson VII, 400 points, values and σ: the engine, lmfit's Model.fit and scipy's curve_fit
// in one run, from the same start, with the correct digits of each compared with a solution of 60
// digits (if mpmath is installed).
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from '../../scripts/science.mjs';
import { python } from './python.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const repeats = Number(process.argv[2] ?? 41);
const rounds = 5;
const names = ['slope', 'intercept', 'amplitude', 'center', 'sigma', 'expon'];
const truth = [-2e-4, 2, 30, 9.4, 3.4, 1.6];
const start = [0, 1, 20, 7, 2, 1.5];

const { component, fit, parametersOf, sum } = await load('science/fit/index.ts');
const model = sum(component('linear'), component('pearson7'));
const x = Float64Array.from({ length: 400 }, (_, i) => -40 + 0.2 * i);
const clean = fit({
  x,
  y: x,
  sigma: null,
  model,
  parameters: names.map((name, k) => ({ name, value: truth[k], vary: false }))
}).bestFit;
const sigma = clean.map(value => Math.sqrt(value) / 100);
const y = clean.map((value, i) => value + sigma[i] * noise(i));
const parameters = parametersOf(model, Object.fromEntries(names.map((n, k) => [n, start[k]])));

/** Reproducible noise of about unit variance. */
function noise(i) {
  const fraction = k => Math.abs((Math.sin(i * 12.9898 + k * 78.233) * 43758.5453) % 1);
  return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].reduce((all, k) => all + fraction(k), -6);
}

/** Counts with the same σ. */
const counted = {
  exposure: clean.map(() => 1e4),
  offset: new Float64Array(x.length)
};

function measure(how = null) {
  const times = [];
  let result;
  for (let i = 0; i < 20 + repeats; i++) {
    const from = performance.now();
    result = fit({ x, y, sigma, counted: how, model, parameters });
    times.push(performance.now() - from);
  }
  const warm = times.slice(20).sort((a, b) => a - b);
  return { ms: warm[warm.length >> 1], first: times[0], result };
}

/** One round in Python; only the first computes the solution of 60 digits. */
function measureTheirs(isFirst) {
  const input = {
    x: [...x],
    y: [...y],
    sigma: [...sigma],
    repeats,
    isFirst,
    start: Object.fromEntries(names.map((n, k) => [n, start[k]]))
  };
  const { stdout, stderr } = spawnSync(python, [path.join(here, 'fit.py')], {
    input: JSON.stringify(input),
    encoding: 'utf8'
  });
  if (stdout === '') {
    console.error(stderr);
    process.exit(1);
  }
  return JSON.parse(stdout);
}

// alternating, and the fastest round of each, so that other load affects all alike
const ours = measure();
const theirs = measureTheirs(true);
for (let round = 1; round < rounds; round++) {
  ours.ms = Math.min(ours.ms, measure().ms);
  const { lmfit, scipy } = measureTheirs(false);
  theirs.lmfit = Math.min(theirs.lmfit, lmfit);
  theirs.scipy = Math.min(theirs.scipy, scipy);
}
const values = names.map(name => ours.result.parameters.find(p => p.name === name));

function digits(found, exact) {
  const errors = found.map((value, k) => Math.abs(value - exact[k]) / Math.abs(exact[k]));
  return (-Math.log10(Math.max(...errors, 1e-16))).toFixed(1);
}

function line(name, ms, params, errors) {
  const exact = theirs.exact;
  const reached = exact
    ? `${digits(params, exact[0])} digits, σ ${digits(errors, exact[1])}`
    : 'no mpmath: digits not known';
  console.log(`${name.padEnd(20)} ${ms.toFixed(2).padStart(8)} ms   ${reached}`);
}

console.log(`Line + Pearson VII, ${x.length} points, best of ${rounds} medians of ${repeats}`);
line(
  'engine',
  ours.ms,
  values.map(({ value }) => value),
  values.map(({ stderr: error }) => error)
);
line('lmfit Model.fit', theirs.lmfit, theirs.lmfitParams, theirs.lmfitErrors);
line('scipy curve_fit', theirs.scipy, theirs.scipyParams, theirs.scipyErrors);
console.log(`engine's first fit ${ours.first.toFixed(1)} ms, ${ours.result.nfev} evaluations`);
const likelihood = measure(counted);
console.log(
  `by Poisson likelihood ${likelihood.ms.toFixed(2)} ms, ${likelihood.result.nfev} evaluations`
);
console.log(`lmfit / engine ${(theirs.lmfit / ours.ms).toFixed(1)} (goal 12)`);
console.log(`scipy / engine ${(theirs.scipy / ours.ms).toFixed(2)} (goal 1)`);
