import { builtinSchemas } from '../schema/builtin.js';
import { schemaOfText } from '../schema/textreading.js';
import { entryOf, isText, openText } from '../text/textfile.js';
import type { Tree } from '../tree.js';
import { TableArrays } from './tablearrays.js';
import { TreeArrays } from './treearrays.js';
import type { FileListing } from './types.js';

/** What an HDF5 file holds. @param entry whose arrays are listed. @throws XESError `scan/entry-missing` */
export function listingOfTree(tree: Tree, entry?: string): FileListing {
  return new TreeArrays(tree, entry).listing();
}

/** Whether a text has columns that can be listed and said to be something, by its first lines. */
export function hasColumns(head: string): boolean {
  return isText(head) || schemaOfText(head, builtinSchemas()) !== null;
}

/** How a text is listed, by its first lines; null for one that is no table. */
export function listingOfText(
  head: string,
  entry?: string
): ((text: string) => FileListing) | null {
  return hasColumns(head) ? text => listingOf(text, entry) : null;
}

/** @throws XESError `scan/entry-missing`, `table/invalid` */
function listingOf(text: string, wanted?: string): FileListing {
  const file = openText(text);
  const entries = [...file.entries];
  const entry = wanted === undefined ? (entries[0]?.name ?? null) : entryOf(entries, wanted).name;
  const { arrays } = new TableArrays(file.table(entry)).listing();
  return { entries, entry, arrays };
}
