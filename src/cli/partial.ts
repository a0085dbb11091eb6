import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { sha256Hex } from '../analysis/digest.js';

/**
 * A name for a new file in progress (`part`) or an old one set aside (`old`), used by no other
 * process. It includes the machine and the process, so that remains of a killed process can be
 * distinguished from files being written.
 */
export function temporaryName(end: 'part' | 'old'): string {
  const unique = randomBytes(6).toString('hex');
  return `.jupyterlab-xes.${machine()}-${process.pid}-${unique}.${end}`;
}

const begun = /^\.jupyterlab-xes\.([0-9a-f]{12})-(\d+)-[0-9a-f]{12}\.part$/;

/**
 * Remove partial files in a folder of processes of this machine that have ended. Those of other
 * machines and of running processes stay, and so do files set aside: they may be the only copy.
 */
export function removeStale(folder: string): void {
  for (const name of namesIn(folder)) {
    const [, where, pid] = begun.exec(name) ?? [];
    if (where === machine() && !isRunning(Number(pid))) {
      removeQuietly(path.join(folder, name));
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function removeQuietly(place: string): void {
  try {
    const stat = lstatSync(place);
    if (stat.isFile() || stat.isDirectory()) {
      rmSync(place, { recursive: true, force: true });
    }
  } catch {
    // left over, it is harmless
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

let known: string | null = null;

/**
 * The scope in which process ids are unique: this machine since its start, or a container on it.
 */
function machine(): string {
  known ??= sha256Hex([hostname(), bootId(), processSpace()].join('\n')).slice(0, 12);
  return known;
}

function bootId(): string {
  return orEmpty(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
}

function processSpace(): string {
  return orEmpty(() => readlinkSync('/proc/self/ns/pid'));
}

/** Only Linux provides it. */
function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
