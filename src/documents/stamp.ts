import type { Contents } from '@jupyterlab/services';
import { checkInside } from './paths.js';

/**
 * What distinguishes two versions of a file: its size, its time of change to the µs, and the inode's,
 * which moves even where a copy keeps the other. Asked past the browser's cache, as every request of
 * the contents API is.
 * @throws what the server says, such as 404; XESError `file/outside`.
 */
export async function stampOf(contents: Contents.IManager, path: string): Promise<string> {
  checkInside(contents.localPath(path));
  const { size, last_modified, created } = await contents.get(path, { content: false });
  return [size, last_modified, created].join('|');
}
