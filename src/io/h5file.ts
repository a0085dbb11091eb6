import { File as H5File, ready } from 'h5wasm';
import { XESError } from '../base/errors.js';
import { isCrash, readingError } from './failure.js';
import type { CachedFile } from './cachedfile.js';
import type { ReadBytes } from './h5header.js';
import { ObjectHeaders } from './h5headers.js';
import { DatasetFilters, isSpent, type PluginSource } from './h5filters.js';
import { clearHdf5Log, hdf5Log, takeHdf5Log } from './h5log.js';
import type { H5Module } from './h5module.js';
import { H5Tree } from './h5tree.js';
import { PatchedFile, type Patch, type ReadableFile } from './patchedfile.js';
import { singleFileType, type EmscriptenFS } from './rangefs.js';
import { ReadAhead } from './readahead.js';
import { closedPatches, type Superblock } from './superblock.js';
import { UnfilledView } from './unfilled.js';

let generation = 0;
let loaded: H5Module | null = null;

/** Bytes of the HDF5 library's memory; 0 before a file needed it. */
export function hdf5Heap(): number {
  return loaded?.HEAPU8.byteLength ?? 0;
}

/** Whether the HDF5 library met what may have harmed it, so that its worker should not read another file. */
export function isHdf5Spent(): boolean {
  return loaded !== null && isSpent(loaded);
}

/** An HDF5 file as bytes: what its superblock says, and what it is called. */
export interface H5Bytes {
  file: CachedFile;
  superblock: Superblock;
  name: string;
  /** Where filters come from that are not built in; without it such datasets can't be read. */
  plugins?: PluginSource;
}

/**
 * Open an HDF5 file, use it and close it again.
 * @param expect called with the bytes that will be read from there on.
 * @throws XESError `file/truncated`, `file/unreadable`, `worker/crashed`, and what `use` throws.
 */
export async function inHdf5<T>(
  { file, superblock, name, plugins }: H5Bytes,
  expect: (bytes: number) => void,
  use: (tree: H5Tree) => T | Promise<T>
): Promise<T> {
  const module: H5Module = await ready;
  loaded = module;
  takeHdf5Log(module.FS);
  clearHdf5Log();
  let failure: XESError | null = null;
  const failed = () => failure; // a closure's assignments are not seen by the compiler
  const mounts = new Mounts(module, error => (failure = readingError(error)));
  const read: ReadBytes = (start, length) => bytesOf(file, start, length);
  const closed = closedPatches(read, superblock, file.size);
  let isDead = false;
  try {
    const opened = mounts.open(new PatchedFile(file, closed));
    if (opened.file_id < 0n) {
      throw new XESError(
        'file/truncated',
        `${name} is damaged: HDF5 can't open it. Copy it again.`,
        { cause: hdf5Log() }
      );
    }
    const reopen = (patches: readonly Patch[]) =>
      mounts.open(new PatchedFile(file, [...closed, ...patches]));
    const headers =
      superblock.width === 8 ? new ObjectHeaders(module, opened, read, superblock.offset) : null;
    const unfilled = headers && new UnfilledView(module, opened, headers, reopen);
    const ahead = headers && new ReadAhead(file.parts, headers, file.size);
    const filters = new DatasetFilters(module, opened.file_id, plugins);
    const tree = new H5Tree(module, opened, failed, expect, unfilled, ahead, filters);
    tree.isGrowing = superblock.isOpenForWriting;
    const using = use(tree);
    const made = using instanceof Promise ? await using : using; // others wait only where this does
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
      mounts.close();
    }
  }
}

/** Bytes of a file, fewer at its end. */
export function bytesOf(file: ReadableFile, start: number, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(length, file.size - start)));
  file.readInto(bytes, start);
  return bytes;
}

/** Opens files in folders of their own: HDF5 would share a file it has seen before. */
class Mounts {
  constructor(
    private _module: H5Module,
    private _failed: (error: unknown) => void
  ) {}

  open(file: ReadableFile): H5File {
    const folder = `/scan-${generation++}`;
    this._fs.mkdir(folder);
    const events = { missing: () => undefined, failed: this._failed };
    this._fs.mount(singleFileType(this._fs, 'scan.nxs', file, events), {}, folder);
    this._folders.push(folder);
    const opened = new H5File(`${folder}/scan.nxs`, 'r');
    this._files.push(opened);
    return opened;
  }

  close(): void {
    this._files.filter(({ file_id }) => file_id >= 0n).forEach(file => file.close());
    for (const folder of this._folders) {
      this._fs.unmount(folder);
      this._fs.rmdir(folder);
    }
  }

  private get _fs(): EmscriptenFS {
    return this._module.FS as unknown as EmscriptenFS;
  }

  private _folders: string[] = [];
  private _files: H5File[] = [];
}
