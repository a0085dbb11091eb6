import { lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sha256Hex } from '../analysis/digest.js';
import { isRecord } from '../analysis/steps/parameters/index.js';
import { alike, foldersOf } from '../analysis/output/filenames.js';

/** The file that marks a folder of results, and lists its contents. */
export const resultFile = 'result.json';

/** One file written by a run. */
export interface WrittenFile {
  name: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

/** The files that a run wrote into a folder, from its `result.json`. */
export interface Manifest {
  names: string[];
  /** Whether all files are listed; the first versions listed none. */
  isComplete: boolean;
  /** Whether the run wrote this file, and it is unchanged since. */
  isAsWritten(name: string): boolean;
}

/** List files for the manifest. */
export function writtenFiles(files: ReadonlyMap<string, string | Uint8Array>): WrittenFile[] {
  return [...files].map(([name, content]) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return { name, size: bytes.length, sha256: sha256Hex(bytes) };
  });
}

/** The manifest of a folder of results; null if there is none. */
export function readManifest(folder: string): Manifest | null {
  const manifest = readResult(folder);
  if (!manifest) {
    return null;
  }
  const written = (Array.isArray(manifest.files) ? manifest.files : []).filter(isWritten);
  return {
    names: written.map(({ name }) => name),
    isComplete: Array.isArray(manifest.files),
    isAsWritten: name =>
      name === resultFile ||
      written.some(file => isSameName(file.name, name) && isUnchanged(folder, { ...file, name }))
  };
}

/** The `result.json` of a folder; null if there is none by this program. */
export function readResult(folder: string): Record<string, unknown> | null {
  const file = path.join(folder, resultFile);
  const result = lstatSync(file, { throwIfNoEntry: false })?.isFile() ? parse(file) : null;
  return result?.type === 'xes-result' ? result : null;
}

function parse(file: string): Record<string, unknown> | null {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isRecord(manifest) ? manifest : null;
  } catch {
    return null;
  }
}

/** A run writes no path outside its folder. */
function isWritten(value: unknown): value is WrittenFile {
  return (
    isRecord(value) &&
    typeof value.name === 'string' &&
    /^[^\\/\0]+(\/[^\\/\0]+)*$/.test(value.name) &&
    !/(^|\/)\.\.?(\/|$)/.test(value.name) &&
    typeof value.size === 'number' &&
    typeof value.sha256 === 'string'
  );
}

/** On some disks both names are one file. */
function isSameName(a: string, b: string): boolean {
  return alike(a) === alike(b);
}

function isUnchanged(folder: string, { name, size, sha256 }: WrittenFile): boolean {
  const file = path.join(folder, name);
  const isInside = foldersOf(name).every(item => isFolder(path.join(folder, item)));
  if (!isInside) {
    return false; // a link to a folder leads to other files
  }
  const stat = lstatSync(file, { throwIfNoEntry: false });
  return !!stat?.isFile() && stat.size === size && sha256Hex(readFileSync(file)) === sha256;
}

/** Whether a path is a folder itself, and not a link. */
export function isFolder(place: string): boolean {
  try {
    return lstatSync(place).isDirectory();
  } catch {
    return false;
  }
}
