import { File as H5File, ready } from 'h5wasm';
import { XESError } from '../science/errors.js';
import type { CachedFile } from './cachedfile.js';
import { isCrash, readingError } from './failure.js';
import { clearHdf5Log, hdf5Log, takeHdf5Log } from './h5log.js';
import { H5Tree, type H5Module } from './h5tree.js';
import { singleFileType, type EmscriptenFS } from './rangefs.js';

let generation = 0;
let loaded: H5Module | null = null;

/** Bytes of the HDF5 library's memory; 0 before a file needed it. */
export function hdf5Heap(): number {
  return loaded?.HEAPU8.byteLength ?? 0;
}

/**
 * Open an HDF5 file, use it and close it again.
 * @param expect told of the bytes that will be read from there on.
 * @throws XESError `file/truncated`, `file/unreadable`, `worker/crashed`, and what `use` throws.
 */
export async function inHdf5<T>(
  file: CachedFile,
  name: string,
  expect: (bytes: number) => void,
  use: (tree: H5Tree) => T
): Promise<T> {
  const module: H5Module = await ready;
  loaded = module;
  const fs = module.FS as unknown as EmscriptenFS;
  takeHdf5Log(module.FS);
  clearHdf5Log();
  // a folder of its own for each opening: HDF5 would share a file it has seen before
  const folder = `/scan-${generation++}`;
  let failure: XESError | null = null;
  const failed = () => failure; // a closure's assignments are not seen by the compiler
  fs.mkdir(folder);
  const type = singleFileType(fs, 'scan.nxs', file, {
    missing: () => undefined,
    failed: error => (failure = readingError(error))
  });
  fs.mount(type, {}, folder);
  let opened: H5File | null = null;
  let isDead = false;
  try {
    opened = new H5File(`${folder}/scan.nxs`, 'r');
    if (opened.file_id < 0n) {
      throw new XESError(
        'file/truncated',
        `${name} is damaged: HDF5 can't open it. Copy it again.`,
        { cause: hdf5Log() }
      );
    }
    const made = use(new H5Tree(module, opened, failed, expect));
    const hidden = failed();
    if (hidden) {
      throw hidden; // bytes that failed to come may look like an absent, optional array
    }
    return made;
  } catch (reason) {
    const error = readingError(reason);
    isDead = error.code === 'worker/crashed';
    // what the source threw is the reason of what HDF5 says
    throw isCrash(error.code) ? error : (failed() ?? error);
  } finally {
    if (!isDead) {
      if (opened && opened.file_id >= 0n) {
        opened.close();
      }
      fs.unmount(folder);
      fs.rmdir(folder);
    }
  }
}
