import type { ReadableFile } from './patchedfile.js';

/** The parts of Emscripten's file system that a mounted type uses. */
export interface EmscriptenFS {
  createNode(parent: FSNode | null, name: string, mode: number, rdev: number): FSNode;
  mkdir(path: string): unknown;
  rmdir(path: string): unknown;
  mount(type: unknown, options: object, path: string): unknown;
  unmount(path: string): unknown;
  ErrnoError: new (errno: number) => Error;
}

interface FSNode {
  id: number;
  mode: number;
  node_ops: unknown;
  stream_ops: unknown;
  file?: ReadableFile;
}

interface FSStream {
  node: FSNode;
  position: number;
}

const directory = 0o040555;
const regular = 0o100444;
const errno = { EIO: 29, EINVAL: 28, ENOENT: 44, EROFS: 69 };

/**
 * A read-only folder with one file in it, whose bytes come from a ReadableFile. Names that are asked
 * for and not there (targets of external links) are reported, not searched for on the server.
 */
export function singleFileType(
  fs: EmscriptenFS,
  name: string,
  file: ReadableFile,
  events: { missing: (name: string) => void; failed: (error: unknown) => void }
) {
  const refuse = () => {
    throw new fs.ErrnoError(errno.EROFS);
  };
  const make = (
    parent: FSNode | null,
    label: string,
    mode: number,
    content?: ReadableFile
  ): FSNode => {
    const node = fs.createNode(parent, label, mode, 0);
    return Object.assign(node, { node_ops: nodeOps, stream_ops: streamOps, file: content });
  };
  const nodeOps = {
    getattr(node: FSNode) {
      const size = node.file?.size ?? 4096;
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
      if (label === name) {
        return make(parent, label, regular, file);
      }
      events.missing(label);
      throw new fs.ErrnoError(errno.ENOENT);
    },
    readdir: () => ['.', '..', name],
    setattr: refuse,
    mknod: refuse,
    unlink: refuse,
    rename: refuse
  };
  const streamOps = {
    read(stream: FSStream, buffer: Int8Array, offset: number, length: number, position: number) {
      const target = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length);
      try {
        return stream.node.file?.readInto(target, position) ?? 0;
      } catch (error) {
        events.failed(error);
        throw new fs.ErrnoError(errno.EIO);
      }
    },
    llseek(stream: FSStream, offset: number, whence: number): number {
      const base =
        whence === 1 ? stream.position : whence === 2 ? (stream.node.file?.size ?? 0) : 0;
      if (base + offset < 0) {
        throw new fs.ErrnoError(errno.EINVAL);
      }
      return base + offset;
    },
    write: refuse
  };
  return { mount: () => make(null, '/', directory) };
}
