import { XESError } from '../../base/errors.js';
import type { Tree } from '../tree.js';
import { TreeArrays } from './treearrays.js';
import type { FileListing } from './types.js';
import { exampleText } from './unknown.js';

/** Arrays that a sentence lists at the most. */
const mostListed = 12;

/**
 * What is thrown for an HDF5 file of no known layout: which array is what is asked where it has arrays of several numbers.
 * @param sentence what was looked for, and what is there instead.
 */
export function unknownLayout(tree: Tree, sentence: string, entry?: string): XESError {
  const listing = new TreeArrays(tree, entry).listing();
  const isAsked = listing.arrays.some(({ shape }) => shape.some(length => length > 1));
  return isAsked
    ? new XESError('scan/columns-unknown', `${sentence} ${asking(listing)}`, { details: listing })
    : new XESError('scan/unknown-format', sentence);
}

function asking(listing: FileListing): string {
  const { arrays } = listing;
  const names = arrays.slice(0, mostListed).map(({ name }) => name);
  const list = names.join(', ') + (arrays.length > mostListed ? ', …' : '');
  return `Or say which of its ${arrays.length} arrays (${list}) is what: ${exampleText(listing)}.`;
}
