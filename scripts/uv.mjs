// uv, which writes the lock files of Python and installs from them in a tenth of pip's time.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './process.mjs';

const tools = path.join(root, '.cache', 'lock');

/** Time limit for pip to install it, milliseconds. */
const most = 120_000;

let coming = null;

/** Path of uv, installed with pip if necessary; rejects if that fails. */
export function ensureUv() {
  coming ??= bring();
  return coming;
}

async function bring() {
  const uv = path.join(tools, 'bin', 'uv');
  if (!existsSync(uv)) {
    await run(process.env.PYTHON ?? 'python3', ['-m', 'venv', tools]);
    await run(path.join(tools, 'bin/pip'), ['install', '--quiet', 'uv'], { timeout: most });
  }
  return uv;
}
