import { countedOrder, entryMissing } from '../entries.js';
import { mappedTreeReading } from '../mapping/mappedtree.js';
import { isEmptyMapping } from '../mapping/readmapping.js';
import { TreeArrays } from '../mapping/treearrays.js';
import type { ReadChoice, ScanMapping } from '../mapping/types.js';
import { chosenEntry, entryPaths, listedEntries } from '../nexus/entries.js';
import { severalEntries } from '../nexus/find.js';
import type { PreviewPlan } from '../preview.js';
import type { Reading } from '../reading.js';
import type { Tree } from '../tree.js';
import { arraysRead } from './arrays.js';
import { isGlob } from './glob.js';
import { areMoved, canBeRead, partsOf, type ScanParts } from './parts.js';
import { markedBy } from './markedby.js';
import { schemaPreviewPlan } from './preview.js';
import { leavesSignalsToSchema, userMappingFirst, rulesWithUserMapping } from './userrules.js';
import { scanReading } from './scanreading.js';
import { foundPaths, isEntry, TreeSource } from './treesource.js';
import type { FacilitySchema, MappedRules, TreeRules } from './types.js';

/** Most entries searched for a scan. */
const mostTried = 200;

/** Whether a file has the layout described by a schema. @param fileName if known */
export function isRecognised(tree: Tree, { recognise }: TreeRules, fileName?: string): boolean {
  const { paths, any, attributes, texts, name } = recognise;
  const isThere = (path: string) =>
    foundPaths(tree, path).some(one => tree.kind(one) !== 'missing');
  return (
    (name === null || (fileName !== undefined && name.test(fileName))) &&
    paths.every(isThere) &&
    (any.length === 0 || any.some(isThere)) &&
    attributes.every(({ path, name: of, pattern }) =>
      foundPaths(tree, path).some(one => pattern.test(tree.attribute(one || '/', of) ?? ''))
    ) &&
    texts.every(({ path, pattern }) =>
      foundPaths(tree, path).some(one => pattern.test(tree.text(one) ?? ''))
    )
  );
}

/**
 * A reading by the first of these schemas that matches a file; null if none does, or those that do
 * find no scan and defer to the file's own declaration.
 * @throws XESError `scan/entry-missing`
 */
export function schemaReadingOf(
  tree: Tree,
  schemas: readonly FacilitySchema[],
  choice: ReadChoice
): Reading | null {
  const { columns = {}, entry } = choice;
  for (const schema of schemas) {
    const { hdf5, mapping } = schema;
    if (mapping && isLikeMapped(tree, mapping, choice.fileName)) {
      return readBy(schema, mappedReadingOf(tree, mapping, choice));
    }
    const chosen =
      hdf5 &&
      leavesSignalsToSchema(columns) &&
      isRecognised(tree, hdf5, choice.fileName) &&
      entryOf(tree, hdf5, entry);
    if (chosen) {
      const { rules, chosen: placed } = withSaid(tree, hdf5, chosen, columns);
      return readBy(schema, readingOf(tree, schema.name, rules, placed));
    }
  }
  return null;
}

/** Whether an HDF5 file has the arrays of a mapping. */
function isLikeMapped(tree: Tree, { recognise }: MappedRules, fileName?: string): boolean {
  const { paths, name } = recognise;
  const isThere = (path: string) => foundPaths(tree, path).some(one => tree.isNumeric(one));
  const isNamed = name === null || (fileName !== undefined && name.test(fileName));
  return paths.length > 0 && isNamed && paths.every(isThere);
}

/** Read the requested entry, or the first that has all of the arrays. */
function* mappedReadingOf(
  tree: Tree,
  { recognise, columns }: MappedRules,
  choice: ReadChoice
): Reading {
  const paths = entryPaths(tree);
  const hasAll = (top: string) =>
    recognise.paths.every(path =>
      foundPaths(tree, path).some(one => one.startsWith(`${top}/`) && tree.isNumeric(one))
    );
  const of = choice.entry ?? paths.slice(0, mostTried).find(hasAll)?.slice(1);
  const scan = yield* mappedTreeReading(tree, userMappingFirst(choice.columns ?? {}, columns), of);
  const isAsked = choice.entry !== undefined;
  const several = of === undefined ? [] : severalEntries({ paths, shownPath: `/${of}`, isAsked });
  return { ...scan, warnings: [...several, ...scan.warnings] };
}

/** Marks the scan with the schema that read it. */
function* readBy(schema: FacilitySchema, reading: Reading): Reading {
  return markedBy(schema, yield* reading);
}

/** The rules of a schema with the user's mapping of arrays of the entry. */
function withSaid(tree: Tree, rules: TreeRules, chosen: Chosen, columns: ScanMapping) {
  if (isEmptyMapping(columns)) {
    return { rules, chosen };
  }
  const arrays = new TreeArrays(tree, chosen.path.slice(1) || undefined);
  const said = rulesWithUserMapping(rules, columns, ref => arrays.find(ref).path ?? ref);
  return { rules: said, chosen: { ...chosen, parts: partsOf(chosen.source, said) } };
}

/**
 * What to read for a first picture of a file described by one of these schemas; null if there is
 * none.
 */
export function previewPlanOf(
  tree: Tree,
  schemas: readonly FacilitySchema[],
  choice: ReadChoice
): PreviewPlan | null {
  const of = schemas.find(
    ({ hdf5, mapping }) =>
      (mapping !== null && isLikeMapped(tree, mapping, choice.fileName)) ||
      (hdf5 !== null && isRecognised(tree, hdf5, choice.fileName))
  );
  const rules = of?.mapping ? null : of?.hdf5;
  if (!rules || isGlob(rules.entries) || choice.columns) {
    return null;
  }
  return schemaPreviewPlan(tree, rules, `/${rules.entries}`);
}

/** The entry to read. */
interface Chosen {
  path: string;
  /** All entries of the file that match the schema. */
  all: readonly string[];
  isAsked: boolean;
  source: TreeSource;
  parts: ScanParts;
}

/**
 * The requested entry, or the first with a scan of an energy, else with a scan of something else;
 * if there is none, the entry about which to report missing arrays.
 * @returns null if the schema defers to the file's declaration.
 * @throws XESError `scan/entry-missing`
 */
function entryOf(tree: Tree, rules: TreeRules, wanted: string | undefined): Chosen | null {
  const all = entriesOf(tree, rules);
  const isAsked = wanted !== undefined;
  const isThere = isAsked && all.includes(`/${wanted.replace(/^\/+|\/+$/g, '')}`);
  if (rules.isOptional && isAsked && !isThere) {
    return null;
  }
  const tried = isAsked ? [chosenEntry(all, wanted)] : inOrder(tree, all).slice(0, mostTried);
  const make = (path: string): Chosen => {
    const source = new TreeSource(tree, path, rules.motors);
    return { path, all, isAsked, source, parts: partsOf(source, rules) };
  };
  // a single entry is read without checking it first
  const isOnly = !rules.isOptional && tried.length === 1;
  let constantEnergy: Chosen | null = null;
  for (const path of isOnly ? [] : tried) {
    const chosen = make(path);
    if (canBeRead(chosen.source, chosen.parts)) {
      if (areMoved(chosen.source, chosen.parts)) {
        return chosen;
      }
      constantEnergy ??= chosen;
    }
  }
  if (constantEnergy) {
    return constantEnergy;
  }
  if (rules.isOptional) {
    return null;
  }
  if (tried.length === 0) {
    throw entryMissing(
      rules.entries,
      entryPaths(tree).map(path => path.slice(1))
    );
  }
  return make(tried[0]);
}

function entriesOf(tree: Tree, { entries }: TreeRules): string[] {
  if (!isGlob(entries)) {
    return [`/${entries.replace(/^\/+/, '')}`];
  }
  const found = foundPaths(tree, entries);
  // specific names need no check of each of thousands of groups
  const isAny = /^\*+$/.test(entries);
  return countedOrder(isAny ? found.filter(path => isEntry(tree, path)) : found);
}

/** The entries with the file's default first. */
function inOrder(tree: Tree, all: readonly string[]): readonly string[] {
  const first = all.length > 1 ? `/${tree.attribute('/', 'default') ?? ''}` : '';
  return all.includes(first) ? [first, ...all.filter(path => path !== first)] : all;
}

function* readingOf(
  tree: Tree,
  facility: string,
  rules: TreeRules,
  { path, all, isAsked, source, parts }: Chosen
): Reading {
  const scan = yield* scanReading(source, facility, rules, parts);
  const arrays = arraysRead(source, parts, scan.channels);
  return {
    format: 'nexus',
    ...scan,
    ...(arrays ? { arrays } : {}),
    ...listedEntries(tree, all, path),
    links: { missing: [...new Set(tree.missingLinks())] },
    warnings: [...severalEntries({ paths: all, shownPath: path, isAsked }), ...scan.warnings]
  };
}
