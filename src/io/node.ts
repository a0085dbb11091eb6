import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { asXESError, XESError } from '../science/errors.js';
import { openScan } from './openscan.js';
import type { OpenResult } from './protocol.js';
import type { ByteSource } from './source.js';

/**
 * Open a scan on this machine by its path, read with the same engine as in the browser.
 * @throws XESError `file/not-found`, `file/forbidden`, `file/unreadable` and those of `openScan`.
 */
export async function openFile(path: string): Promise<OpenResult> {
  const source = openNodeSource(path);
  try {
    return await openScan(source, path);
  } finally {
    source.close();
  }
}

function openNodeSource(path: string): ByteSource & { close(): void } {
  let descriptor: number | null = null;
  try {
    const fd = (descriptor = openSync(path, 'r'));
    const stat = fstatSync(fd);
    if (!stat.isFile()) {
      throw new XESError(
        'file/unreadable',
        `${path} is a folder, not a file. Name the scan in it.`
      );
    }
    return {
      size: stat.size,
      lastModified: stat.mtime.toISOString(),
      read: (start, end) => readExactly(fd, start, end),
      close: () => closeSync(fd)
    };
  } catch (error) {
    if (descriptor !== null) {
      closeSync(descriptor);
    }
    throw fileError(path, error);
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

function fileError(path: string, error: unknown): XESError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new XESError('file/not-found', `${path} is not there. Check the path.`);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new XESError('file/forbidden', `${path} may not be read. Ask its owner for permission.`);
  }
  return asXESError(error, 'file/unreadable');
}
