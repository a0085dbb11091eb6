import type { Tree } from '../../../src/formats';
import { BlockCache } from '../../../src/io/blockcache';
import { CachedFile } from '../../../src/io/cachedfile';
import { bytesOf, inHdf5 } from '../../../src/io/h5file';
import { OpenedFile } from '../../../src/io/nodefile';
import { readSuperblock } from '../../../src/io/superblock';

/** Use the tree of an HDF5 file of this machine. */
export async function withTree<T>(path: string, use: (tree: Tree) => T): Promise<T> {
  const opened = new OpenedFile(path);
  const file = new CachedFile(opened, new BlockCache(), path);
  try {
    const superblock = readSuperblock((at, length) => bytesOf(file, at, length), file.size);
    if (!superblock) {
      throw new Error(`${path} is no HDF5 file`);
    }
    return await inHdf5({ file, superblock, name: path }, () => undefined, use);
  } finally {
    opened.close();
  }
}
