import type { XESError } from '../base/errors.js';
import { isCrash, readingError } from './failure.js';
import type { CachedFile } from './cachedfile.js';
import type { PluginSource } from './h5filters.js';
import type { H5Module } from './h5module.js';
import { hdf5Library, markSpent, type LibrarySource } from './h5library.js';
import { clearHdf5Log, takeHdf5Log } from './h5log.js';
import { Members } from './h5members.js';
import type { H5Tree } from './h5tree.js';
import type { LinkedFiles } from './linkedfiles.js';
import { Mounts } from './mounts.js';
import type { Superblock } from './superblock.js';

export { bytesOf } from './patchedfile.js';

/** An HDF5 file as bytes, with its superblock and its name. */
export interface H5Bytes {
  file: CachedFile;
  superblock: Superblock;
  name: string;
  /** Source of filters that are not built in; without it datasets that need them can't be read. */
  plugins?: PluginSource;
  /**
   * Creates a new instance of the library if the old one may be corrupted; without it the worker is
   * replaced.
   */
  library?: LibrarySource;
  /** The files it links to; default: none are searched for. */
  linked?: LinkedFiles;
}

/**
 * Open an HDF5 file, use it and close it again.
 * @param expect called with the number of bytes that will be read from then on.
 * @throws XESError `file/truncated`, `file/unreadable`, `worker/crashed`, and what `use` throws.
 */
export async function inHdf5<T>(
  { file, superblock, name, plugins, library, linked }: H5Bytes,
  expect: (bytes: number) => void,
  use: (tree: H5Tree) => T | Promise<T>
): Promise<T> {
  const module = await hdf5Library(library);
  takeHdf5Log(module.FS);
  clearHdf5Log();
  let failure: XESError | null = null;
  const failed = () => failure; // the compiler does not track assignments in closures
  const mounts = new Mounts(module, error => (failure = readingError(error)));
  const members = new Members(module, mounts, linked ?? null, { plugins, expect, failed });
  let refused: XESError | null = null;
  try {
    const tree = members.first(file, superblock, name);
    const using = use(tree);
    const made = using instanceof Promise ? await using : using; // stays synchronous if `use` is
    const hidden = failed();
    if (hidden) {
      throw hidden; // bytes that could not be fetched may look like a missing optional array
    }
    return made;
  } catch (reason) {
    const error = readingError(reason);
    // the source's error is the cause of HDF5's
    refused = isCrash(error.code) ? error : (failed() ?? error);
    throw refused;
  } finally {
    if (members.isBroken || refused?.code === 'file/truncated' || isCrash(refused?.code)) {
      markSpent(module); // HDF5 may corrupt memory when it gives up damaged objects
    }
    if (refused?.code !== 'worker/crashed') {
      close(mounts, module, refused);
    }
  }
}

/**
 * @throws XESError `worker/crashed` if HDF5 crashes only on closing, unless the file was already
 * refused
 */
function close(mounts: Mounts, module: H5Module, refused: XESError | null): void {
  try {
    mounts.close();
  } catch (reason) {
    markSpent(module);
    if (!refused) {
      throw reason;
    }
  }
}
