import { PathExt } from '@jupyterlab/coreutils';
import type { DrivePaths } from '../documents/paths.js';
import { isInside } from '../documents/inside.js';
import { XESError } from '../base/errors.js';

/** A file as named by a kernel. */
export interface IKernelPath {
  /** Its name within a sentence. */
  readonly name: string;
  /**
   * Relative to the folder that the kernel started in, with `/`: as written, and with links
   * resolved. At least one of them is also valid from the notebook's folder.
   */
  readonly relative: readonly string[];
}

/**
 * JupyterLab paths that a kernel's path may refer to: the kernel starts in the notebook's folder.
 * @param started that folder, as the kernel sees it, with `/`.
 * @throws XESError `viewer/path` if there is none.
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

/** A JupyterLab path relative to the notebook's folder, where the kernel started. */
export function toKernel(contents: DrivePaths, notebook: string, path: string): string {
  const folder = PathExt.dirname(contents.localPath(notebook));
  return PathExt.relative('/' + folder, '/' + contents.localPath(path));
}

/** Whether a folder on disk can be a folder of the server. */
function isAt(started: string, folder: string): boolean {
  return folder === '' || `/${started}`.endsWith(`/${folder}`);
}

function refused(message: string): XESError {
  return new XESError('viewer/path', message);
}
