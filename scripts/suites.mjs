// The suites of tests: what each runs, and how its report is read.
import { ensureEnvironment } from './environments.mjs';
import { venvBin } from './process.mjs';
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
export const browser = { ...playwright('browser', []), most: 45 * 60_000 };
const wheelTest = 'tests/python/test_wheel.py';
export const python = pytest('python', venvBin('python'), ['-n', '2', '--ignore', wheelTest]);
/** Mostly waits for npm to install what the build of a wheel needs. */
export const wheel = pytest('wheel', venvBin('python'), [wheelTest]);

export const unit = {
  name: 'unit',
  command: 'npx',
  args: [
    'jest',
    '--ci',
    // without this, jest takes one worker less than there are cores
    '--maxWorkers=2',
    // what a test left running may hold the output of a worker open, for which jest would wait
    '--forceExit',
    '--json',
    '--outputFile',
    reportPath('unit', 'json')
  ],
  report: ofJest
};

/** The comparison with daxs, larch and iminuit, where pip can install them. */
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

/** An environment that the browser's suites need beside the project's own. */
export const environment = name => ({
  name: `environment ${name}`,
  async prepare() {
    await ensureEnvironment(name);
  }
});
