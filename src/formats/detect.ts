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
import { schemasOf } from './schema/builtin.js';
import { previewPlanOf, schemaReadingOf } from './schema/treereading.js';
import type { Tree } from './tree.js';

/**
 * Read a scan from an HDF5 file by the first method that recognises its layout; a mapping of its
 * arrays takes precedence.
 * @throws XESError `scan/unknown-format`, `scan/columns-unknown`, `scan/entry-missing`, and the
 * errors of the method.
 */
export function readTree(tree: Tree, choice: ReadChoice = {}): Scan {
  return finished(treeReading(tree, choice));
}

/** As `readTree`, waiting for arrays announced to the tree. */
export function treeReading(tree: Tree, choice: ReadChoice = {}): Reading {
  const { entry, columns } = choice;
  const bySchema = schemaReadingOf(tree, schemasOf(choice), choice);
  if (bySchema) {
    return bySchema;
  }
  if (columns && !isEmptyMapping(columns)) {
    return mappedTreeReading(tree, columns, entry);
  }
  const found = findData(tree, entry);
  if (!found) {
    throw unknownLayout(tree, unknownFormat(tree, choice), entry);
  }
  return nxdataReading(tree, found);
}

/** What to read of a file for a preview while the scan is read; null if there is none. */
export function previewPlan(tree: Tree, choice: ReadChoice = {}): PreviewPlan | null {
  return previewPlanOf(tree, schemasOf(choice), choice);
}

/** Most names listed in a message. */
const mostListed = 12;

/** A message with the layouts searched for, and the content found instead. */
function unknownFormat(tree: Tree, choice: ReadChoice): string {
  const { entry } = choice;
  const where = entry === undefined ? '/' : chosenEntry(entryPaths(tree), entry);
  const names = tree.names(where);
  const list = names.slice(0, mostListed).join(', ') + (names.length > mostListed ? ', …' : '');
  const facilities = schemasOf(choice).filter(({ hdf5 }) => hdf5 !== null);
  const known = facilities.map(({ name }) => name).join(', ');
  const place = entry === undefined ? 'At its root' : `In ${where}`;
  return (
    `This HDF5 file has no layout that is known here. Looked for: those of ${known}; and an NXdata group ` +
    'with a `signal` attribute, where the `default` attributes lead or in any NXentry. ' +
    `${names.length > 0 ? `${place} are ${list}; none of them holds either` : 'It is empty'}. ` +
    'Open it with a general viewer, or save intensity and energies as NXdata.'
  );
}
