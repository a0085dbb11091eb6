import type { Contents } from '@jupyterlab/services';
import { listFolder, matchingPaths, requireFew } from '../documents/folderscans.js';
import { folderOf } from '../documents/paths.js';
import { XESError } from '../base/errors.js';
import { askForFolder, type FolderChoice } from '../widgets/folderform.js';

/**
 * Paths of the scans of a folder.
 * @param path of the document.
 * @param choice null: ask the user.
 * @returns null if the dialog was cancelled.
 * @throws XESError `file/not-found`, `analysis/too-large`
 */
export async function addFolder(
  contents: Contents.IManager,
  path: string,
  choice: FolderChoice | null
): Promise<readonly string[] | null> {
  const list = async (folder: string) => {
    const listing = await listFolder(contents, folder);
    return (pattern: string) => matchingPaths(listing, pattern);
  };
  const chosen = choice ?? (await askForFolder({ folder: folderOf(contents, path), list }));
  if (!chosen) {
    return null;
  }
  const { folder, pattern } = chosen;
  const paths = (await list(folder))(pattern);
  if (paths.length === 0) {
    const names = pattern.trim() === '' ? 'a scan' : `"${pattern.trim()}"`;
    throw new XESError(
      'file/not-found',
      `No file in ${folder || 'the root folder'} is ${names}. Check the folder and the pattern.`
    );
  }
  requireFew(paths);
  return paths;
}
