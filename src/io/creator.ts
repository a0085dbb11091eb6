import { BlockCache } from './blockcache.js';
import { CachedFile } from './cachedfile.js';
import { bytesOf, inHdf5 } from './h5file.js';
import type { LibrarySource } from './h5library.js';
import type { ByteSource } from './source.js';
import { readSuperblock } from './superblock.js';

/**
 * The program that says it made an HDF5 file: the text of the root's attribute `creator`. Null where there
 * is none, where the file is no HDF5 or is damaged, or where it begins with something else (a user block).
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
