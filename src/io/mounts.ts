import type { H5Module, OpenedFile } from './h5module.js';
import type { ReadableFile } from './patchedfile.js';
import { folderType, putInto, type EmscriptenFS, type Folder } from './rangefs.js';

let generation = 0;

/** Emscripten's own folders, which never contain external files. */
const reserved = new Set(['dev', 'proc', 'filters']);

/** An empty working directory: HDF5 also searches it for relative names. */
const nowhere = '/nowhere';

/** Files by path, each beginning with `/`. */
export type Files = ReadonlyMap<string, ReadableFile>;

/** Opens files in separate folders: HDF5 would share a file it has seen before. */
export class Mounts {
  constructor(
    private _module: H5Module,
    private _failed: (error: unknown) => void
  ) {}

  /**
   * Open a single file: none of its links can be resolved, not even to itself, as no link contains
   * its name.
   */
  open(file: ReadableFile): OpenedFile {
    const name = `/${Math.random().toString(36).slice(2)}.nxs`;
    return this.openAmong(new Map([[name, file]]), name).opened;
  }

  /**
   * Open one of several files, which it finds by relative names.
   * @returns it, and the folder of all of them.
   */
  openAmong(files: Files, path: string): { opened: OpenedFile; folder: string } {
    const folder = `/scan-${generation++}`;
    this._mount(folder, treeOf(files));
    this._folders.push(folder);
    const { H5F_ACC_RDONLY } = this._module;
    const opened = {
      file_id: this._module.open(`${folder}${path}`, H5F_ACC_RDONLY, false, -1, -1)
    };
    this._files.push(opened);
    return { opened, folder };
  }

  /**
   * Run synchronous work during which HDF5 finds files by absolute paths too.
   * @param folder base of relative names of raw data; absent: these are not found.
   */
  during<T>(absolute: Files, folder: string | undefined, work: () => T): T {
    const mounted: { path: string; isMade: boolean }[] = [];
    const fs = this._fs;
    try {
      for (const [name, content] of treeOf(absolute)) {
        const path = `/${name}`;
        if (!('readInto' in content) && !reserved.has(name)) {
          const isMade = !fs.readdir('/').includes(name);
          this._mount(path, content, isMade);
          mounted.push({ path, isMade });
        }
      }
      this._goTo(folder ?? nowhere);
      return work();
    } finally {
      this._goTo(nowhere);
      mounted.forEach(({ path, isMade }) => this._unmount(path, isMade));
    }
  }

  close(): void {
    this._files
      .filter(({ file_id }) => file_id >= 0n)
      .forEach(({ file_id }) => this._module.close_file(file_id));
    this._folders.forEach(folder => this._unmount(folder, true));
  }

  private _mount(path: string, content: Folder, isNew = true): void {
    if (isNew) {
      this._fs.mkdir(path);
    }
    this._fs.mount(folderType(this._fs, content, this._failed), {}, path);
  }

  private _unmount(path: string, isMade: boolean): void {
    this._fs.unmount(path);
    if (isMade) {
      this._fs.rmdir(path);
    }
  }

  private _goTo(folder: string): void {
    if (folder === nowhere && !this._fs.readdir('/').includes(nowhere.slice(1))) {
      this._fs.mkdir(nowhere);
    }
    this._fs.chdir(folder);
  }

  private get _fs(): EmscriptenFS {
    return this._module.FS as unknown as EmscriptenFS;
  }

  private _folders: string[] = [];
  private _files: OpenedFile[] = [];
}

function treeOf(files: Files): Folder {
  const tree = new Map<string, ReadableFile | Map<string, ReadableFile>>();
  files.forEach((file, path) => putInto(tree, path, file));
  return tree;
}
