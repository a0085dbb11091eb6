import { BlockCache } from './blockcache.js';
import { CachedFile } from './cachedfile.js';
import { bytesOf, inHdf5 } from './h5file.js';
import type { LibrarySource } from './h5library.js';
import type { ByteSource } from './source.js';
import { readSuperblock } from './superblock.js';

/**
 * The program that created an HDF5 file according to the root's attribute `creator`. Null if there
 * is none, if the file is not HDF5 or is damaged, or if it begins with something else (a user
 * block).
 */
export async function creatorOf(
  source: ByteSource,
  name: string,
  library?: LibrarySource
): Promise<string | null> {
  try {
    const file = new CachedFile(source, new BlockCache(), name);
    const superblock = readSuperblock(
      (start, length) => bytesOf(file, start, length),
      Math.min(file.size, 512)
    );
    return superblock !== null && superblock.endOfFile <= file.size
      ? await inHdf5(
          { file, superblock, name, library },
          () => undefined,
          tree => tree.attribute('/', 'creator')
        )
      : null;
  } catch {
    return null;
  }
}
