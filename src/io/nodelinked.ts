import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { XESError } from '../base/errors.js';
import type { LinkedSource, Neighbours } from './linkedfiles.js';
import { OpenedFile } from './nodefile.js';

/**
 * The files around a file on this machine: everything the user may read, as in any other program
 * that follows the file's links. Devices, pipes and folders are refused.
 */
export function nodeNeighbours(path: string): Neighbours {
  const whole = join(folderOf(path), basename(path));
  return {
    path: `/${whole.split(sep).filter(Boolean).join('/')}`,
    root: '',
    open: at => opened(withoutSlash(at)),
    shownAt: withoutSlash
  };
}

/** A native path: on Windows it begins with its drive. */
function withoutSlash(at: string): string {
  return /^\/[A-Za-z]:\//.test(at) ? at.slice(1) : at;
}

/** `..` is relative to the real path of a folder. */
function folderOf(path: string): string {
  const folder = dirname(resolve(path));
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function opened(path: string): LinkedSource | null {
  try {
    const file = new OpenedFile(path);
    return {
      shown: path,
      size: file.size,
      lastModified: file.lastModified,
      version: file.version,
      read: (start, end) => file.read(start, end),
      check: mayGrow => file.check(mayGrow),
      close: () => file.close()
    };
  } catch (error) {
    if (error instanceof XESError && error.code === 'file/not-found') {
      return null;
    }
    throw error;
  }
}
