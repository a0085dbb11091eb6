import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  statSync,
  type BigIntStats
} from 'node:fs';
import { asXESError, XESError } from '../base/errors.js';
import type { ByteSource } from './source.js';

/** A file on this machine, opened for reading, that must not change until it is closed. */
export class OpenedFile implements ByteSource {
  /** @throws XESError `file/not-found`, `file/forbidden`, `file/unreadable` */
  constructor(private _path: string) {
    try {
      const { fd, stat } = openRegular(_path);
      this._fd = fd;
      this.size = Number(stat.size);
      this.lastModified = stat.mtime.toISOString();
      this.version = versionOf(stat);
    } catch (error) {
      throw fileError(_path, error);
    }
  }

  readonly size: number;
  readonly lastModified: string;
  /** Identifies the present state of this file: differs from any other file, and after a change. */
  readonly version: string;

  read(start: number, end: number): Uint8Array {
    const bytes = new Uint8Array(end - start);
    let done = 0;
    while (done < bytes.length) {
      const count = readSync(this._fd, bytes, done, bytes.length - done, start + done);
      if (count === 0) {
        throw new XESError('file/changed', 'The file became shorter while it was read. Try again.');
      }
      done += count;
    }
    return bytes;
  }

  /**
   * @param mayGrow whether it is still being written, and may have grown.
   * @throws XESError `file/changed` if the file is no longer the one that was opened.
   */
  check(mayGrow = false): void {
    const there = versionAt(this._path);
    if (mayGrow && there !== null && this._isGrown()) {
      return;
    }
    if (there !== this.version || versionOf(fstatSync(this._fd, { bigint: true })) !== there) {
      throw new XESError(
        'file/changed',
        `${this._path} was changed or replaced while it was read. Try again when it is written.`
      );
    }
  }

  close(): void {
    closeSync(this._fd);
  }

  /** Whether the path still leads to the opened file, and that is not shorter. */
  private _isGrown(): boolean {
    const [there, own] = [statSync(this._path), fstatSync(this._fd)];
    return there.dev === own.dev && there.ino === own.ino && own.size >= this.size;
  }

  private _fd: number;
}

/**
 * Detects even writes that reset the modification time; on Windows the change time is
 * unpredictable.
 */
function versionOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, process.platform === 'win32' ? 0 : ctimeNs].join('/');
}

/** The version of the file at a path (as in `OpenedFile`); null if there is none any more. */
export function versionAt(path: string): string | null {
  try {
    return versionOf(statSync(path, { bigint: true }));
  } catch {
    return null;
  }
}

/** Open a regular file only: a pipe would block the reader forever, and a device has no end. */
function openRegular(path: string): { fd: number; stat: BigIntStats } {
  requireRegular(path, statSync(path, { bigint: true }));
  // non-blocking, as it may have become a pipe meanwhile
  const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = fstatSync(fd, { bigint: true });
    requireRegular(path, stat);
    return { fd, stat };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function requireRegular(path: string, stat: BigIntStats): void {
  if (!stat.isFile()) {
    throw new XESError(
      'file/unreadable',
      stat.isDirectory()
        ? `${path} is a folder, not a file. Name the scan in it.`
        : `${path} is no file of a disk (a pipe or a device). Save what comes from it as a file first.`
    );
  }
}

const unreadable: Readonly<Record<string, string>> = {
  ENAMETOOLONG: 'The name is longer than a disk allows: check it.',
  ELOOP: 'Links on its path lead round in a circle: name the file itself.',
  EMFILE: 'Too many files are open: close some programs, and try again.',
  ENFILE: 'Too many files are open: close some programs, and try again.',
  EIO: 'The disk has a fault: copy the file from another place.',
  ESTALE: 'The disk was taken away: mount it again.',
  EBUSY: 'Another program has it open: close it there, and try again.'
};

/** The error for a file that the system does not open. */
function fileError(path: string, error: unknown): XESError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new XESError('file/not-found', `${path} is not there. Check the path.`);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new XESError('file/forbidden', `${path} may not be read. Ask its owner for permission.`);
  }
  if (error instanceof XESError || code === undefined) {
    return asXESError(error, 'file/unreadable');
  }
  const why = unreadable[code] ?? 'Check its name and its disk.';
  return new XESError('file/unreadable', `${path} can't be read (${code}). ${why}`, {
    cause: error
  });
}
