import { closeSync, fstatSync, openSync, readSync, statSync, type BigIntStats } from 'node:fs';
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

interface INodeSource extends ByteSource {
  close(): void;
  /** @throws XESError `file/changed` where the file is no longer the one that was opened. */
  check(): void;
}

function openNodeSource(path: string): INodeSource {
  let descriptor: number | null = null;
  try {
    const fd = (descriptor = openSync(path, 'r'));
    const stat = fstatSync(fd, { bigint: true });
    if (!stat.isFile()) {
      throw new XESError(
        'file/unreadable',
        `${path} is a folder, not a file. Name the scan in it.`
      );
    }
    return {
      size: Number(stat.size),
      lastModified: stat.mtime.toISOString(),
      read: (start, end) => readExactly(fd, start, end),
      close: () => closeSync(fd),
      check: () => checkSame(stat, fd, path)
    };
  } catch (error) {
    if (descriptor !== null) {
      closeSync(descriptor);
    }
    throw fileError(path, error);
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

/** What is said of a file that the system does not open. */
export function fileError(path: string, error: unknown): XESError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new XESError('file/not-found', `${path} is not there. Check the path.`);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new XESError('file/forbidden', `${path} may not be read. Ask its owner for permission.`);
  }
  return asXESError(error, 'file/unreadable');
}
