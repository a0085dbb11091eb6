import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import pathOf from 'node:path';
import { XESError } from '../base/errors.js';
import { uninterrupted } from './interruption.js';
import { makeFolder } from './makefolder.js';
import { isOwnFile } from './ownfile.js';
import { removeStale, temporaryName } from './partial.js';
import { isSameFile, isTaken } from './samefile.js';
import { writeError } from './writeerror.js';

/**
 * Write a result completely or not at all. An existing file is replaced only if this program wrote
 * it, and it is not an input.
 * @throws XESError `cli/usage`, `file/write-failed`
 */
export async function writeOutput(
  path: string,
  content: string | Uint8Array,
  inputs: readonly string[]
): Promise<void> {
  await refuseInputs(path, inputs);
  writeWhole(path, content);
}

/** Replace any file, completely or not at all. @throws XESError `file/write-failed` */
export function writeWhole(path: string, content: string | Uint8Array): void {
  uninterrupted(() => {
    let partial: string | null = null;
    try {
      const target = existsSync(path) ? realpathSync(path) : path; // a link stays a link
      const folder = pathOf.dirname(target);
      removeStale(folder);
      const begun = pathOf.join(folder, temporaryName('part'));
      writeNew(begun, content, true);
      partial = begun;
      renameSync(begun, target);
    } catch (cause) {
      if (partial !== null) {
        rmSync(partial, { force: true });
      }
      throw writeError(path, cause);
    }
  });
}

/**
 * Write files into a new folder, by their paths within it.
 * @param isSynced whether to wait until each is on the disk: needed before earlier files are
 * deleted, but it takes most of the time of a run over many scans.
 */
export function writeAll(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  isSynced: boolean
): void {
  files.forEach((content, name) => {
    const file = pathOf.join(folder, name);
    makeFolder(pathOf.dirname(file));
    writeNew(file, content, isSynced);
  });
}

/** Write a file that must not exist yet; it is removed if writing fails. */
function writeNew(path: string, content: string | Uint8Array, isSynced: boolean): void {
  const file = openSync(path, 'wx');
  try {
    try {
      writeFileSync(file, content);
      if (isSynced) {
        fsyncSync(file);
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/**
 * Check before the work whether its result may be written: an existing file must be by this
 * program, or empty. In doubt it is the user's data.
 * @throws XESError `cli/usage`
 */
export async function refuseInputs(path: string, inputs: readonly string[]): Promise<void> {
  if (!isTaken(path)) {
    return;
  }
  if (inputs.some(input => isSameFile(input, path))) {
    throw new XESError(
      'cli/usage',
      `${path} is one of the inputs, which are never written. Choose another name.`
    );
  }
  if (!existsSync(path)) {
    throw taken(path, 'is a broken link, or is in a folder that can’t be read');
  }
  if (!(await isOwnFile(path))) {
    throw taken(
      path,
      'is there already, and it is no file that this program is known to have written'
    );
  }
}

function taken(path: string, what: string): XESError {
  return new XESError('cli/usage', `${path} ${what}. Choose another name, or delete it first.`);
}
