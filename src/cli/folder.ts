import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { XESError } from '../base/errors.js';
import { foldersOf } from '../analysis/output/filenames.js';
import { uninterrupted } from './interruption.js';
import { isFolder, readManifest, resultFile, type Manifest } from './manifest.js';
import { writeAll } from './output.js';
import { temporaryName } from './partial.js';
import { replaceIn } from './replace.js';
import { isSameFile, isTaken } from './samefile.js';
import { isOwnFile } from './ownfile.js';
import { writeError } from './writeerror.js';

/** The files of a folder of results, by their paths within it. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

/**
 * Write a folder of results completely or not at all. In a folder written by an earlier run only
 * that run's unchanged files are replaced; other files in it stay.
 * @param inputs files that are never written, wherever they are.
 * @throws XESError `cli/usage` if the folder or a file in it was not written by this program,
 * `file/write-failed`
 */
export async function writeFolder(
  folder: string,
  files: Files,
  inputs: readonly string[]
): Promise<void> {
  requireOwn(folder);
  if (isTaken(folder)) {
    const earlier = await replaceable(folder, files, inputs);
    uninterrupted(() => replaceIn(folder, files, earlier));
  } else {
    uninterrupted(() => writeWhole(folder, files));
  }
}

/** A new folder appears with all of its files at once. */
function writeWhole(folder: string, files: Files): void {
  const partial = path.join(path.dirname(path.resolve(folder)), temporaryName('part'));
  try {
    mkdirSync(partial);
    try {
      writeAll(partial, files, false); // no earlier file can be lost with it
      renameSync(partial, folder);
    } catch (error) {
      rmSync(partial, { recursive: true, force: true });
      throw error;
    }
  } catch (cause) {
    throw writeError(folder, cause);
  }
}

/** Refuse a folder that this program did not write. @throws XESError `cli/usage` */
export function requireOwn(folder: string): void {
  if (!isTaken(folder) || isOwn(folder)) {
    return;
  }
  throw new XESError(
    'cli/usage',
    `${folder} is there already and holds no results of an earlier run. Choose another --out.`
  );
}

function isOwn(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0 || readManifest(folder) !== null;
  } catch {
    return false;
  }
}

/**
 * Names of the files to be replaced: those that the earlier run wrote and that are unchanged.
 * @throws XESError `cli/usage` if a new file would replace any other file.
 */
async function replaceable(
  folder: string,
  files: Files,
  inputs: readonly string[]
): Promise<string[]> {
  const manifest = readManifest(folder);
  const isInput = (file: string) => inputs.some(input => isSameFile(input, file));
  const names: string[] = [];
  for (const name of files.keys()) {
    const file = path.join(folder, name);
    foldersOf(name)
      .filter(item => !manifest?.isAsWritten(item)) // a file that is replaced
      .forEach(item => requireFolder(path.join(folder, item)));
    if (!isTaken(file) || isEmptied(folder, name, manifest)) {
      continue;
    }
    if (isInput(file)) {
      throw taken(file, 'is one of the inputs, which are never written');
    }
    const isKnown = manifest?.isAsWritten(name) ?? false;
    const isOwn = manifest?.isComplete ? isKnown : isKnown || (await isPlain(file));
    if (!isOwn) {
      throw taken(file, 'is not as an earlier run wrote it');
    }
    names.push(name);
  }
  const isNamed = (file: string) => names.some(name => isSameFile(path.join(folder, name), file));
  const stale = (manifest?.names ?? []).filter(name => {
    const file = path.join(folder, name);
    return !isNamed(file) && manifest?.isAsWritten(name) && !isInput(file);
  });
  return [...names.filter(name => name !== resultFile), ...stale, resultFile].filter(name =>
    existsSync(path.join(folder, name))
  );
}

/**
 * A folder in a folder of results; a link might lead to other files.
 * @throws XESError `cli/usage`
 */
function requireFolder(place: string): void {
  if (isTaken(place) && !isFolder(place)) {
    throw taken(place, 'is no folder');
  }
}

/** Whether all files in a folder are replaced, so that a file may take its name. */
function isEmptied(folder: string, name: string, manifest: Manifest | null): boolean {
  const place = path.join(folder, name);
  return (
    isFolder(place) &&
    readdirSync(place, { recursive: true, encoding: 'utf8' }).every(inside => {
      const own = [name, ...inside.split(path.sep)].join('/');
      return isFolder(path.join(folder, own)) || manifest?.isAsWritten(own);
    })
  );
}

/** A regular file of this program, and no link. */
async function isPlain(file: string): Promise<boolean> {
  return lstatSync(file).isFile() && (await isOwnFile(file));
}

function taken(file: string, what: string): XESError {
  return new XESError('cli/usage', `${file} ${what}. Move it away, or choose another --out.`);
}
