import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync
} from 'node:fs';
import path from 'node:path';
import { root } from './lab.js';

/** Folder of the real scans next to the checkout; null if missing. */
export function realScans(): string | null {
  const folder = path.resolve(root, '../shared/data/i20');
  return existsSync(folder) ? folder : null;
}

/**
 * Folder of the demonstration scans, created atomically on first use, and again after changes of
 * their generator.
 */
export function demoScans(): string {
  const maker = path.join(root, 'jupyterlab_xes/demo');
  const hash = createHash('sha256');
  readdirSync(maker)
    .filter(name => name.endsWith('.py'))
    .sort()
    .forEach(name => hash.update(readFileSync(path.join(maker, name))));
  const version = hash.digest('hex').slice(0, 8);
  const folder = path.join(root, '.cache', `demo-scans-${version}`);
  if (!existsSync(path.join(folder, 'truth.json'))) {
    mkdirSync(path.dirname(folder), { recursive: true });
    const making = mkdtempSync(`${folder}-`);
    execFileSync(path.join(root, '.venv/bin/python'), ['scripts/make-demo-scans.py', making], {
      cwd: root,
      timeout: 120_000
    });
    try {
      renameSync(making, folder);
    } catch (error) {
      rmSync(making, { recursive: true });
      if (!existsSync(path.join(folder, 'truth.json'))) {
        throw error; // otherwise another worker was faster
      }
    }
  }
  return folder;
}

/** Copy the scans of a folder into a server's folder; copies are writable. */
export function copyScans(from: string, to: string): string[] {
  const names = readdirSync(from).filter(name => /\.(nxs|dat)$/.test(name));
  names.forEach(name => copyFileSync(path.join(from, name), path.join(to, name)));
  return names.sort();
}
