import type { Contents } from '@jupyterlab/services';
import { PathExt } from '@jupyterlab/coreutils';
import { resolveFrom, type DrivePaths } from '../documents/paths.js';
import type { IFileStamp } from './viewdata.js';

/** Tolerance for servers that round times differently, ms. */
const rounding = 1000;

/**
 * Names of files that have changed, as far as the server reports. Never rejects.
 * @param notebook paths are relative to its folder.
 */
export async function changedFiles(
  contents: DrivePaths & Pick<Contents.IManager, 'get'>,
  notebook: string,
  stamps: readonly IFileStamp[]
): Promise<string[]> {
  const isOther = async ({ path, size, modified }: IFileStamp) => {
    try {
      const found = await contents.get(resolveFrom(contents, notebook, path), { content: false });
      const time = Date.parse(found.last_modified);
      return found.size !== size || Math.abs(time - modified) > rounding;
    } catch {
      return false; // the viewer reports what is wrong with it
    }
  };
  const others = await Promise.all(stamps.map(isOther));
  return stamps.filter((_, i) => others[i]).map(({ path }) => PathExt.basename(path));
}
