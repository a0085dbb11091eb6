import type { XESError } from '../../base/errors.js';
import { TreeArrays } from '../mapping/treearrays.js';
import { unknownColumns } from '../mapping/unknown.js';
import type { Tree } from '../tree.js';
import { entryPaths } from './entries.js';

/** The error for a file whose arrays are ambiguous. @param group absolute path of the NXdata */
export function columnsUnknown(tree: Tree, group: string, why: string): XESError {
  const top = entryPaths(tree).find(path => group.startsWith(`${path}/`));
  const listing = new TreeArrays(tree, top).listing();
  return unknownColumns(listing, `the arrays of ${group}`, why);
}
