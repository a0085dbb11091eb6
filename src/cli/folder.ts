import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import path from 'node:path';
import { isRecord } from '../analysis/parameters/index.js';
import { XESError } from '../science/errors.js';
import { writeError } from './output.js';

/** The file that marks a folder as one of results, and tells what is in it. */
export const resultFile = 'result.json';

/**
 * Write a folder of results whole or not at all. One that is there is replaced where it was written by an
 * earlier run.
 * @throws XESError `cli/usage` where it is another's, `file/write-failed`
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  requireOwn(folder);
  const { dir, base } = path.parse(path.resolve(folder));
  const [partial, old] = ['part', 'old'].map(end =>
    path.join(dir, `.${base}.${process.pid}.${end}`)
  );
  try {
    mkdirSync(partial, { recursive: true });
    files.forEach((content, name) => writeFileSync(path.join(partial, name), content));
    if (existsSync(folder)) {
      renameSync(folder, old);
    }
    renameSync(partial, folder);
    rmSync(old, { recursive: true, force: true });
  } catch (cause) {
    rmSync(partial, { recursive: true, force: true });
    if (existsSync(old) && !existsSync(folder)) {
      renameSync(old, folder);
    }
    throw writeError(folder, cause);
  }
}

function requireOwn(folder: string): void {
  if (!existsSync(folder) || isOwn(folder)) {
    return;
  }
  throw new XESError(
    'cli/usage',
    `${folder} is there already and holds no results of an earlier run. Choose another --out.`
  );
}

function isOwn(folder: string): boolean {
  try {
    if (readdirSync(folder).length === 0) {
      return true;
    }
    const told: unknown = JSON.parse(readFileSync(path.join(folder, resultFile), 'utf8'));
    return isRecord(told) && told.type === 'xes-result';
  } catch {
    return false;
  }
}
