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

/** Characters of a text that a listing has. */
const headLength = 4096;

/** Whence a listing has what is not in the file itself. */
export interface IListingSources {
  /** The files around it; without them those that it links to are not looked for. */
  neighbours?: Neighbours;
  /** Filters that the HDF5 library has not built in. */
  plugins?: PluginSource;
  /** Makes the HDF5 library anew after damaged files. */
  library?: LibrarySource;
}

/**
 * What a file holds: its scans, and the arrays of one of them with their ranges. No scan is read.
 * @param asked whose arrays are listed, by its `entry`; absent: of the scan that the file is looked at by, or its first; and
 * the schemas that it may be recognised by.
 * @throws XESError with the code of what is wrong with the file, `scan/entry-missing`; nothing else is ever thrown.
 */
export async function listFile(
  source: ByteSource,
  name: string,
  asked: ReadChoice = {},
  { neighbours, plugins, library }: IListingSources = {}
): Promise<FileListing> {
  const cache = new BlockCache();
  const file = new CachedFile(source, cache, name);
  const linked = neighbours && linkedTo(file, name, neighbours, { cache });
  const { choice, warnings } = withSchemas({ fileName: fileNameOf(name), ...asked });
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
