import type { Contents } from '@jupyterlab/services';
import { fileVersion } from '../io/fileversion.js';
import type { FileVersion } from '../io/protocol.js';
import { checkInside } from './inside.js';

/**
 * The version of a file. Requested past the browser's cache, as every request of the contents API is.
 * @throws what the server says, such as 404; XESError `file/outside`.
 */
export async function versionOf(contents: Contents.IManager, path: string): Promise<FileVersion> {
  checkInside(contents.localPath(path));
  return fileVersion(await contents.get(path, { content: false }));
}
