import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { sha256Hex } from '../analysis/digest.js';

/**
 * A name for what is begun (`part`) or put aside (`old`), used by no other process. It holds the machine and the
 * process, so that what a process that was killed has left behind can be distinguished from what is being written.
 */
export function temporaryName(end: 'part' | 'old'): string {
  const unique = randomBytes(6).toString('hex');
  return `.jupyterlab-xes.${machine()}-${process.pid}-${unique}.${end}`;
}

const begun = /^\.jupyterlab-xes\.([0-9a-f]{12})-(\d+)-[0-9a-f]{12}\.part$/;

/**
 * Remove what processes of this machine that have ended began to write in a folder. What another
 * machine or a running process writes stays, and so does what was put aside: it may be the only copy.
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
    // left over, it does no harm
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

/** Where process ids are unique: this machine since it started, and a container on it. */
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

/** Only Linux reports it. */
function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
