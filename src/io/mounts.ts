import type { H5Module, OpenedFile } from './h5module.js';
import type { ReadableFile } from './patchedfile.js';
import { folderType, putInto, type EmscriptenFS, type Folder } from './rangefs.js';

let generation = 0;

/** Folders of Emscripten's own, which files of the outside world never stand in. */
const reserved = new Set(['dev', 'proc', 'filters']);

/** Where nothing is: HDF5 looks for relative names in the working directory too. */
const nowhere = '/nowhere';

/** Files by their paths, each beginning with `/`. */
export type Files = ReadonlyMap<string, ReadableFile>;

/** Opens files in folders of their own: HDF5 would share a file it has seen before. */
export class Mounts {
  constructor(
    private _module: H5Module,
    private _failed: (error: unknown) => void
  ) {}

  /** A file by itself: nothing that it links to is found from it, not even itself, for no link knows its name. */
  open(file: ReadableFile): OpenedFile {
    const name = `/${Math.random().toString(36).slice(2)}.nxs`;
    return this.openAmong(new Map([[name, file]]), name).opened;
  }

  /** One of several files, which it finds by relative names. @returns it, and the folder that all stand in. */
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
   * Work that is done at once, in which HDF5 finds files by absolute paths too.
   * @param folder what relative names of raw data count from; absent: they are not found.
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
