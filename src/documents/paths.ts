import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';

/** Folder of a path, its drive kept (`PathExt.dirname` alone loses `RTC:`). */
export function folderOf(contents: Contents.IManager, path: string): string {
  return withDrive(contents, path, PathExt.dirname(contents.localPath(path)));
}

/** The path an analysis at `analysis` means by a relative path. */
export function resolveFrom(
  contents: Contents.IManager,
  analysis: string,
  relative: string
): string {
  const folder = PathExt.dirname(contents.localPath(analysis));
  return withDrive(contents, analysis, PathExt.normalize(PathExt.join(folder, relative)));
}

/** How an analysis at `analysis` names a file: relative to its own folder. */
export function relativeTo(contents: Contents.IManager, analysis: string, path: string): string {
  const folder = PathExt.dirname(contents.localPath(analysis));
  return PathExt.relative('/' + folder, '/' + contents.localPath(path));
}

function withDrive(contents: Contents.IManager, like: string, localPath: string): string {
  const drive = contents.driveName(like);
  return drive ? `${drive}:${localPath}` : localPath;
}
