// NIST's Statistical Reference Datasets for nonlinear regression: the files, and the fits of them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Default folder of the files; not committed, see CONTRIBUTING.md. */
export const defaultFolder = path.join('..', 'shared', 'data', 'nist_strd');

/** The data sets in a folder, by name; none if there is no such folder. */
export function readSets(folder) {
  const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.dat')) : [];
  return files
    .sort((a, b) => a.localeCompare(b))
    .map(name =>
      parseSet(path.basename(name, '.dat'), readFileSync(path.join(folder, name), 'utf8'))
    );
}

const number = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?';
const parameterLine = new RegExp(
  `^\\s*b(\\d+) =\\s+(${number})\\s+(${number})\\s+(${number})\\s+(${number})\\s*$`
);

function parseSet(set, text) {
  const lines = text.split(/\r?\n/);
  const rows = lines.map(line => parameterLine.exec(line)).filter(row => row !== null);
  const header = lines.findLastIndex(line => line.startsWith('Data:'));
  const columns = lines[header].replace('Data:', '').trim().split(/\s+/);
  const data = lines
    .slice(header + 1)
    .map(line => line.trim().split(/\s+/).map(Number))
    .filter(row => row.length === columns.length && row.every(Number.isFinite));
  const column = k => Float64Array.from(data, row => row[k]);
  const { left, right } = modelOf(text);
  return {
    set,
    difficulty: /^\s+(\w+) Level of Difficulty/m.exec(text)?.[1] ?? '',
    formula: right,
    y: left === 'log(y)' ? column(0).map(Math.log) : column(0),
    predictors: columns.slice(1).map((name, k) => ({ name, values: column(k + 1) })),
    starts: [2, 3].map(k => rows.map(row => Number(row[k]))),
    certified: rows.map(row => Number(row[4])),
    certifiedErrors: rows.map(row => Number(row[5])),
    certifiedSum: Number(new RegExp(`Residual Sum of Squares:\\s+(${number})`).exec(text)[1])
  };
}

/** The model in the file, in the engine's notation. */
function modelOf(text) {
  const part = text.slice(
    text.search(/^Model:/m),
    text.search(/Start(ing|) [Vv]alues\s+Certified/)
  );
  const start = part.search(/^\s*(y|log\[y\])\s*=/m);
  const equation = part
    .slice(start)
    .replace(/\+\s*e\s*$/, '')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/\s+/g, ' ');
  const [left, right] = equation.split('=');
  return { left: left.trim(), right: right.trim() };
}

/** Fit a data set from one of its starts (1 or 2). */
export function fitSet({ fit, formula }, set, start) {
  const [x, ...others] = set.predictors;
  // the parser calls the first predictor x
  const text = set.formula.replace(new RegExp(`\\b${x.name}\\b`, 'g'), 'x');
  const columns = Object.fromEntries(others.map(({ name, values }) => [name, values]));
  const values = set.starts[start - 1];
  const result = fit({
    x: x.values,
    y: set.y,
    sigma: null,
    model: formula(text, columns),
    parameters: values.map((value, k) => ({ name: `b${k + 1}`, value }))
  });
  return {
    set: set.set,
    start,
    params: result.parameters.map(({ value }) => value),
    stderr: result.parameters.map(({ stderr }) => stderr),
    rss: result.chisqr,
    nfev: result.nfev,
    scaledStep: result.scaledStep,
    converged: result.converged
  };
}

/** Correct digits of a value, as counted by NIST (−log₁₀ of the relative error), 11 at most. */
export function digits(value, certified) {
  const error = Math.abs(value - certified) / Math.abs(certified);
  return error === 0 ? 11 : Math.max(0, Math.min(11, -Math.log10(error)));
}

/**
 * The fewest correct digits among a fit's parameters, standard deviations and residual sum of
 * squares.
 */
export function digitsOf(set, { params, stderr, rss }) {
  return {
    parameters: Math.min(...params.map((value, k) => digits(value, set.certified[k]))),
    deviations: Math.min(...stderr.map((value, k) => digits(value ?? NaN, set.certifiedErrors[k]))),
    sum: digits(rss, set.certifiedSum)
  };
}

/**
 * A data set with data and starts changed by 1e-15 at most, as other arithmetic would; differently
 * in every copy.
 */
export function nudged(set, copy) {
  // Park and Miller's generator
  let state = 16807 * copy;
  const values = list =>
    list.map(value => {
      state = (state * 48271) % 2147483647;
      return value * (1 + 1e-15 * ((2 * state) / 2147483647 - 1));
    });
  return {
    ...set,
    y: values(set.y),
    predictors: set.predictors.map(one => ({ ...one, values: values(one.values) })),
    starts: set.starts.map(values)
  };
}

/** Required digits: Lanczos1's data, exact to 14 digits, leave residuals of rounding only. */
export function required(set) {
  const isRounding = set === 'Lanczos1';
  return { parameters: 9, deviations: isRounding ? 2 : 9, sum: isRounding ? 2 : 9 };
}
