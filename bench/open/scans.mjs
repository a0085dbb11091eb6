// The maps that are opened, made once.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { python } from '../science/python.mjs';

export const sizes = [200, 1000, 2000];
export const layouts = ['nxdata', 'gzip', 'i20'];

/** @returns the folder they are in, as LAYOUT-SIZE.nxs. */
export function scansToOpen() {
  const folder = fileURLToPath(new URL('../../.cache/open-bench/scans', import.meta.url));
  if (!existsSync(path.join(folder, 'i20-2000.nxs'))) {
    const script = fileURLToPath(new URL('./makescans.py', import.meta.url));
    execFileSync(python, [script, folder], { stdio: 'inherit' });
  }
  return folder;
}
