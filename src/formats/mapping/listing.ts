import { schemasOf } from '../schema/builtin.js';
import { listingByRules, textFileOf } from '../schema/textfile.js';
import { schemaOfText } from '../schema/textreading.js';
import { entryOf, isText, openText } from '../text/textfile.js';
import type { Tree } from '../tree.js';
import { TableArrays } from './tablearrays.js';
import { TreeArrays } from './treearrays.js';
import type { FileListing, ReadChoice } from './types.js';

/** What an HDF5 file holds. @param entry whose arrays are listed. @throws XESError `scan/entry-missing` */
export function listingOfTree(tree: Tree, entry?: string): FileListing {
  return new TreeArrays(tree, entry).listing();
}

/**
 * Whether a text has columns that can be listed and said to be something, by its first lines.
 * @param choice the schemas that it may be recognised by besides those of this program.
 */
export function hasColumns(head: string, choice: ReadChoice): boolean {
  return isText(head) || schemaOfText(head, schemasOf(choice), choice.fileName) !== null;
}

/** How a text is listed, by its first lines; null for one that is no table. */
export function listingOfText(
  head: string,
  choice: ReadChoice = {}
): ((text: string) => FileListing) | null {
  if (isText(head)) {
    return text => listingOf(text, choice.entry);
  }
  const schema = schemaOfText(head, schemasOf(choice), choice.fileName);
  if (!schema) {
    return null;
  }
  const { name, text: rules } = schema;
  return text =>
    rules ? listingByRules(textFileOf(text, name, rules)) : listingOf(text, choice.entry);
}

/** @throws XESError `scan/entry-missing`, `table/invalid` */
function listingOf(text: string, wanted?: string): FileListing {
  const file = openText(text);
  const entries = [...file.entries];
  const entry = wanted === undefined ? (entries[0]?.name ?? null) : entryOf(entries, wanted).name;
  const { arrays } = new TableArrays(file.table(entry)).listing();
  return { entries, entry, arrays };
}
