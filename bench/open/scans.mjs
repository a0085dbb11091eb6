// The maps to open, written once.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { python } from '../science/python.mjs';

export const sizes = [200, 1000, 2000];
export const layouts = ['nxdata', 'gzip', 'i20'];

const folder = fileURLToPath(new URL('../../.cache/open-bench/scans', import.meta.url));
const script = fileURLToPath(new URL('./makescans.py', import.meta.url));

/** @returns their folder; files are LAYOUT-SIZE.nxs. */
export function scansToOpen() {
  if (!existsSync(path.join(folder, 'i20-2000.nxs'))) {
    execFileSync(python, [script, folder], { stdio: 'inherit' });
  }
  return folder;
}

/** @returns the path of a square map of the given size, written once: NXdata, contiguous. */
export function mapToOpen(size) {
  const file = path.join(folder, `nxdata-${size}.nxs`);
  if (!existsSync(file)) {
    execFileSync(python, [script, folder, String(size)], { stdio: 'inherit' });
  }
  return file;
}
