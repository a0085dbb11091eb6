import { creatorOf } from './creator.js';
import { OpenedFile } from './nodefile.js';
import { nodePlugins } from './nodeplugins.js';
import { openScan } from './openscan.js';
import type { OpenResult } from './protocol.js';
import { readSuperblock } from './superblock.js';

/** A scan, and which version of its file it was read from (see `OpenedFile`). */
export interface OpenedScan extends OpenResult {
  version: string;
}

/** A scan that is running is read so often at the most, until nothing was written meanwhile that matters. */
const mostAttempts = 5;

/**
 * Open a scan on this machine by its path, read with the same engine as in the browser.
 * @throws XESError `file/not-found`, `file/forbidden`, `file/unreadable`, `file/changed` where it was
 * written to or replaced meanwhile, and those of `openScan`.
 */
export async function openFile(path: string): Promise<OpenedScan> {
  for (let attempt = 1; ; attempt++) {
    const file = new OpenedFile(path);
    let isRunning = false;
    try {
      isRunning = isOpenForWriting(file);
      return await readOnce(file, path);
    } catch (error) {
      if (!isRunning || attempt === mostAttempts) {
        throw error;
      }
    } finally {
      file.close();
    }
  }
}

async function readOnce(file: OpenedFile, path: string): Promise<OpenedScan> {
  try {
    const result = await openScan(file, path, { plugins: nodePlugins });
    file.check(result.isBeingWritten);
    return { ...result, version: file.version };
  } catch (error) {
    file.check(); // a file that is being written looks damaged in many ways
    throw error;
  }
}

function isOpenForWriting(file: OpenedFile): boolean {
  const head = file.read(0, Math.min(file.size, 96));
  return (
    readSuperblock((start, length) => head.slice(start, start + length), 1)?.isOpenForWriting ??
    false
  );
}

/** The program that says it made an HDF5 file; null where none does, or the file is none or can't be read. */
export async function creatorOfFile(path: string): Promise<string | null> {
  let file: OpenedFile | null = null;
  try {
    file = new OpenedFile(path);
    return await creatorOf(file, path);
  } catch {
    return null;
  } finally {
    file?.close();
  }
}
