// `npm run test:machines`: runs every comparison of numbers with another program as if on other
// machines: without the processor's newer instructions in numpy, with OpenBLAS code for other
// processors, and on one core. Ends with a table; the results must be the same everywhere.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ensureEnvironment } from './environments.mjs';
import { capture, endChildrenWithThisProcess, root, venvBin } from './process.mjs';
import { ofPytest, ofProgram, reportPath } from './reports.mjs';

/** The processor features for which numpy has code. */
const features = execFileSync(venvBin('python'), [
  '-c',
  'from numpy._core._multiarray_umath import __cpu_dispatch__ as d, __cpu_features__ as f\n' +
    'print(*(name for name in d if f.get(name)))'
])
  .toString()
  .trim();

const settings = [
  { name: 'as it is', more: ['--every-copy-whole'] },
  { name: 'numpy without dispatch', env: { NPY_DISABLE_CPU_FEATURES: features } },
  { name: 'OpenBLAS as Haswell', env: { OPENBLAS_CORETYPE: 'Haswell' } },
  { name: 'OpenBLAS as Nehalem', env: { OPENBLAS_CORETYPE: 'Nehalem' } },
  { name: 'one core', before: ['taskset', '-c', '0'] }
];

const pytest = (name, python, words) => ({
  name,
  line: [python, '-m', 'pytest', '-q', '-m', 'comparison', '--junit-xml', reportPath(name, 'xml')],
  words,
  report: ofPytest
});

endChildrenWithThisProcess();
const suites = [
  pytest('python', venvBin('python'), ['tests/python']),
  pytest('peers', await ensureEnvironment('peers'), ['tests/peers']),
  {
    name: 'certify',
    line: ['node', 'scripts/certify.mjs', '--json', '--copies', '20'],
    words: [],
    report: ofProgram
  }
];
mkdirSync(path.join(root, 'test-results'), { recursive: true });
const rows = [];
for (const { name, env = {}, before = [], more = [] } of settings) {
  const cells = [];
  for (const suite of suites) {
    const words = suite.name === 'python' ? [...suite.words, ...more] : suite.words;
    const [command, ...args] = [...before, ...suite.line, ...words];
    const started = Date.now();
    const ended = await capture(command, args, { env: { ...process.env, ...env } });
    const report = suite.report(suite.name, ended);
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    cells.push(`${report.passed} passed, ${report.failed} failed (${seconds} s)`);
    report.failures.forEach(failure => console.log(`[${name}] [${suite.name}] ${failure}`));
    process.exitCode = report.failed > 0 ? 1 : process.exitCode;
  }
  rows.push(`| ${name} | ${cells.join(' | ')} |`);
  console.log(rows.at(-1));
}
const header = suites.map(({ name }) => name).join(' | ');
console.log(`\n| setting | ${header} |\n| --- | --- | --- | --- |\n${rows.join('\n')}`);
console.log(`\nnumpy's dispatched features here: ${features}`);
