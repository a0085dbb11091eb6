import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeError } from './writeerror.js';

/**
 * Make a folder that may be there already, and those it is in. Node's own `recursive` never returns below a
 * folder that is there and in which the system finds no place for another (`/proc`, automounted disks).
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

/** Why there is no such folder after an attempt to make it; null where there is. */
function refusal(folder: string): NodeJS.ErrnoException | null {
  try {
    mkdirSync(folder);
    return null;
  } catch (cause) {
    if (isThere(folder)) {
      return null;
    }
    // what `mkdir` calls there already is no folder
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
