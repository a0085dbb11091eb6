import { PathExt } from '@jupyterlab/coreutils';
import type { DrivePaths } from '../documents/paths.js';
import { isInside } from '../documents/inside.js';
import { XESError } from '../base/errors.js';

/** A file as a kernel names it. */
export interface IKernelPath {
  /** As it is called in a sentence. */
  readonly name: string;
  /**
   * Relative to the folder that the kernel started in, with `/`: as it is written, and with links followed. One of
   * both leads there from the notebook's folder too.
   */
  readonly relative: readonly string[];
}

/**
 * Paths, as JupyterLab has them, that a kernel's path may be: the kernel starts in the notebook's folder.
 * @param started that folder, as the kernel has it, with `/`.
 * @throws XESError `viewer/path` where there is none.
 */
export function fromKernel(
  contents: DrivePaths,
  notebook: string,
  started: string,
  { name, relative }: IKernelPath
): string[] {
  const folder = PathExt.dirname(contents.localPath(notebook));
  const drive = contents.driveName(notebook);
  // on a drive of another kind the kernel sees other files
  const isOurs = drive === '' || drive === 'RTC';
  if (!isOurs || !isAt(started, folder)) {
    throw refused(
      `${name} can't be found from here: this kernel did not start in the folder of its notebook. Open the file from the file browser.`
    );
  }
  const paths = relative
    .filter(path => !/^([A-Za-z]:|\/)/.test(path))
    .map(path => PathExt.normalize(PathExt.join(folder, path)))
    .filter(isInside);
  if (paths.length === 0) {
    throw refused(
      `${name} is not below the folder that JupyterLab shows. Copy it there, or link the folder it is in.`
    );
  }
  return [...new Set(paths)];
}

/** A path of JupyterLab's relative to the notebook's folder: where the kernel started. */
export function toKernel(contents: DrivePaths, notebook: string, path: string): string {
  const folder = PathExt.dirname(contents.localPath(notebook));
  return PathExt.relative('/' + folder, '/' + contents.localPath(path));
}

/** Whether a folder on disk can be that one of the server. */
function isAt(started: string, folder: string): boolean {
  return folder === '' || `/${started}`.endsWith(`/${folder}`);
}

function refused(message: string): XESError {
  return new XESError('viewer/path', message);
}
