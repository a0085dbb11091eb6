import { isListKey, mappingKeys, refsOf } from '../mapping/readmapping.js';
import type { ArrayListing, FileListing, ScanMapping } from '../mapping/types.js';

/** A file with a mapping. */
export interface MappedFile {
  fileName: string;
  /** The first characters of a text file. */
  head?: string;
  /** Name of the schema; default: derived from the file name. */
  name?: string;
}

/** Number of characters by which a text is recognised. */
const headLength = 4096;
/** Most characters of a pattern. */
const longestPattern = 1000;

/**
 * The facility schema that applies a user's mapping to similar files. An HDF5 file is recognised by
 * the arrays in the mapping; a text by the names of all its columns, or, if it has none, by its
 * file name with other numbers. Numbers in the name of an entry may differ too.
 * @returns JSON accepted by `readSchema`.
 */
export function schemaOfMapping(
  whole: FileListing,
  mapping: ScanMapping,
  { fileName, head = '', name = `Files like ${fileName}` }: MappedFile
): Readonly<Record<string, unknown>> {
  const listing = { ...whole, entry: whole.entry ?? commonEntry(whole, mapping) };
  const { arrays } = listing;
  const isTree = arrays.some(({ path }) => path !== null);
  const arrayOf = (ref: string) => foundIn(arrays, ref, listing.entry);
  const columns = Object.fromEntries(
    mappingKeys.flatMap(key => {
      const mappedRefs = mapping[key];
      const storedNames =
        key === 'unit'
          ? [mappedRefs]
          : refsOf(mappedRefs).map(ref => storedName(arrayOf(ref), ref, listing));
      return mappedRefs === undefined
        ? []
        : [[key, isListKey(key) && storedNames.length > 1 ? storedNames : storedNames[0]] as const];
    })
  );
  const named = mappingKeys.flatMap(key => (key === 'unit' ? [] : refsOf(mapping[key])));
  const recognise = isTree
    ? { paths: [...new Set(named.map(ref => pathPattern(arrayOf(ref)?.path ?? ref, listing)))] }
    : textMarks(arrays, head, fileName);
  return {
    type: 'xes-facility',
    version: 1,
    name: name.slice(0, longestPattern),
    mapping: { recognise, columns }
  };
}

/** The group at the root that contains everything in a mapping, if the file has no entry. */
function commonEntry({ arrays, entries }: FileListing, mapping: ScanMapping): string | null {
  const paths = mappingKeys
    .flatMap(key => (key === 'unit' ? [] : refsOf(mapping[key])))
    .map(ref => foundIn(arrays, ref, null)?.path ?? '');
  const found = entries.find(({ name }) => paths.every(path => path.startsWith(`/${name}/`)));
  return found?.name ?? null;
}

/** The array meant by a mapping, as in `ArraySource.find`. */
function foundIn(
  arrays: readonly ArrayListing[],
  ref: string,
  entry: string | null
): ArrayListing | undefined {
  const full = ref.startsWith('/') || entry === null ? ref : `/${entry}/${ref}`;
  return (
    arrays.find(({ name }) => name === ref) ??
    arrays.find(({ path }) => path !== null && [full, `/${ref}`].includes(path)) ??
    (/^\d+$/.test(ref) ? arrays.filter(({ path }) => path === null)[Number(ref) - 1] : undefined)
  );
}

/** Its name in other files: its path in the entry, or the name of its column. */
function storedName(array: ArrayListing | undefined, ref: string, { entry }: FileListing): string {
  const path = array?.path ?? null;
  const top = entry === null ? '/' : `/${entry}/`;
  return path === null
    ? (array?.name ?? ref)
    : path.startsWith(top)
      ? path.slice(top.length)
      : path;
}

/** A path from the root, with wildcards for the numbers of the entry. */
function pathPattern(path: string, { entry }: FileListing): string {
  const top = `/${entry ?? ''}`;
  return entry !== null && path.startsWith(`${top}/`)
    ? top.replace(/\d+/g, '*') + path.slice(top.length)
    : path;
}

function textMarks(arrays: readonly ArrayListing[], head: string, fileName: string) {
  const names = arrays
    .filter(({ name, shape }, i) => shape.length > 0 && name !== `${i + 1}`)
    .map(({ name }) => escaped(name));
  const header = names.join('.*');
  const isHere =
    names.length > 1 &&
    header.length <= longestPattern &&
    new RegExp(header, 'im').test(head.slice(0, headLength));
  const name = escaped(fileName).replace(/\d+/g, '\\d+');
  return isHere ? { header } : { name: `^${name}$` };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
