import { XESError } from '../../base/errors.js';
import type { ArrayRef, FileListing } from './types.js';

/** Names that a sentence lists at the most. */
const mostListed = 40;

/** What is said where a mapping names an array that is not there: which are. */
export function missingArray(ref: ArrayRef, listing: FileListing): XESError {
  const { arrays, entry } = listing;
  const names = arrays.slice(0, mostListed).map(({ name }) => name);
  const list = names.join(', ') + (arrays.length > mostListed ? ', …' : '');
  const where = entry === null ? 'The file' : `Entry "${entry}"`;
  const isTable = arrays.some(({ path }) => path === null);
  const also = isTable
    ? `, by number 1 to ${arrays.filter(({ shape }) => shape.length > 0).length}`
    : arrays.length > 0
      ? '; a path is taken too'
      : '';
  return new XESError(
    'scan/columns-unknown',
    `There is no array "${ref.slice(0, 80)}". ${where} has ${list || 'none'}${also}.`,
    { details: listing }
  );
}
