// uv, which writes the lock files of Python and installs what they say in a tenth of pip's time.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './process.mjs';

const tools = path.join(root, '.cache', 'lock');

/** Milliseconds that pip may take to bring it. */
const most = 120_000;

let coming = null;

/** Path of uv, which pip brings where it is not there yet; rejects where it can't. */
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
