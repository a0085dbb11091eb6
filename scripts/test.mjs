// `npm test`: set up, then every kind of test; all run even when one fails, and the last line
// counts them all.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { capture, root, venvBin } from './process.mjs';
import { ensureEnvironment, setup } from './setup.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };

function count(passed, failed, skipped = 0) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

function number(text, pattern) {
  return Number(pattern.exec(text)?.[1] ?? 0);
}

async function check(name, command, args) {
  console.log(`\n== ${name}`);
  const { code } = await capture(command, args);
  count(code === 0 ? 1 : 0, code === 0 ? 0 : 1);
}

/** A runner that counts for itself; where it fails without a failed test, that is one failure. */
async function suite(name, command, args, counts) {
  console.log(`\n== ${name}`);
  const { code, output } = await capture(command, args, {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
  });
  const { passed, failed, skipped } = counts(output);
  count(passed, code !== 0 && failed === 0 ? 1 : failed, skipped);
}

function jestCounts(output) {
  const line = /^Tests:.*$/m.exec(output)?.[0] ?? '';
  return {
    passed: number(line, /(\d+) passed/),
    failed: number(line, /(\d+) failed/),
    skipped: number(line, /(\d+) skipped/)
  };
}

function pytestCounts(output) {
  const line = /^=*.*\d+ (?:passed|failed|error).* in .*$/m.exec(output)?.[0] ?? '';
  return {
    passed: number(line, /(\d+) passed/),
    failed: number(line, /(\d+) failed/) + number(line, /(\d+) error/),
    skipped: number(line, /(\d+) skipped/)
  };
}

function browserCounts(name) {
  const file = path.join(root, `test-results/${name}.json`);
  if (!existsSync(file)) {
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

try {
  await setup();
  await ensureBrowser();
  await ensureEnvironment('.venv-h5web', ['jupyterlab>=4.6,<4.7', 'jupyterlab-h5web>=12.9']);
  await ensureEnvironment('.venv-oldest', ['jupyterlab==4.4.*']);
  rmSync(path.join(root, 'test-results'), { recursive: true, force: true });
  await check('lint', 'npm', ['run', '--silent', 'lint']);
  await check('types', 'npm', ['run', '--silent', 'typecheck']);
  await suite('unit', 'npx', ['jest', '--ci'], jestCounts);
  await suite('python', venvBin('python'), ['-m', 'pytest', '-q', '--color=no'], pytestCounts);
  await suite('browser', 'npx', ['playwright', 'test'], () => browserCounts('browser'));
  await suite('faults', 'npm', ['run', '--silent', 'test:faults'], () => browserCounts('faults'));
  await check('soak', 'npm', ['run', '--silent', 'soak', '--', '--minutes', '1', '--seed', '7']);
} catch (error) {
  console.error(`tests could not run: ${error.message}`);
  count(0, 1);
}

const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
