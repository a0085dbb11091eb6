import { inPhase } from '../base/phases.js';
import { XESError } from '../base/errors.js';
import type { CachedFile } from './cachedfile.js';
import { bytesOf, inHdf5 } from './h5file.js';
import type { H5Tree } from './h5tree.js';
import { readSuperblock } from './superblock.js';
import { decodeText } from './text.js';

/** Bytes that a text is recognised by: headers may be long, and lines too. */
const textHead = 2 ** 18;

/** A text scan larger than this is not one (bytes). */
const textLimit = 64 * 2 ** 20;

/** A file that is read, whatever it is. */
export interface IFileParts {
  file: CachedFile;
  name: string;
  /** Called with the bytes that will be read from there on. */
  expect: (bytes: number) => void;
}

/** What is made of a file of each kind. */
export interface IFileReader<T> {
  /** @param isOpenForWriting whether the program that writes the file has not closed it. */
  ofTree(tree: H5Tree, isOpenForWriting: boolean): T | Promise<T>;
  /** How a text is read, by its first lines; null for one that can't be. */
  ofText(head: string): ((text: string) => T) | null;
}

/**
 * Read a file: HDF5 by its signature, else a text.
 * @throws XESError `file/empty`, `file/truncated`, `file/html-login`, `file/not-hdf5`, and what the reader throws
 */
export async function openAny<T>(
  { file, name, expect }: IFileParts,
  { ofTree, ofText }: IFileReader<T>
): Promise<T> {
  if (file.size === 0) {
    throw new XESError('file/empty', 'The file is empty. Was the scan ever started?');
  }
  const superblock = readSuperblock((start, length) => bytesOf(file, start, length), file.size);
  if (superblock) {
    if (superblock.endOfFile > file.size) {
      // refused here: HDF5 itself may block for minutes on such a file
      const lost = superblock.endOfFile - file.size;
      const what = Number.isFinite(lost) ? `its last ${lost} bytes are` : 'nearly all of it is';
      throw new XESError(
        'file/truncated',
        `The file was cut off: ${what} missing. Copy it again from where it was written.`
      );
    }
    return inHdf5({ file, superblock, name }, expect, tree =>
      inPhase('parse', () => ofTree(tree, superblock.isOpenForWriting))
    );
  }
  const head = decodeText(bytesOf(file, 0, textHead));
  if (/^\s*<(!doctype\s+html|html|head|body)\b/i.test(head)) {
    throw new XESError(
      'file/html-login',
      'This is a web page (a log-in page?) saved under the name of a scan. Fetch the scan again.'
    );
  }
  const read = ofText(head);
  if (read && file.size < textLimit) {
    expect(file.size);
    const text = decodeText(bytesOf(file, 0, file.size));
    return inPhase('parse', () => read(text));
  }
  throw new XESError(
    'file/not-hdf5',
    'This is neither an HDF5 (NeXus) file, nor a GDA ASCII scan, nor a table of numbers. Choose the scan itself.'
  );
}
