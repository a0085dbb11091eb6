import { beingWritten, isBeingWritten } from '../base/beingwritten.js';
import { inPhase } from '../base/phases.js';
import {
  hasColumns,
  isText,
  readSchemaText,
  readTableScan,
  schemaOfText,
  schemasOf,
  treeReading,
  type Preview,
  type Scan
} from '../formats/index.js';
import type { ReadChoice } from '../formats/mapping/types.js';
import { XESError } from '../base/errors.js';
import { openAny, type IFileReader } from './anyfile.js';
import { BlockCache } from './blockcache.js';
import { CachedFile } from './cachedfile.js';
import { readingError } from './failure.js';
import { fileNameOf, withSchemaProvenance, withFaults, withSchemas } from './givenschemas.js';
import type { PluginSource } from './h5filters.js';
import { hdf5Heap, type LibrarySource } from './h5library.js';
import { linkedTo, type Neighbours } from './linkedfiles.js';
import type { H5Tree } from './h5tree.js';
import { previewOf } from './preview.js';
import type { OpenResult } from './protocol.js';
import type { ByteSource } from './source.js';

export interface IReadEvents {
  /**
   * Bytes transferred so far, and the estimated total; null while it is unknown what will be read.
   */
  onProgress?: (bytes: number, total: number | null) => void;
  /**
   * Called when all bytes requested so far have arrived; more may be requested later.
   * @param requests number of requests made.
   */
  onFetched?: (requests: number) => void;
  /**
   * Receives a first picture of a large scan, whose reading continues when this resolves; without
   * it there is none.
   */
  onPreview?: (preview: Preview) => Promise<void>;
  /** The scan in the file, and the roles of its arrays. */
  choice?: ReadChoice;
  /** Source of filters that are not built into the HDF5 library. */
  plugins?: PluginSource;
  /**
   * Creates a new instance of the HDF5 library after damaged files; without it the worker has to be
   * replaced.
   */
  library?: LibrarySource;
  /** The files around it; default: linked files are not searched for. */
  neighbours?: Neighbours;
}

/**
 * Read a scan from bytes of any format: HDF5 by its signature, GDA ASCII by its first line.
 * @throws XESError with the code of the file's problem; nothing else is ever thrown.
 */
export async function openScan(
  source: ByteSource,
  name: string,
  {
    onProgress = () => undefined,
    onFetched = () => undefined,
    onPreview,
    choice: requestedChoice = {},
    plugins,
    library,
    neighbours
  }: IReadEvents = {}
): Promise<OpenResult> {
  const start = performance.now();
  const cost = { bytes: 0, requests: 0, milliseconds: 0 };
  let total: number | null = null;
  let isPreviewing = false; // more is requested after the preview
  const cache = new BlockCache();
  const onFetch = (bytes: number, requests: number) => {
    cost.bytes += bytes;
    cost.requests += requests;
    onProgress(cost.bytes, total === null ? null : Math.max(total, cost.bytes));
  };
  const file = new CachedFile(source, cache, name, {
    onFetch,
    onArrived: () => (isPreviewing ? undefined : onFetched(cost.requests))
  });
  const linked = neighbours && linkedTo(file, name, neighbours, { cache, onFetch });
  if (source.head === undefined || source.head.length === source.size) {
    onFetched(cost.requests); // the whole file arrived
  }
  const expect = (bytes: number) => {
    total = Math.min(source.size, cost.bytes + bytes);
    onProgress(cost.bytes, total);
  };
  const { choice, warnings } = withSchemas({ fileName: fileNameOf(name), ...requestedChoice });
  const before = (tree: H5Tree): Promise<void> | null => {
    const coming = onPreview && isPlain(choice) ? previewOf(tree, choice) : null;
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
    const read = await inPhase('read', () =>
      openAny({ file, name, expect, plugins, library, linked }, scanReader(before, choice))
    );
    scan = withSchemaProvenance(read, choice, warnings);
    linked?.check(isBeingWritten(scan.warnings));
  } catch (reason) {
    linked?.check(true); // a file that is being written may seem damaged in many ways
    throw readingError(withFaults(reason, warnings));
  } finally {
    file.parts.abandon();
    linked?.close();
  }
  const [stamps, absent] = [linked?.stamps() ?? [], linked?.absent() ?? []];
  cost.milliseconds = performance.now() - start;
  return {
    scan,
    cost,
    stamp: {
      size: source.size,
      lastModified: source.lastModified,
      ...(stamps.length > 0 ? { linked: stamps } : {}),
      ...(absent.length > 0 ? { absent } : {})
    },
    served: source.served ?? NaN,
    isBeingWritten: isBeingWritten(scan.warnings),
    versionAfter: null,
    heap: hdf5Heap(),
    cache: { bytes: cache.bytes, hits: file.hits, misses: file.misses }
  };
}

/** Whether a file is read without choices, so that a preview shows the same data. */
function isPlain({ entry, columns }: ReadChoice): boolean {
  return entry === undefined && columns === undefined;
}

/** @param before action on an HDF5 file before the scan is read; null for none. */
function scanReader(
  before: (tree: H5Tree) => Promise<void> | null,
  choice: ReadChoice
): IFileReader<Scan> {
  return {
    ofTree(tree, isOpenForWriting) {
      const coming = before(tree);
      const read = coming ? coming.then(() => readSound(tree, choice)) : readSound(tree, choice);
      const marked = (scan: Scan): Scan =>
        isOpenForWriting || tree.isGrowing
          ? { ...scan, warnings: [stillWritten, ...scan.warnings] }
          : scan;
      return read instanceof Promise ? read.then(marked) : marked(read);
    },
    ofText(head) {
      const schema = schemaOfText(head, schemasOf(choice), choice.fileName, choice.columns);
      if (schema) {
        return text => readSchemaText(text, schema, choice);
      }
      const isTable = choice.columns ? hasColumns(head, choice) : isText(head);
      return isTable ? text => readTableScan(text, choice) : null;
    }
  };
}

const stillWritten = {
  code: beingWritten,
  message:
    'The program that writes this file has not closed it: what it had written so far is shown, and what follows as it comes.'
};

/**
 * Read a scan, waiting for the arrays that are fetched for it; synchronously if none are. A broken
 * object is reported as the reason if a scan seems incomplete.
 */
function readSound(tree: H5Tree, choice: ReadChoice): Scan | Promise<Scan> {
  const reading = treeReading(tree, choice);
  const reason = (error: unknown) => {
    const lacks = error instanceof XESError && error.code.startsWith('scan/');
    return (lacks && tree.reason) || error;
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
