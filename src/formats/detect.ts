import { XESError } from '../science/errors.js';
import { isI20, readI20 } from './i20nexus.js';
import { isNXdata, readNXdata } from './nxdata.js';
import type { Scan } from './scan.js';
import type { Tree } from './tree.js';

/** Facility schemas, asked in this order. */
const schemas = [
  { matches: isI20, read: readI20 },
  { matches: isNXdata, read: readNXdata }
];

/**
 * Read a scan from an HDF5 file, by the first schema that knows its layout.
 * @throws XESError `scan/unknown-format`, and what the schema throws.
 */
export function readTree(tree: Tree): Scan {
  const schema = schemas.find(({ matches }) => matches(tree));
  if (!schema) {
    throw new XESError(
      'scan/unknown-format',
      'This HDF5 file has no layout that is known here (I20: /entry1/I1; NXdata over energies in eV, which the `default` attributes lead to). Open it with a general viewer.'
    );
  }
  return schema.read(tree);
}
