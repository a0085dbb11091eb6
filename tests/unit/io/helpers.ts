import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BlockCache } from '../../../src/io/blockcache';
import { CachedFile } from '../../../src/io/cachedfile';
import { bytesOf, inHdf5 } from '../../../src/io/h5file';
import type { PluginSource } from '../../../src/io/h5filters';
import type { H5Tree } from '../../../src/io/h5tree';
import { linkedTo, type Neighbours } from '../../../src/io/linkedfiles';
import { BufferSource, type ByteSource } from '../../../src/io/source';
import { readSuperblock } from '../../../src/io/superblock';

const folder = resolve(__dirname, '../../../../shared/data/i20');

/** A real scan's path, or null (with the reason printed) if the data are missing. */
export function realScan(name: string): string | null {
  const path = join(folder, name);
  if (existsSync(path)) {
    return path;
  }
  console.warn(`Skipped: ${path} is not there`);
  return null;
}

/** Bytes of a real scan; call after `realScan` only. */
export function bytesOfScan(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}

/** A source of given bytes that records its reads. */
export class LoggedSource implements ByteSource {
  readonly lastModified = 'then';
  readonly reads: [number, number][] = [];

  constructor(private _bytes: Uint8Array) {}

  get size(): number {
    return this._bytes.length;
  }

  read(start: number, end: number): Uint8Array {
    this.reads.push([start, end]);
    return this._bytes.slice(start, end);
  }
}

/** `length` bytes that differ by position. */
export function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255);
}

/** Number of files that Emscripten has open; three are its own. */
export function openStreams(module: { FS: unknown }): number {
  return (module.FS as { streams: unknown[] }).streams.filter(Boolean).length;
}

/**
 * Use the tree of an HDF5 file given by its bytes.
 * @param neighbours the files around it; default: none are searched.
 */
export async function inTree<T>(
  bytes: Uint8Array,
  use: (tree: H5Tree) => T,
  plugins?: PluginSource,
  neighbours?: Neighbours
): Promise<T> {
  const cache = new BlockCache();
  const file = new CachedFile(new BufferSource(bytes), cache, 'a');
  const linked = neighbours && linkedTo(file, 'a', neighbours, { cache });
  const superblock = readSuperblock((start, n) => bytesOf(file, start, n), file.size);
  if (!superblock) {
    throw new Error('no HDF5');
  }
  try {
    return await inHdf5({ file, superblock, name: 'a', plugins, linked }, () => undefined, use);
  } finally {
    linked?.close();
  }
}
