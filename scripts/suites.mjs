// The test suites: command and report of each.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureEnvironment } from './environments.mjs';
import * as longTests from './longtests.mjs';
import { root, venvBin } from './process.mjs';
import { ofJest, ofPlaywright, ofProgram, ofPytest, reportPath } from './reports.mjs';

const npm = (name, words) => ({
  name,
  command: 'npm',
  args: ['run', '--silent', ...words],
  report: ofProgram
});

const playwright = (name, words) => ({
  name,
  command: 'npx',
  args: ['playwright', 'test', ...words],
  report: ofPlaywright
});

const pytest = (name, python, words) => ({
  name,
  command: python,
  args: ['-m', 'pytest', '-q', '--color=no', '--junit-xml', reportPath(name, 'xml'), ...words],
  report: ofPytest
});

export const lint = npm('lint', ['lint']);
export const types = npm('types', ['typecheck']);
export const soak = npm('soak', ['soak', '--', '--actions', '100', '--seed', '7']);
const wheelTest = 'tests/python/test_wheel.py';

/** @param isAll whether to include the long tests. */
export const browser = isAll => ({
  ...playwright('browser', isAll ? [] : shortSpecs()),
  most: 45 * 60_000
});

/** @param isAll whether to include the long tests, except the wheel's. */
export const python = isAll =>
  pytest('python', venvBin('python'), [
    '-n',
    '2',
    ...(isAll ? [wheelTest] : longTests.python).flatMap(file => ['--ignore', file])
  ]);

/** Mostly waits for npm to install the build requirements of a wheel. */
export const wheel = pytest('wheel', venvBin('python'), [wheelTest]);

/** Browser spec files that are not long. */
function shortSpecs() {
  return ['tests/browser', 'tests/faults']
    .flatMap(folder => readdirSync(path.join(root, folder)).map(name => `${folder}/${name}`))
    .filter(file => file.endsWith('.spec.ts') && !longTests.browser.includes(file));
}

/** @param isAll whether to include the long tests. */
export const unit = isAll => ({
  name: 'unit',
  command: 'npx',
  args: [
    'jest',
    '--ci',
    // by default jest uses one worker less than there are cores
    '--maxWorkers=2',
    // a leftover of a test may hold a worker's output open, for which jest would wait
    '--forceExit',
    '--json',
    '--outputFile',
    reportPath('unit', 'json'),
    ...(isAll ? [] : longTests.unit.flatMap(file => ['--testPathIgnorePatterns', `/${file}$`]))
  ],
  report: ofJest
});

/** The comparison with daxs, larch and iminuit, if pip can install them. */
export const peers = {
  name: 'peers',
  async prepare() {
    try {
      return pytest('peers', await ensureEnvironment('peers'), ['tests/peers']);
    } catch (error) {
      return { skipped: error.message };
    }
  }
};

/** An environment of the browser suites in addition to the project's own. */
export const environment = name => ({
  name: `environment ${name}`,
  async prepare() {
    await ensureEnvironment(name);
  }
});
