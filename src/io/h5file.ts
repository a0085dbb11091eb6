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

/** An HDF5 file as bytes: what its superblock says, and what it is called. */
export interface H5Bytes {
  file: CachedFile;
  superblock: Superblock;
  name: string;
  /** Where filters come from that are not built in; without it such datasets can't be read. */
  plugins?: PluginSource;
  /** Makes the library anew after what may have harmed it; without it its worker is replaced. */
  library?: LibrarySource;
  /** The files that it links to; without them none is looked for. */
  linked?: LinkedFiles;
}

/**
 * Open an HDF5 file, use it and close it again.
 * @param expect called with the bytes that will be read from there on.
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
  const failed = () => failure; // a closure's assignments are not seen by the compiler
  const mounts = new Mounts(module, error => (failure = readingError(error)));
  const members = new Members(module, mounts, linked ?? null, { plugins, expect, failed });
  let refused: XESError | null = null;
  try {
    const tree = members.first(file, superblock, name);
    const using = use(tree);
    const made = using instanceof Promise ? await using : using; // others wait only where this does
    const hidden = failed();
    if (hidden) {
      throw hidden; // bytes that failed to come may look like an absent, optional array
    }
    return made;
  } catch (reason) {
    const error = readingError(reason);
    // what the source threw is the reason of what HDF5 says
    refused = isCrash(error.code) ? error : (failed() ?? error);
    throw refused;
  } finally {
    if (members.isBroken || refused?.code === 'file/truncated' || isCrash(refused?.code)) {
      markSpent(module); // HDF5 can write where it should not when it gives up damaged objects
    }
    if (refused?.code !== 'worker/crashed') {
      close(mounts, module, refused);
    }
  }
}

/** @throws XESError `worker/crashed` where HDF5 comes down only now, unless it is known already why the file is refused */
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
