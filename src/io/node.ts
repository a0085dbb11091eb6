import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  type BigIntStats
} from 'node:fs';
import { creatorOf } from './creator.js';
import { asXESError, XESError } from '../science/errors.js';
import { openScan } from './openscan.js';
import type { OpenResult } from './protocol.js';
import type { ByteSource } from './source.js';

/**
 * Open a scan on this machine by its path, read with the same engine as in the browser.
 * @throws XESError `file/not-found`, `file/forbidden`, `file/unreadable`, `file/changed` where it was
 * written to or replaced meanwhile, and those of `openScan`.
 */
export async function openFile(path: string): Promise<OpenResult> {
  const source = openNodeSource(path);
  try {
    const result = await openScan(source, path);
    source.check();
    return result;
  } catch (error) {
    source.check(); // a file that is being written looks damaged in many ways
    throw error;
  } finally {
    source.close();
  }
}

/** The program that says it made an HDF5 file; null where none does, or the file is none or can't be read. */
export async function creatorOfFile(path: string): Promise<string | null> {
  let source: INodeSource | null = null;
  try {
    source = openNodeSource(path);
    return await creatorOf(source, path);
  } catch {
    return null;
  } finally {
    source?.close();
  }
}

/** The text of a file. @throws XESError `file/not-found`, `file/forbidden`, `file/unreadable` */
export function readText(path: string): string {
  let descriptor: number | null = null;
  try {
    descriptor = openRegular(path).fd;
    return readFileSync(descriptor, 'utf8');
  } catch (error) {
    throw fileError(path, error);
  } finally {
    if (descriptor !== null) {
      closeSync(descriptor);
    }
  }
}

interface INodeSource extends ByteSource {
  close(): void;
  /** @throws XESError `file/changed` where the file is no longer the one that was opened. */
  check(): void;
}

function openNodeSource(path: string): INodeSource {
  try {
    const { fd, stat } = openRegular(path);
    return {
      size: Number(stat.size),
      lastModified: stat.mtime.toISOString(),
      read: (start, end) => readExactly(fd, start, end),
      close: () => closeSync(fd),
      check: () => checkSame(stat, fd, path)
    };
  } catch (error) {
    throw fileError(path, error);
  }
}

/** Open what is a file: a pipe would keep the reader waiting for ever, and a device has no end. */
function openRegular(path: string): { fd: number; stat: BigIntStats } {
  requireRegular(path, statSync(path, { bigint: true }));
  // not waiting: it may have become a pipe meanwhile
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

function checkSame(before: BigIntStats, fd: number, path: string): void {
  const now = fstatSync(fd, { bigint: true });
  const there = statOf(path);
  const isReplaced = there?.ino !== before.ino || there.dev !== before.dev;
  if (isReplaced || now.size !== before.size || now.mtimeNs !== before.mtimeNs) {
    throw new XESError(
      'file/changed',
      `${path} was changed or replaced while it was read. Try again when it is written.`
    );
  }
}

/** Null where the path leads nowhere any more. */
function statOf(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return null;
  }
}

function readExactly(fd: number, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - start);
  let done = 0;
  while (done < bytes.length) {
    const count = readSync(fd, bytes, done, bytes.length - done, start + done);
    if (count === 0) {
      throw new XESError('file/changed', 'The file became shorter while it was read. Try again.');
    }
    done += count;
  }
  return bytes;
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

/** What is said of a file that the system does not open. */
export function fileError(path: string, error: unknown): XESError {
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
