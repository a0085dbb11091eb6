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
import { fileNameOf, saidOfSchemas, withFaults, withSchemas } from './givenschemas.js';
import type { PluginSource } from './h5filters.js';
import { hdf5Heap, type LibrarySource } from './h5library.js';
import { linkedTo, type Neighbours } from './linkedfiles.js';
import type { H5Tree } from './h5tree.js';
import { previewOf } from './preview.js';
import type { OpenResult } from './protocol.js';
import type { ByteSource } from './source.js';

export interface IReadEvents {
  /** Bytes moved so far, and how many there will be: an estimate, null while it is unknown what will be read. */
  onProgress?: (bytes: number, total: number | null) => void;
  /** Called when all bytes that were asked for have come; more may be asked for later. @param requests how many were made. */
  onFetched?: (requests: number) => void;
  /** A first picture of a large scan, which is read when this resolves; without this none is made. */
  onPreview?: (preview: Preview) => Promise<void>;
  /** Which scan of the file, and what its arrays are. */
  choice?: ReadChoice;
  /** Where filters come from that the HDF5 library has not built in. */
  plugins?: PluginSource;
  /** Makes the HDF5 library anew after damaged files; without it its worker has to be replaced. */
  library?: LibrarySource;
  /** The files around it; without them those that it links to are not looked for. */
  neighbours?: Neighbours;
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
    choice: asked = {},
    plugins,
    library,
    neighbours
  }: IReadEvents = {}
): Promise<OpenResult> {
  const start = performance.now();
  const cost = { bytes: 0, requests: 0, milliseconds: 0 };
  let total: number | null = null;
  let isPreviewing = false; // what is there then is not all that will be asked for
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
    onFetched(cost.requests); // the file came as a whole
  }
  const expect = (bytes: number) => {
    total = Math.min(source.size, cost.bytes + bytes);
    onProgress(cost.bytes, total);
  };
  const { choice, warnings } = withSchemas({ fileName: fileNameOf(name), ...asked });
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
    scan = saidOfSchemas(read, choice, warnings);
    linked?.check(isBeingWritten(scan.warnings));
  } catch (reason) {
    linked?.check(true); // a file that is being written looks damaged in many ways
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

/** Whether a file is read as it is, so that a preview shows the same. */
function isPlain({ entry, columns }: ReadChoice): boolean {
  return entry === undefined && columns === undefined;
}

/** @param before what is done with an HDF5 file before the scan is read; null where nothing is. */
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
 * Read a scan, waiting for the arrays that are fetched for it; where nothing is, in one go. Where something is broken,
 * that is the reason why a scan seems to lack what it needs.
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
