import { listingOfText, listingOfTree } from '../formats/index.js';
import type { FileListing, ReadChoice } from '../formats/mapping/types.js';
import { openAny } from './anyfile.js';
import { BlockCache } from './blockcache.js';
import { CachedFile } from './cachedfile.js';
import { readingError } from './failure.js';
import { fileNameOf, withFaults, withSchemas } from './givenschemas.js';
import type { PluginSource } from './h5filters.js';
import type { LibrarySource } from './h5library.js';
import { linkedTo, type Neighbours } from './linkedfiles.js';
import type { ByteSource } from './source.js';

/** Number of characters of a text included in a listing. */
const headLength = 4096;

/** Sources for a listing other than the file itself. */
export interface IListingSources {
  /** The files around it; default: linked files are not searched for. */
  neighbours?: Neighbours;
  /** Filters not built into the HDF5 library. */
  plugins?: PluginSource;
  /** Creates a new instance of the HDF5 library after damaged files. */
  library?: LibrarySource;
}

/**
 * The content of a file: its scans, and the arrays of one of them with their ranges. No scan is
 * read.
 * @param requested the entry whose arrays are listed (default: the file's default entry, or its first),
 * and the schemas to try.
 * @throws XESError with the code of the file's problem, `scan/entry-missing`; nothing else is ever
 * thrown.
 */
export async function listFile(
  source: ByteSource,
  name: string,
  requested: ReadChoice = {},
  { neighbours, plugins, library }: IListingSources = {}
): Promise<FileListing> {
  const cache = new BlockCache();
  const file = new CachedFile(source, cache, name);
  const linked = neighbours && linkedTo(file, name, neighbours, { cache });
  const { choice, warnings } = withSchemas({ fileName: fileNameOf(name), ...requested });
  try {
    return await openAny(
      { file, name, expect: () => undefined, linked, plugins, library },
      {
        ofTree: tree => listingOfTree(tree, choice.entry),
        ofText: head => {
          const read = listingOfText(head, choice);
          return read && (text => ({ ...read(text), head: head.slice(0, headLength) }));
        }
      }
    );
  } catch (reason) {
    throw readingError(withFaults(reason, warnings));
  } finally {
    file.parts.abandon();
    linked?.close();
  }
}
