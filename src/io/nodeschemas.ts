import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { schemaFile } from '../base/schemafile.js';
import type { GivenSchema } from '../formats/schema/types.js';

/** Names the folders with schemas of packages, as a PATH does. */
export const foldersVariable = 'JUPYTERLAB_XES_SCHEMAS';

/** Bytes of the largest file of schemas. */
const mostBytes = 2 ** 20;

/**
 * Facility schemas on this machine: beside the data, then those of packages. Each folder is looked at once, so that all
 * files of one command are read by the same.
 */
export class NodeSchemas {
  /** @param folders of packages. */
  constructor(
    private _folders: readonly string[] = foldersOf(process.env[foldersVariable]),
    private _home: string = os.homedir()
  ) {}

  /** The schemas that a file may be read by, the nearest first. */
  of(file: string): readonly GivenSchema[] {
    const folder = realFolder(path.dirname(path.resolve(file)));
    return [...this._beside(folder, true), ...this._ofPackages()];
  }

  /**
   * Upwards to the root, for a beamline keeps its schema above the data of its visitors; but not beyond a repository or
   * a home, which are the world of what is in them. Where anybody may write (/tmp) a schema counts only for the files
   * of that very folder: else one could change what another one's numbers are.
   */
  private _beside(folder: string, isOwn: boolean): readonly GivenSchema[] {
    const key = `${folder}${isOwn ? '' : '/.'}`;
    const known = this._known.get(key);
    if (known) {
      return known;
    }
    const parent = path.dirname(folder);
    const isEnd =
      parent === folder || folder === this._home || existsSync(path.join(folder, '.git'));
    const own = isOwn || !isOpenToAll(folder) ? schemaIn(path.join(folder, schemaFile)) : [];
    const found = [...own, ...(isEnd ? [] : this._beside(parent, false))];
    this._known.set(key, found);
    return found;
  }

  private _ofPackages(): readonly GivenSchema[] {
    return (this._packages ??= this._folders.flatMap(folder =>
      namesIn(folder)
        .filter(name => name.endsWith('.json'))
        .sort()
        .flatMap(name => schemaIn(path.join(folder, name)))
    ));
  }

  private _known = new Map<string, readonly GivenSchema[]>();
  private _packages: readonly GivenSchema[] | null = null;
}

function foldersOf(list: string | undefined): readonly string[] {
  return (list ?? '').split(path.delimiter).filter(folder => folder !== '');
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder; // that the file is not there is said when it is read
  }
}

function isOpenToAll(folder: string): boolean {
  try {
    return process.platform !== 'win32' && (lstatSync(folder).mode & 0o002) !== 0;
  } catch {
    return true;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What a file has; none where there is no such file, and where it can't be read a text that says so when it is used. */
function schemaIn(file: string): readonly GivenSchema[] {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) {
      return []; // a pipe would be waited for
    }
    return [
      stat.size > mostBytes
        ? { from: file, text: '', fault: `it has ${stat.size} bytes, and ${mostBytes} are read` }
        : { from: file, text: readFileSync(file, 'utf8') }
    ];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isThere = code !== 'ENOENT' && code !== 'ENOTDIR';
    return isThere ? [{ from: file, text: '', fault: `it can't be read (${message})` }] : [];
  }
}
