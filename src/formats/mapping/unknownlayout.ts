import { XESError } from '../../base/errors.js';
import type { Tree } from '../tree.js';
import { TreeArrays } from './treearrays.js';
import type { FileListing } from './types.js';
import { exampleText } from './unknown.js';

/** Most arrays listed in a sentence. */
const mostListed = 12;

/**
 * The error for an HDF5 file of unknown layout: asks for the roles of its arrays if any has several
 * numbers.
 * @param sentence what was searched for, and what the file contains instead.
 */
export function unknownLayout(tree: Tree, sentence: string, entry?: string): XESError {
  const listing = new TreeArrays(tree, entry).listing();
  const hasArrays = listing.arrays.some(({ shape }) => shape.some(length => length > 1));
  return hasArrays
    ? new XESError('scan/columns-unknown', `${sentence} ${request(listing)}`, { details: listing })
    : new XESError('scan/unknown-format', sentence);
}

function request(listing: FileListing): string {
  const { arrays } = listing;
  const names = arrays.slice(0, mostListed).map(({ name }) => name);
  const list = names.join(', ') + (arrays.length > mostListed ? ', …' : '');
  return `Or say which of its ${arrays.length} arrays (${list}) is what: ${exampleText(listing)}.`;
}
