import { beingWritten, isBeingWritten } from '../base/beingwritten.js';
import { inPhase } from '../base/phases.js';
import {
  isGdaAscii,
  isTable,
  readI20Dat,
  readTableScan,
  treeReading,
  type Preview,
  type Scan
} from '../formats/index.js';
import { XESError } from '../base/errors.js';
import { BlockCache } from './blockcache.js';
import { CachedFile } from './cachedfile.js';
import { readingError } from './failure.js';
import type { PluginSource } from './h5filters.js';
import { bytesOf, hdf5Heap, inHdf5 } from './h5file.js';
import { damaged, type H5Tree } from './h5tree.js';
import { previewOf } from './preview.js';
import type { OpenResult } from './protocol.js';
import type { ByteSource } from './source.js';
import { readSuperblock } from './superblock.js';
import { decodeText } from './text.js';

/** A text scan larger than this is not one (bytes). */
const textLimit = 64 * 2 ** 20;

export interface IReadEvents {
  /** Bytes moved so far, and how many there will be: an estimate, null while it is unknown what will be read. */
  onProgress?: (bytes: number, total: number | null) => void;
  /** The bytes requested so far are there; most likely they are all, and the rest is parsing. @param requests made so far. */
  onFetched?: (requests: number) => void;
  /** A first picture of a large scan, which is read when this resolves; without this none is made. */
  onPreview?: (preview: Preview) => Promise<void>;
  /** Where filters come from that the HDF5 library has not built in. */
  plugins?: PluginSource;
}

/**
 * Read a scan from bytes, whatever it is: HDF5 by its signature, GDA ASCII by its first line.
 * @throws XESError with the code of what is wrong with the file; nothing else is ever thrown.
 */
export async function openScan(
  source: ByteSource,
  name: string,
  {
    onProgress = () => undefined,
    onFetched = () => undefined,
    onPreview,
    plugins
  }: IReadEvents = {}
): Promise<OpenResult> {
  const start = performance.now();
  const cost = { bytes: 0, requests: 0, milliseconds: 0 };
  let total: number | null = null;
  let isPreviewing = false; // what is there then is not all that will be asked for
  const cache = new BlockCache();
  const file = new CachedFile(source, cache, name, {
    onFetch: (bytes, requests) => {
      cost.bytes += bytes;
      cost.requests += requests;
      onProgress(cost.bytes, total === null ? null : Math.max(total, cost.bytes));
    },
    onArrived: () => (isPreviewing ? undefined : onFetched(cost.requests))
  });
  if (source.head === undefined || source.head.length === source.size) {
    onFetched(cost.requests); // the file came as a whole
  }
  const expect = (bytes: number) => {
    total = Math.min(source.size, cost.bytes + bytes);
    onProgress(cost.bytes, total);
  };
  const before = (tree: H5Tree): Promise<void> | null => {
    const coming = onPreview ? previewOf(tree) : null;
    isPreviewing = coming !== null;
    return (
      coming &&
      coming
        .then(preview => preview && onPreview?.(preview))
        .then(() => void (isPreviewing = false))
    );
  };
  let scan: Scan;
  try {
    scan = await inPhase('read', () => readAny({ file, name, expect, before, plugins }));
  } catch (reason) {
    throw readingError(reason);
  } finally {
    file.parts.abandon();
  }
  cost.milliseconds = performance.now() - start;
  return {
    scan,
    cost,
    stamp: { size: source.size, lastModified: source.lastModified },
    served: source.served ?? NaN,
    isBeingWritten: isBeingWritten(scan.warnings),
    versionAfter: null,
    heap: hdf5Heap(),
    cache: { bytes: cache.bytes, hits: file.hits, misses: file.misses }
  };
}

interface IReadParts {
  file: CachedFile;
  name: string;
  /** Called with the bytes that will be read from here on. */
  expect: (bytes: number) => void;
  /** What is done with an HDF5 file before the scan is read; null where nothing is. */
  before: (tree: H5Tree) => Promise<void> | null;
  plugins?: PluginSource;
}

async function readAny({ file, name, expect, before, plugins }: IReadParts): Promise<Scan> {
  if (file.size === 0) {
    throw new XESError('file/empty', 'The file is empty. Was the scan ever started?');
  }
  const superblock = readSuperblock((start, length) => bytesOf(file, start, length), file.size);
  if (superblock) {
    if (superblock.isOpenForWriting) {
      file.mayGrow();
    }
    if (superblock.endOfFile > file.size && !superblock.isOpenForWriting) {
      // refused here: HDF5 itself may block for minutes on such a file
      const lost = superblock.endOfFile - file.size;
      const what = Number.isFinite(lost) ? `its last ${lost} bytes are` : 'nearly all of it is';
      throw new XESError(
        'file/truncated',
        `The file was cut off: ${what} missing. Copy it again from where it was written.`
      );
    }
    const scan = await inHdf5({ file, superblock, name, plugins }, expect, tree =>
      inPhase('parse', () => {
        const coming = before(tree);
        return coming ? coming.then(() => readSound(tree)) : readSound(tree);
      })
    ).catch((reason: unknown) => {
      throw superblock.isOpenForWriting ? notYet(reason) : reason;
    });
    return superblock.isOpenForWriting
      ? { ...scan, warnings: [stillWritten, ...scan.warnings] }
      : scan;
  }
  const head = decodeText(bytesOf(file, 0, 16_384));
  if (/^\s*<(!doctype\s+html|html|head|body)\b/i.test(head)) {
    throw new XESError(
      'file/html-login',
      'This is a web page (a log-in page?) saved under the name of a scan. Fetch the scan again.'
    );
  }
  const read = isGdaAscii(head) ? readI20Dat : isTable(head) ? readTableScan : null;
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

const stillWritten = {
  code: beingWritten,
  message:
    'The program that writes this file has not closed it: what it had written so far is shown, and what follows as it comes.'
};

/** What is said of a file that is still being written where it can't be read. */
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

/**
 * Read a scan, waiting for the arrays that are fetched for it; where nothing is, in one go. Where something is broken,
 * that is the reason why a scan seems to lack what it needs.
 */
function readSound(tree: H5Tree): Scan | Promise<Scan> {
  const reading = treeReading(tree);
  const reason = (error: unknown) => {
    const lacks = error instanceof XESError && error.code.startsWith('scan/');
    return lacks && tree.broken ? damaged(tree.broken) : error;
  };
  const go = (): Scan | Promise<Scan> => {
    try {
      for (;;) {
        const step = reading.next();
        if (step.done) {
          return step.value;
        }
        const arriving = tree.arriving(step.value ?? undefined);
        if (arriving) {
          return arriving.then(go);
        }
      }
    } catch (error) {
      throw reason(error);
    }
  };
  return go();
}
