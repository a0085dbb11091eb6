import { XESError } from '../base/errors.js';
import { i20Reading, isI20 } from './i20nexus.js';
import { i20PreviewPlan } from './i20preview.js';
import { mappedTreeReading } from './mapping/mappedtree.js';
import { isEmptyMapping } from './mapping/readmapping.js';
import type { ReadChoice } from './mapping/types.js';
import { isNXdata, nxdataReading } from './nexus/nxdata.js';
import type { PreviewPlan } from './preview.js';
import { finished, type Reading } from './reading.js';
import type { Scan } from './scan.js';
import type { Tree } from './tree.js';

/** Facility schemas, asked in this order. */
const schemas = [
  { matches: isI20, read: i20Reading },
  { matches: isNXdata, read: nxdataReading }
];

/**
 * Read a scan from an HDF5 file, as a mapping says which array is what, else by the first schema that knows its layout.
 * @throws XESError `scan/unknown-format`, `scan/entry-missing`, `scan/columns-unknown`, and what the schema throws.
 */
export function readTree(tree: Tree, choice: ReadChoice = {}): Scan {
  return finished(treeReading(tree, choice));
}

/** The same, waiting for what the tree was announced. */
export function treeReading(tree: Tree, choice: ReadChoice = {}): Reading {
  if (choice.columns && !isEmptyMapping(choice.columns)) {
    return mappedTreeReading(tree, choice.columns, choice.entry);
  }
  const schema = schemas.find(({ matches }) => matches(tree));
  if (!schema) {
    throw new XESError('scan/unknown-format', unknownFormat(tree));
  }
  return schema.read(tree);
}

/** What to read of a file for a picture while the scan is read; null where there is none. */
export function previewPlan(tree: Tree): PreviewPlan | null {
  return isI20(tree) ? i20PreviewPlan(tree) : null;
}

/** Names that are listed at the most. */
const mostListed = 12;

/** What was looked for, and what is there instead. */
function unknownFormat(tree: Tree): string {
  const names = tree.names('/');
  const list = names.slice(0, mostListed).join(', ') + (names.length > mostListed ? ', …' : '');
  return (
    'This HDF5 file has no layout that is known here. Looked for: a scan of I20 (/entry1/I1), and an NXdata group ' +
    'with a `signal` attribute, where the `default` attributes lead or in any NXentry. ' +
    `${names.length > 0 ? `At its root are ${list}; none of them holds either` : 'It is empty'}. ` +
    'Open it with a general viewer, or save intensity and energies as NXdata.'
  );
}
