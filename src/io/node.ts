import { creatorOf } from './creator.js';
import { OpenedFile } from './nodefile.js';
import { nodePlugins } from './nodeplugins.js';
import { openScan } from './openscan.js';
import type { OpenResult } from './protocol.js';

/** A scan, and which version of its file it was read from (see `OpenedFile`). */
export interface OpenedScan extends OpenResult {
  version: string;
}

/**
 * Open a scan on this machine by its path, read with the same engine as in the browser.
 * @throws XESError `file/not-found`, `file/forbidden`, `file/unreadable`, `file/changed` where it was
 * written to or replaced meanwhile, and those of `openScan`.
 */
export async function openFile(path: string): Promise<OpenedScan> {
  const file = new OpenedFile(path);
  try {
    const result = await openScan(file, path, { plugins: nodePlugins });
    file.check(result.isBeingWritten);
    return { ...result, version: file.version };
  } catch (error) {
    file.check(); // a file that is being written looks damaged in many ways
    throw error;
  } finally {
    file.close();
  }
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
