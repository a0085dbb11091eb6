import type { ReadableFile } from './patchedfile.js';

/** The parts of Emscripten's file system needed by a mounted type. */
export interface EmscriptenFS {
  createNode(parent: FSNode | null, name: string, mode: number, rdev: number): FSNode;
  mkdir(path: string): unknown;
  rmdir(path: string): unknown;
  readdir(path: string): string[];
  chdir(path: string): void;
  mount(type: unknown, options: object, path: string): unknown;
  unmount(path: string): unknown;
  ErrnoError: new (errno: number) => Error;
}

interface FSNode {
  id: number;
  mode: number;
  node_ops: unknown;
  stream_ops: unknown;
  content?: ReadableFile | Folder;
}

interface FSStream {
  node: FSNode;
  position: number;
}

/** The content of a folder, by name. */
export type Folder = ReadonlyMap<string, ReadableFile | Folder>;

const directory = 0o040555;
const regular = 0o100444;
const errno = { EIO: 29, EINVAL: 28, ENOENT: 44, EROFS: 69 };

/** Add a file to a folder tree. @param path `/`-separated, without `.` and `..` */
export function putInto(
  folder: Map<string, ReadableFile | Folder>,
  path: string,
  file: ReadableFile
) {
  const [name, ...rest] = path.split('/').filter(part => part !== '');
  if (rest.length === 0) {
    folder.set(name, file);
    return;
  }
  const known = folder.get(name);
  const inner = new Map(known && !isFile(known) ? known : []);
  putInto(inner, rest.join('/'), file);
  folder.set(name, inner);
}

/**
 * A read-only folder whose files' bytes come from ReadableFiles. Unknown names are not searched
 * for: the set of files is fixed before HDF5 accesses them.
 * @param failed called with errors of reading bytes.
 */
export function folderType(fs: EmscriptenFS, root: Folder, failed: (error: unknown) => void) {
  const refuse = () => {
    throw new fs.ErrnoError(errno.EROFS);
  };
  const make = (parent: FSNode | null, label: string, content: ReadableFile | Folder): FSNode => {
    const node = fs.createNode(parent, label, isFile(content) ? regular : directory, 0);
    return Object.assign(node, { node_ops: nodeOps, stream_ops: streamOps, content });
  };
  const fileOf = ({ content }: FSNode) => (content && isFile(content) ? content : null);
  const folderOf = ({ content }: FSNode) => (content && !isFile(content) ? content : null);
  const nodeOps = {
    getattr(node: FSNode) {
      const size = fileOf(node)?.size ?? 4096;
      const time = new Date(0);
      // HDF5 distinguishes open files by device and inode
      const identity = {
        dev: 77,
        ino: node.id,
        mode: node.mode,
        nlink: 1,
        uid: 0,
        gid: 0,
        rdev: 0
      };
      const blocks = { blksize: 4096, blocks: Math.ceil(size / 512) };
      return { ...identity, ...blocks, size, atime: time, mtime: time, ctime: time };
    },
    lookup(parent: FSNode, label: string): FSNode {
      const content = folderOf(parent)?.get(label);
      if (content) {
        return make(parent, label, content);
      }
      throw new fs.ErrnoError(errno.ENOENT);
    },
    readdir: (node: FSNode) => ['.', '..', ...(folderOf(node)?.keys() ?? [])],
    setattr: refuse,
    mknod: refuse,
    unlink: refuse,
    rename: refuse
  };
  const streamOps = {
    read(stream: FSStream, buffer: Int8Array, offset: number, length: number, position: number) {
      const target = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length);
      try {
        return fileOf(stream.node)?.readInto(target, position) ?? 0;
      } catch (error) {
        failed(error);
        throw new fs.ErrnoError(errno.EIO);
      }
    },
    llseek(stream: FSStream, offset: number, whence: number): number {
      const end = fileOf(stream.node)?.size ?? 0;
      const base = whence === 1 ? stream.position : whence === 2 ? end : 0;
      if (base + offset < 0) {
        throw new fs.ErrnoError(errno.EINVAL);
      }
      return base + offset;
    },
    write: refuse
  };
  return { mount: () => make(null, '/', root) };
}

function isFile(content: ReadableFile | Folder): content is ReadableFile {
  return 'readInto' in content;
}
