import type { XESError } from '../../base/errors.js';
import { TreeArrays } from '../mapping/treearrays.js';
import { unknownColumns } from '../mapping/unknown.js';
import type { Tree } from '../tree.js';
import { entryPaths } from './entries.js';

/** What is said where a file leaves open what its arrays are. @param group absolute path of the NXdata that was looked at */
export function columnsUnknown(tree: Tree, group: string, why: string): XESError {
  const top = entryPaths(tree).find(path => group.startsWith(`${path}/`));
  const listing = new TreeArrays(tree, top).listing();
  return unknownColumns(listing, `the arrays of ${group}`, why);
}
