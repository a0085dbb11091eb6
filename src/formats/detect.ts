import { i20Reading, isI20 } from './i20nexus.js';
import { i20PreviewPlan } from './i20preview.js';
import { mappedTreeReading } from './mapping/mappedtree.js';
import { unknownLayout } from './mapping/unknownlayout.js';
import { isEmptyMapping } from './mapping/readmapping.js';
import type { ReadChoice } from './mapping/types.js';
import { chosenEntry, entryPaths } from './nexus/entries.js';
import { findData } from './nexus/find.js';
import { nxdataReading } from './nexus/nxdata.js';
import type { PreviewPlan } from './preview.js';
import { finished, type Reading } from './reading.js';
import type { Scan } from './scan.js';
import type { Tree } from './tree.js';

/**
 * Read a scan from an HDF5 file: as a mapping says which array is what, else by the first way that knows its layout.
 * @throws XESError `scan/unknown-format`, `scan/columns-unknown`, `scan/entry-missing`, and what the way throws.
 */
export function readTree(tree: Tree, choice: ReadChoice = {}): Scan {
  return finished(treeReading(tree, choice));
}

/** The same, waiting for what the tree was announced. */
export function treeReading(tree: Tree, { entry, columns }: ReadChoice = {}): Reading {
  if (columns && !isEmptyMapping(columns)) {
    return mappedTreeReading(tree, columns, entry);
  }
  if (isI20(tree) && (entry === undefined || chosenEntry(entryPaths(tree), entry) === '/entry1')) {
    return i20Reading(tree);
  }
  const found = findData(tree, entry);
  if (!found) {
    throw unknownLayout(tree, unknownFormat(tree, entry), entry);
  }
  return nxdataReading(tree, found);
}

/** What to read of a file for a picture while the scan is read; null where there is none. */
export function previewPlan(tree: Tree): PreviewPlan | null {
  return isI20(tree) ? i20PreviewPlan(tree) : null;
}

/** Names that are listed at the most. */
const mostListed = 12;

/** What was looked for, and what is there instead. */
function unknownFormat(tree: Tree, entry: string | undefined): string {
  const where = entry === undefined ? '/' : chosenEntry(entryPaths(tree), entry);
  const names = tree.names(where);
  const list = names.slice(0, mostListed).join(', ') + (names.length > mostListed ? ', …' : '');
  return (
    'This HDF5 file has no layout that is known here. Looked for: a scan of I20 (/entry1/I1), and an NXdata group ' +
    'with a `signal` attribute, where the `default` attributes lead or in any NXentry. ' +
    `${names.length > 0 ? `${entry === undefined ? 'At its root' : `In ${where}`} are ${list}; none of them holds either` : 'It is empty'}. ` +
    'Open it with a general viewer, or save intensity and energies as NXdata.'
  );
}
