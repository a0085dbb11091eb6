import { PathExt } from '@jupyterlab/coreutils';
import type { Contents } from '@jupyterlab/services';
import { XESError } from '../base/errors.js';
import { isInside } from './inside.js';

/** Separates the drive of a path from the rest. */
export type DrivePaths = Pick<Contents.IManager, 'driveName' | 'localPath'>;

/** Folder of a path, with its drive (`PathExt.dirname` alone would lose `RTC:`). */
export function folderOf(contents: DrivePaths, path: string): string {
  return withDrive(contents, path, PathExt.dirname(contents.localPath(path)));
}

/** The path that a relative path means in the analysis at `analysis`. */
export function resolveFrom(contents: DrivePaths, analysis: string, relative: string): string {
  const folder = PathExt.dirname(contents.localPath(analysis));
  return withDrive(contents, analysis, PathExt.normalize(PathExt.join(folder, relative)));
}

/** The name of a file in the analysis at `analysis`: relative to the analysis' folder. */
export function relativeTo(contents: DrivePaths, analysis: string, path: string): string {
  const folder = PathExt.dirname(contents.localPath(analysis));
  return PathExt.relative('/' + folder, '/' + contents.localPath(path));
}

/**
 * Drives with the server's own files: JupyterLab's default, and that of real-time collaboration.
 */
const serverDrives = new Set(['', 'RTC']);

/**
 * The name of a scan that is added to an analysis. Analyses store no drives, so that on another
 * drive the name would mean another file.
 * @throws XESError `file/outside`
 */
export function nameOfAdded(contents: DrivePaths, analysis: string, path: string): string {
  if (!isSameDrive(contents.driveName(analysis), contents.driveName(path))) {
    throw new XESError(
      'file/outside',
      `${path} is not on the drive of the analysis, which can only refer to scans on its own drive. Copy the scan there and add the copy.`
    );
  }
  return relativeTo(contents, analysis, path);
}

function isSameDrive(a: string, b: string): boolean {
  return a === b || (serverDrives.has(a) && serverDrives.has(b));
}

/**
 * The name of a file in an analysis after a rename: as in the analysis' file, if that still refers
 * to it. A name outside the server's folder is unchanged, and refused on reading.
 * @param before its previous name.
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
