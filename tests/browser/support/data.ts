import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './lab.js';

/** Folder of the real scans beside the checkout; null where it is not there. */
export function realScans(): string | null {
  const folder = path.resolve(root, '../shared/data/i20');
  return existsSync(folder) ? folder : null;
}

/** Folder of the demonstration scans, made on first use. */
export function demoScans(): string {
  const folder = path.join(root, '.cache', 'demo-scans');
  if (!existsSync(path.join(folder, 'truth.json'))) {
    mkdirSync(folder, { recursive: true });
    execFileSync(path.join(root, '.venv/bin/python'), ['scripts/make-demo-scans.py', folder], {
      cwd: root,
      timeout: 120_000
    });
  }
  return folder;
}

/** Copy the scans of a folder into a server's folder; copies are writable. */
export function copyScans(from: string, to: string): string[] {
  const names = readdirSync(from).filter(name => /\.(nxs|dat)$/.test(name));
  names.forEach(name => copyFileSync(path.join(from, name), path.join(to, name)));
  return names.sort();
}
