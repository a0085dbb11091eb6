import type { FileListing, ReadChoice } from '../formats/mapping/types.js';
import { creatorOf } from './creator.js';
import { listFile } from './listfile.js';
import { OpenedFile } from './nodefile.js';
import { nodeNeighbours } from './nodelinked.js';
import { nodeLibrary } from './nodelibrary.js';
import { nodePlugins } from './nodeplugins.js';
import { openScan } from './openscan.js';
import type { OpenResult } from './protocol.js';
import { readSuperblock } from './superblock.js';

/** A scan, and the version of the file it was read from (see `OpenedFile`). */
export interface OpenedScan extends OpenResult {
  version: string;
}

/** Most attempts to read a running scan until nothing relevant was written meanwhile. */
const mostAttempts = 5;

/**
 * Open a scan on this machine by its path, read with the same engine as in the browser.
 * @param choice the scan in the file, and the roles of its arrays.
 * @throws XESError `file/not-found`, `file/forbidden`, `file/unreadable`, `file/changed` if it was
 * written to or replaced meanwhile, and those of `openScan`.
 */
export async function openFile(path: string, choice?: ReadChoice): Promise<OpenedScan> {
  for (let attempt = 1; ; attempt++) {
    const file = new OpenedFile(path);
    let isRunning = false;
    try {
      isRunning = isOpenForWriting(file);
      return await readOnce(file, path, choice);
    } catch (error) {
      if (!isRunning || attempt === mostAttempts) {
        throw error;
      }
    } finally {
      file.close();
    }
  }
}

async function readOnce(
  file: OpenedFile,
  path: string,
  choice: ReadChoice | undefined
): Promise<OpenedScan> {
  try {
    const result = await openScan(file, path, {
      choice,
      plugins: nodePlugins,
      library: nodeLibrary,
      neighbours: nodeNeighbours(path)
    });
    file.check(result.isBeingWritten);
    return { ...result, version: file.version };
  } catch (error) {
    file.check(); // a file that is being written may seem damaged in many ways
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

/**
 * The content of a file on this machine: its scans and the arrays of one of them; no scan is read.
 * @throws XESError those of `OpenedFile` and `listFile`
 */
export async function listOfFile(path: string, choice?: ReadChoice): Promise<FileListing> {
  const file = new OpenedFile(path);
  try {
    const listing = await listFile(file, path, choice, {
      neighbours: nodeNeighbours(path),
      plugins: nodePlugins,
      library: nodeLibrary
    });
    file.check();
    return listing;
  } catch (error) {
    file.check();
    throw error;
  } finally {
    file.close();
  }
}

/**
 * The program that created an HDF5 file according to its attribute; null if there is none, or the
 * file is not HDF5 or can't be read.
 */
export async function creatorOfFile(path: string): Promise<string | null> {
  let file: OpenedFile | null = null;
  try {
    file = new OpenedFile(path);
    return await creatorOf(file, path, nodeLibrary);
  } catch {
    return null;
  } finally {
    file?.close();
  }
}
