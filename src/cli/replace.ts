import { existsSync, mkdirSync, realpathSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from './makefolder.js';
import { resultFile } from './manifest.js';
import { foldersOf } from '../analysis/output/filenames.js';
import { writeAll } from './output.js';
import { removeStale, temporaryName } from './partial.js';
import { isTaken } from './samefile.js';
import { writeError } from './writeerror.js';

/**
 * Replace files of a folder: all, or none. The new ones are written next to the earlier ones, which
 * are set aside, and removed only when all new ones are in place.
 * @param earlier paths of the files that are set aside.
 * @throws XESError `file/write-failed`; then nothing has changed.
 */
export function replaceIn(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  earlier: readonly string[]
): void {
  const moves = new Moves();
  const made: string[] = [];
  const aside = (real: string, end: 'part' | 'old') => {
    const at = path.join(real, temporaryName(end));
    mkdirSync(at);
    made.push(at);
    return at;
  };
  try {
    const real = realpathSync(folder);
    removeStale(real);
    const partial = aside(real, 'part');
    writeAll(partial, files, true);
    const old = aside(real, 'old');
    earlier.forEach(name => moves.do(path.join(real, name), path.join(old, name)));
    removeEmpty(real, earlier);
    // the file that lists the others comes last
    const names = [...files.keys()].filter(name => name !== resultFile);
    const last = files.has(resultFile) ? [resultFile] : [];
    [...names, ...last].forEach(name => moves.do(path.join(partial, name), path.join(real, name)));
  } catch (cause) {
    moves.undo();
    removeEmpty(folder, [...files.keys()]);
    const [partial, old] = made;
    quietly(() => rmSync(partial, { recursive: true, force: true }));
    // only if it is empty: it held the earlier files
    if (old !== undefined) {
      removeEmpty(old, earlier);
      quietly(() => rmdirSync(old));
    }
    throw writeError(folder, cause);
  }
  made.forEach(at => quietly(() => rmSync(at, { recursive: true, force: true })));
}

/** Renamings that can be undone. */
class Moves {
  /** Rename to an unused name: a file created there meanwhile is not replaced. */
  do(from: string, to: string): void {
    if (isTaken(to)) {
      throw Object.assign(new Error(`${to} is there`), { code: 'EEXIST' });
    }
    makeFolder(path.dirname(to));
    renameSync(from, to);
    this._done.push([from, to]);
  }

  undo(): void {
    for (const [from, to] of this._done.reverse()) {
      quietly(() => makeFolder(path.dirname(from)));
      quietly(() => renameSync(to, from));
    }
  }

  private _done: [from: string, to: string][] = [];
}

/** Remove empty folders along the paths, the inner ones first. */
function removeEmpty(folder: string, paths: readonly string[]): void {
  const folders = [...new Set(paths.flatMap(foldersOf))].sort((a, b) => b.length - a.length);
  folders
    .map(name => path.join(folder, name))
    .filter(place => existsSync(place))
    .forEach(place => quietly(() => rmdirSync(place)));
}

/** Failed tidying leaves files behind, which is harmless. */
function quietly(tidy: () => void): void {
  try {
    tidy();
  } catch {
    // the name of a leftover shows its origin
  }
}
