// `npm test`: set up, then every kind of test; all run even when one fails. At the end what failed is
// told once more, and the last line counts them all.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { browserCounts, browserFailures, jestFailures, pytestFailures, tail } from './failures.mjs';
import { peersPython } from './peers.mjs';
import { capture, root, venvBin } from './process.mjs';
import { ensureEnvironment, setup } from './setup.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };

/** What failed, with its suite. */
const failures = [];

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
  const { code, output } = await capture(command, args);
  count(code === 0 ? 1 : 0, code === 0 ? 0 : 1);
  remember(name, code === 0 ? [] : tail(output));
}

function remember(name, list) {
  failures.push(...list.map(failure => `[${name}] ${failure}`));
}

/** A runner that counts for itself; where it fails without a failed test, that is one failure. */
async function suite(name, command, args, counts, failuresIn) {
  console.log(`\n== ${name}`);
  const { code, output } = await capture(command, args, {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
  });
  const { passed, failed, skipped } = counts(output);
  count(passed, code !== 0 && failed === 0 ? 1 : failed, skipped);
  const list = failuresIn(output);
  remember(name, code !== 0 && list.length === 0 ? tail(output) : list);
}

/** A suite of Playwright's, which writes the report of that name. */
function browserSuite(name, command, args) {
  const counts = () => browserCounts(name);
  return suite(name, command, args, counts, () => browserFailures(name));
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

try {
  await setup();
  await ensureBrowser();
  await ensureEnvironment('.venv-h5web', ['jupyterlab>=4.6,<4.7', 'jupyterlab-h5web>=12.9']);
  await ensureEnvironment('.venv-notebook', ['notebook>=7.6,<8', 'jupyterlab>=4.6,<4.7']);
  await ensureEnvironment('.venv-oldest', ['jupyterlab==4.4.*']);
  rmSync(path.join(root, 'test-results'), { recursive: true, force: true });
  await check('lint', 'npm', ['run', '--silent', 'lint']);
  await check('types', 'npm', ['run', '--silent', 'typecheck']);
  await suite('unit', 'npx', ['jest', '--ci'], jestCounts, jestFailures);
  const pytest = ['-m', 'pytest', '-q', '--color=no'];
  await suite('python', venvBin('python'), pytest, pytestCounts, pytestFailures);
  const peers = await peersPython();
  if (peers) {
    await suite('peers', peers, [...pytest, 'tests/peers'], pytestCounts, pytestFailures);
  }
  await browserSuite('browser', 'npx', ['playwright', 'test']);
  await browserSuite('faults', 'npm', ['run', '--silent', 'test:faults']);
  await check('soak', 'npm', ['run', '--silent', 'soak', '--', '--minutes', '1', '--seed', '7']);
} catch (error) {
  console.error(`tests could not run: ${error.message}`);
  count(0, 1);
}

if (failures.length > 0) {
  console.log(`\n== what failed\n${failures.join('\n\n')}`);
}
const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
