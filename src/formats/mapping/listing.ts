import { schemasOf } from '../schema/builtin.js';
import { listingByRules, textFileOf } from '../schema/textfile.js';
import { schemaOfText } from '../schema/textreading.js';
import { entryOf, isText, openText } from '../text/textfile.js';
import type { Tree } from '../tree.js';
import { TableArrays } from './tablearrays.js';
import { TreeArrays } from './treearrays.js';
import type { FileListing, ReadChoice } from './types.js';

/**
 * The content of an HDF5 file.
 * @param entry whose arrays are listed.
 * @throws XESError `scan/entry-missing`
 */
export function listingOfTree(tree: Tree, entry?: string): FileListing {
  return new TreeArrays(tree, entry).listing();
}

/**
 * Whether a text, judged by its first lines, has columns that can be listed and mapped.
 * @param choice schemas that may recognise it, in addition to the built-in ones.
 */
export function hasColumns(head: string, choice: ReadChoice): boolean {
  return isText(head) || schemaOfText(head, schemasOf(choice), choice.fileName) !== null;
}

/** The function that lists a text, chosen by its first lines; null if it is not a table. */
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
