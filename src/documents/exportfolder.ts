import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import { join } from '../diagnostics/sinks/folder.js';
import { base64 } from '../base/bytes.js';
import { XESError } from '../base/errors.js';
import { exists } from './exists.js';
import { removeEmpty } from './removeempty.js';

/** A complete file. */
export interface IWholeFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Larger files are sent in chunks, bytes: servers limit the size of a request. */
const pieceBytes = 1_000_000;

/** Whether the server permits writing into a folder. */
export async function isWritable(contents: Contents.IManager, folder: string): Promise<boolean> {
  try {
    const { writable } = await contents.get(folder, { content: false });
    return writable !== false;
  } catch {
    return true; // writing is tried, and its failure reported
  }
}

/**
 * Write a new file: if its name exists, under a name with a number. An existing file is never
 * written.
 * @param onPiece called with the fraction written; an exception in it stops the writing and removes
 * the partial file.
 * @returns its path.
 * @throws XESError `file/write-failed`, and exceptions of `onPiece`.
 */
export async function writeNew(
  contents: Contents.IManager,
  folder: string,
  { name, bytes }: IWholeFile,
  onPiece: (share: number) => void = () => undefined
): Promise<string> {
  const path = await freePath(contents, folder, name);
  try {
    if (bytes.length <= pieceBytes) {
      await atOnce(contents, path, bytes);
    } else {
      await inPieces(contents, path, bytes, onPiece);
    }
  } catch (cause) {
    throw cause instanceof XESError ? cause : failure(path, cause);
  }
  return path;
}

/** `name`, else `name-2`, `name-3`, … */
async function freePath(
  contents: Contents.IManager,
  folder: string,
  name: string
): Promise<string> {
  const ending = PathExt.extname(name);
  const stem = name.slice(0, name.length - ending.length);
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? name : `${stem}-${n}${ending}`);
    if (!(await isTaken(contents, path))) {
      return path;
    }
  }
}

async function isTaken(contents: Contents.IManager, path: string): Promise<boolean> {
  try {
    return await exists(contents, path);
  } catch (cause) {
    throw failure(path, cause);
  }
}

async function atOnce(contents: Contents.IManager, path: string, bytes: Uint8Array): Promise<void> {
  try {
    await contents.save(path, { type: 'file', format: 'base64', content: base64(bytes) });
  } catch (reason) {
    await removeEmpty(contents, path);
    throw reason;
  }
}

async function inPieces(
  contents: Contents.IManager,
  path: string,
  bytes: Uint8Array,
  onPiece: (share: number) => void
): Promise<void> {
  const count = Math.ceil(bytes.length / pieceBytes);
  let isBegun = false;
  try {
    for (let i = 0; i < count; i++) {
      onPiece(i / count);
      const content = base64(bytes.subarray(i * pieceBytes, (i + 1) * pieceBytes));
      const chunk = i === count - 1 ? -1 : i + 1;
      const piece = { type: 'file' as const, format: 'base64' as const, content, chunk };
      await contents.save(path, piece);
      isBegun = true;
    }
  } catch (reason) {
    // the file is new, so remove it unless it is complete
    await (isBegun ? contents.delete(path).catch(() => undefined) : removeEmpty(contents, path));
    throw reason;
  }
}

function failure(path: string, cause: unknown): XESError {
  const status = (cause as { response?: Response }).response?.status;
  const why =
    status === 403
      ? 'You may not write there'
      : status === 404
        ? 'Its folder is not there'
        : 'Is the disk full, or is the folder one that can only be read?';
  const sentence = /\?$/.test(why) ? why : `${why}.`;
  return new XESError(
    'file/write-failed',
    `${PathExt.basename(path)} could not be written. ${sentence} Download it instead.`,
    { cause }
  );
}
