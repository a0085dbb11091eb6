// The environment of the comparison with daxs and larch, where pip can install them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './process.mjs';

const environment = path.join(root, '.venv-peers');
const python = path.join(environment, 'bin/python');
const requirements = 'requirements-peers.txt';
const programs = ['daxs==2026.*', 'xraylarch==2026.*'];

/** A slow package index must not hold up the other tests. */
const limit = { timeout: 600_000 };

/** @returns the Python that has daxs and larch; null, once it said why, where pip can't install them. */
export async function peersPython() {
  const stamp = path.join(environment, 'installed');
  const wanted = `${programs.join('\n')}\n${readFileSync(path.join(root, requirements), 'utf8')}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return python;
  }
  console.log('setup: daxs and larch');
  try {
    await run(process.env.PYTHON ?? 'python3', ['-m', 'venv', environment]);
    const pip = ['-m', 'pip', 'install', '-q'];
    await run(python, [...pip, '-r', requirements], limit);
    await run(python, [...pip, '--no-deps', ...programs], limit);
    await run(python, ['-c', 'import daxs.measurements, larch.io.rixsdata'], limit);
  } catch (error) {
    console.log(`the comparison with daxs and larch is skipped: ${error.message}`);
    return null;
  }
  writeFileSync(stamp, wanted);
  return python;
}
