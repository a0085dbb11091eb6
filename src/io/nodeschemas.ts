import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { schemaFile } from '../base/schemafile.js';
import type { GivenSchema } from '../formats/schema/types.js';

/** Lists the folders with schemas of packages, like PATH. */
export const foldersVariable = 'JUPYTERLAB_XES_SCHEMAS';

/** Largest size of a file of schemas, bytes. */
const mostBytes = 2 ** 20;

/**
 * Facility schemas on this machine: next to the data, then those of packages. Each folder is read
 * once, so that all files of a command are read with the same schemas.
 */
export class NodeSchemas {
  /** @param folders of packages. */
  constructor(
    private _folders: readonly string[] = foldersOf(process.env[foldersVariable]),
    private _home: string = os.homedir()
  ) {}

  /** The schemas to try for a file, the nearest first. */
  of(file: string): readonly GivenSchema[] {
    const folder = realFolder(path.dirname(path.resolve(file)));
    return [...this._beside(folder, true), ...this._ofPackages()];
  }

  /**
   * Searches upwards to the root, as a beamline keeps its schema above the data of its visitors;
   * but not beyond a repository or a home directory, which are self-contained. In folders that
   * anybody may write to (/tmp) a schema applies to files of that very folder only: otherwise one
   * user could change how another user's numbers are read.
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
    const ownSchemas = isOwn || !isOpenToAll(folder) ? schemaIn(path.join(folder, schemaFile)) : [];
    const found = [...ownSchemas, ...(isEnd ? [] : this._beside(parent, false))];
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
    return folder; // a missing file is reported when it is read
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

/**
 * The schemas in a file; empty if there is no such file. If it can't be read, a placeholder reports
 * this when used.
 */
function schemaIn(file: string): readonly GivenSchema[] {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) {
      return []; // opening a pipe would block
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
