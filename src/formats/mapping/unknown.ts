import { XESError } from '../../base/errors.js';
import type { Role } from '../roles.js';
import { mappingText } from './mappingtext.js';
import type { ArrayListing, FileListing, ScanMapping } from './types.js';

/** Arrays that a sentence lists at the most. */
const mostListed = 20;

/**
 * What is thrown where it is not said which array of a file is what: the sentence lists them and gives an example, and
 * the listing is the error's `details`.
 * @param what whose arrays they are, such as "the columns of this table". @param why as the middle of a sentence.
 */
export function unknownColumns(listing: FileListing, what: string, why: string): XESError {
  const { arrays } = listing;
  const list = arrays.slice(0, mostListed).map(arrayText).join(', ');
  const rest = arrays.length > mostListed ? `, … (${arrays.length} in all)` : '';
  return new XESError(
    'scan/columns-unknown',
    `What ${what} are is not clear: ${why}. They are ${list || 'none'}${rest}. ` +
      `Say which is what: ${exampleText(listing)}.`,
    { details: listing }
  );
}

/** The listing that an error has with it; null where it is another error. */
export function listingOf(error: unknown): FileListing | null {
  const isOne = error instanceof XESError && error.code === 'scan/columns-unknown';
  const details = isOne ? (error.details as Partial<FileListing> | undefined) : undefined;
  return Array.isArray(details?.arrays) && Array.isArray(details.entries)
    ? (details as FileListing)
    : null;
}

/** An array of a file by its name, shape and range; a column of a table by its number, name and range. */
function arrayText({ name, path, unit, shape, range }: ArrayListing, index: number): string {
  const number = `${index + 1}`;
  const short = name.slice(0, 60);
  const label = path !== null ? short : name === number ? number : `${number} "${short}"`;
  const numbers = range ? `${range[0]} to ${range[1]}` : path === null ? 'no numbers' : null;
  const facts = [
    ...(path === null ? [] : [shape.join(' × ') || 'one value']),
    ...(numbers === null ? [] : [numbers + (range && path !== null && unit ? ` ${unit}` : '')])
  ];
  return `${label} (${facts.join(', ')})`;
}

/** What could be said of these arrays, ready to be changed: an example, for the guesses in it may be wrong. */
export function exampleText(listing: FileListing): string {
  const text = mappingText(exampleMapping(listing));
  return `--columns ${/[\s"'()&;|<>*?$#]/.test(text) ? `'${text.replace(/'/g, `'\\''`)}'` : text}`;
}

/** A mapping by the guesses of a listing, where they leave it open by the order of the arrays. */
export function exampleMapping({ arrays }: FileListing): ScanMapping {
  const long = arrays.filter(({ shape }) => shape.some(length => length > 1));
  const used = new Set<string>();
  const take = (...roles: (Role | null)[]) => {
    const found = long.find(({ name, guess }) => roles.includes(guess) && !used.has(name));
    if (found) {
      used.add(found.name);
    }
    return found?.name;
  };
  const incident = take('incident');
  const emission = take('emission') ?? take('energy') ?? (incident ? undefined : take(null));
  const monitor = take('monitor');
  const intensity = take('intensity') ?? take(null) ?? take('transmission');
  return {
    ...(incident === undefined ? {} : { incident }),
    ...(emission === undefined ? {} : { emission }),
    intensity: intensity ?? 'NAME',
    ...(monitor === undefined ? {} : { monitor })
  };
}
