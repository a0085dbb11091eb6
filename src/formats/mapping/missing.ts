import { XESError } from '../../base/errors.js';
import type { ArrayRef, FileListing } from './types.js';

/** Most names listed in a sentence. */
const mostListed = 40;

/** The error for a mapping that names a missing array; lists those that exist. */
export function missingArray(ref: ArrayRef, listing: FileListing): XESError {
  return absent(`There is no array "${ref.slice(0, 80)}".`, listing);
}

/** The error for a mapping that names an array without numbers. */
export function withoutNumbers(ref: ArrayRef, listing: FileListing): XESError {
  const what = 'holds no numbers, but texts or values that have names, such as yes and no.';
  return absent(`"${ref.slice(0, 80)}" ${what}`, listing);
}

/** @param why as a sentence; the existing arrays are appended. */
function absent(why: string, listing: FileListing): XESError {
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
  return new XESError('scan/columns-unknown', `${why} ${where} has ${list || 'none'}${also}.`, {
    details: listing
  });
}
