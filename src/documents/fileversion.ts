import type { Contents } from '@jupyterlab/services';
import { fileVersion } from '../io/fileversion.js';
import type { FileVersion } from '../io/protocol.js';
import { checkInside } from './inside.js';

/**
 * The version of a file. The browser's cache is bypassed, as by every request of the contents API.
 * @throws errors of the server, such as 404; XESError `file/outside`.
 */
export async function versionOf(contents: Contents.IManager, path: string): Promise<FileVersion> {
  checkInside(contents.localPath(path));
  return fileVersion(await contents.get(path, { content: false }));
}
