// `npm run lock [-- --upgrade]`: writes requirements/*.lock from requirements/*.in, all versions
// pinned, for all supported systems and versions of Python. Without --upgrade existing pins stay if
// the .in files permit them.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environmentNames } from './environments.mjs';
import { capture, root } from './process.mjs';
import { ensureUv } from './uv.mjs';

const tools = path.join(root, '.cache', 'lock');
const uv = await ensureUv();
const upgrade = process.argv.includes('--upgrade');

const oldestPython = /requires-python = ">=([\d.]+)"/.exec(
  readFileSync(path.join(root, 'pyproject.toml'), 'utf8')
)[1];

for (const name of environmentNames) {
  const lines = await pinned(`${name}.in`, name, []);
  const alone = existsSync(inFolder(`${name}.alone.in`))
    ? await pinned(`${name}.alone.in`, name, ['--no-deps'])
    : [];
  const sorted = [...lines, ...alone].sort((a, b) => (a < b ? -1 : 1));
  const text = ['# Made by `npm run lock`; do not edit.', ...sorted, ''].join('\n');
  writeFileSync(inFolder(`${name}.lock`), text);
}

function inFolder(file) {
  return path.join(root, 'requirements', file);
}

/** The pinned lines for a requirements file. */
async function pinned(file, name, options) {
  const out = path.join(tools, file.replace(/in$/, 'lock'));
  rmSync(out, { force: true });
  if (!upgrade && existsSync(inFolder(`${name}.lock`))) {
    writeFileSync(out, readFileSync(inFolder(`${name}.lock`)));
  }
  const words = ['--universal', '--python-version', oldestPython, '--no-header', '--no-annotate'];
  const { code, output } = await capture(
    uv,
    ['pip', 'compile', '--quiet', ...words, ...options, inFolder(file), '--output-file', out],
    { env: { ...process.env, UV_PYTHON_DOWNLOADS: 'never' } }
  );
  if (code !== 0) {
    throw new Error(`${file} cannot be locked: ${output}`);
  }
  return readFileSync(out, 'utf8')
    .split('\n')
    .filter(line => /^[a-z0-9]/i.test(line));
}
