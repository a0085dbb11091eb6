import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeError } from './writeerror.js';

/**
 * Make a folder, if it does not exist, and its parents. Node's `recursive` never returns below an
 * existing folder in which the system can't create one (`/proc`, automounted disks).
 * @throws XESError `file/write-failed`
 */
export function makeFolder(folder: string): void {
  try {
    make(folder);
  } catch (cause) {
    throw writeError(folder, cause);
  }
}

function make(folder: string): void {
  const refused = refusal(folder);
  if (refused === null) {
    return;
  }
  const parent = path.dirname(folder);
  if (refused.code !== 'ENOENT' || parent === folder || isThere(parent)) {
    throw refused;
  }
  make(parent);
  const again = refusal(folder);
  if (again !== null) {
    throw again;
  }
}

/** Why a folder does not exist after an attempt to make it; null if it does. */
function refusal(folder: string): NodeJS.ErrnoException | null {
  try {
    mkdirSync(folder);
    return null;
  } catch (cause) {
    if (isThere(folder)) {
      return null;
    }
    // the existing entry that `mkdir` reports is not a folder
    const { code } = cause as NodeJS.ErrnoException;
    return Object.assign(new Error(), { code: code === 'EEXIST' ? 'ENOTDIR' : code, cause });
  }
}

function isThere(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
