import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import { XESError } from '../base/errors.js';
import { isInside } from './inside.js';

/** What separates a path's drive from the rest of it. */
export type DrivePaths = Pick<Contents.IManager, 'driveName' | 'localPath'>;

/** Folder of a path, with its drive (`PathExt.dirname` alone loses `RTC:`). */
export function folderOf(contents: DrivePaths, path: string): string {
  return withDrive(contents, path, PathExt.dirname(contents.localPath(path)));
}

/** The path an analysis at `analysis` means by a relative path. */
export function resolveFrom(contents: DrivePaths, analysis: string, relative: string): string {
  const folder = PathExt.dirname(contents.localPath(analysis));
  return withDrive(contents, analysis, PathExt.normalize(PathExt.join(folder, relative)));
}

/** How an analysis at `analysis` names a file: relative to its own folder. */
export function relativeTo(contents: DrivePaths, analysis: string, path: string): string {
  const folder = PathExt.dirname(contents.localPath(analysis));
  return PathExt.relative('/' + folder, '/' + contents.localPath(path));
}

/** Drives that are the server's own files: JupyterLab's, and the one of real-time collaboration. */
const serverDrives = new Set(['', 'RTC']);

/**
 * How an analysis names a scan that is added to it: an analysis knows no drives, so that on another one the
 * name would mean another file.
 * @throws XESError `file/outside`
 */
export function nameOfAdded(contents: DrivePaths, analysis: string, path: string): string {
  if (!isSameDrive(contents.driveName(analysis), contents.driveName(path))) {
    throw new XESError(
      'file/outside',
      `${path} is not where the analysis is: an analysis can only name scans of its own drive. Copy the scan there and add the copy.`
    );
  }
  return relativeTo(contents, analysis, path);
}

function isSameDrive(one: string, other: string): boolean {
  return one === other || (serverDrives.has(one) && serverDrives.has(other));
}

/**
 * How an analysis names a file after a rename: as in its own file, where that still leads there. A name
 * that leads out of the server stays, to be refused when it is read.
 * @param before its name so far.
 * @param saved its name in the file of the analysis.
 */
export function nameOf(
  contents: DrivePaths,
  analysis: string,
  path: string,
  before: string,
  saved = before
): string {
  if (!isInside(contents.localPath(path))) {
    return before;
  }
  const isRight = resolveFrom(contents, analysis, saved) === path;
  return isRight ? saved : relativeTo(contents, analysis, path);
}

function withDrive(contents: DrivePaths, like: string, localPath: string): string {
  const drive = contents.driveName(like);
  return drive ? `${drive}:${localPath}` : localPath;
}
