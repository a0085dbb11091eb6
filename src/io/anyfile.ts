import { inPhase } from '../base/phases.js';
import { XESError } from '../base/errors.js';
import type { CachedFile } from './cachedfile.js';
import { readingError } from './failure.js';
import { bytesOf, inHdf5 } from './h5file.js';
import type { PluginSource } from './h5filters.js';
import type { LibrarySource } from './h5library.js';
import type { LinkedFiles } from './linkedfiles.js';
import type { H5Tree } from './h5tree.js';
import { readSuperblock } from './superblock.js';
import { decodeText } from './text.js';

/** Number of bytes used to recognise a text: headers may be long, and lines too. */
const textHead = 2 ** 18;

/** Largest text that is read, bytes: it is parsed as a whole. */
const textLimit = 64 * 2 ** 20;

/** A file to read, of any kind. */
export interface IFileParts {
  file: CachedFile;
  name: string;
  /** Called with the number of bytes that will be read from then on. */
  expect: (bytes: number) => void;
  /** Source of filters that are not built into the HDF5 library. */
  plugins?: PluginSource;
  /** Creates a new instance of the HDF5 library after damaged files. */
  library?: LibrarySource;
  /** The files it links to; default: none are searched for. */
  linked?: LinkedFiles;
}

/** Readers for files of each kind. */
export interface IFileReader<T> {
  /** @param isOpenForWriting whether the program that writes the file has not closed it. */
  ofTree(tree: H5Tree, isOpenForWriting: boolean): T | Promise<T>;
  /** Reader for a text, chosen by its first lines; null if it can't be read. */
  ofText(head: string): ((text: string) => T) | null;
}

/**
 * Read a file: as HDF5 by its signature, else as text.
 * @throws XESError `file/empty`, `file/truncated`, `file/html-login`, `file/not-hdf5`,
 * `file/too-large`, and what the reader throws
 */
export async function openAny<T>(
  { file, name, expect, plugins, library, linked }: IFileParts,
  { ofTree, ofText }: IFileReader<T>
): Promise<T> {
  if (file.size === 0) {
    throw new XESError('file/empty', 'The file is empty. Was the scan ever started?');
  }
  const superblock = readSuperblock((start, length) => bytesOf(file, start, length), file.size);
  if (superblock) {
    if (superblock.isOpenForWriting) {
      file.mayGrow();
    }
    if (superblock.endOfFile > file.size && !superblock.isOpenForWriting) {
      // refused here, as HDF5 itself may block for minutes on such a file
      const lost = superblock.endOfFile - file.size;
      const what = Number.isFinite(lost) ? `its last ${lost} bytes are` : 'nearly all of it is';
      throw new XESError(
        'file/truncated',
        `The file was cut off: ${what} missing. Copy it again from where it was written.`
      );
    }
    return inHdf5({ file, superblock, name, plugins, library, linked }, expect, tree =>
      inPhase('parse', () => ofTree(tree, superblock.isOpenForWriting))
    ).catch((reason: unknown) => {
      throw superblock.isOpenForWriting ? notYet(reason) : reason;
    });
  }
  const head = decodeText(bytesOf(file, 0, textHead));
  if (/^\s*<(!doctype\s+html|html|head|body)\b/i.test(head)) {
    throw new XESError(
      'file/html-login',
      'This is a web page (a log-in page?) saved under the name of a scan. Fetch the scan again.'
    );
  }
  const read = ofText(head);
  if (read && file.size > textLimit) {
    throw tooLarge(file.size);
  }
  if (read) {
    expect(file.size);
    const text = decodeText(bytesOf(file, 0, file.size));
    return inPhase('parse', () => read(text));
  }
  throw new XESError(
    'file/not-hdf5',
    'This is neither an HDF5 (NeXus) file, nor a GDA ASCII scan, nor a table of numbers. Choose the scan itself.'
  );
}

function tooLarge(bytes: number): XESError {
  const [size, most] = [Math.ceil(bytes / 2 ** 20), textLimit / 2 ** 20];
  return new XESError(
    'file/too-large',
    `This text has ${size} MB, and texts are read up to ${most} MB. Cut it into parts, leave out columns that are not needed, or convert it to HDF5 (NeXus), whose size does not matter.`
  );
}

/** The error for a file that is still being written and can't be read. */
function notYet(reason: unknown): XESError {
  const error = readingError(reason);
  const later = 'It is still being written: open it again when it is done.';
  return error.code === 'file/truncated'
    ? new XESError(error.code, `What is in the file so far can't be read. ${later}`, {
        cause: error
      })
    : error.code.startsWith('scan/')
      ? new XESError(error.code, `${error.message} ${later}`, { cause: error })
      : error;
}
