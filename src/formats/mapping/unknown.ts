import { XESError } from '../../base/errors.js';
import { writtenEnergy } from '../../base/writtenenergy.js';
import type { Role } from '../roles.js';
import { isPlainlyElectronVolts } from '../units.js';
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
  const numbers = range
    ? range.map(one => writtenEnergy(one)).join(' to ')
    : path === null
      ? 'no numbers'
      : null;
  const facts = [
    ...(path === null ? [] : [shape.join(' × ') || 'one value']),
    ...(numbers === null ? [] : [numbers + (range && path !== null && unit ? ` ${unit}` : '')])
  ];
  return `${label} (${facts.join(', ')})`;
}

/** Stands in an example for what has to be said, and is not guessed. */
const open = '…';

/**
 * What could be said of these arrays, ready to be changed: an example, for the guesses in it may be wrong. What nothing
 * tells has a placeholder there.
 */
export function exampleText(listing: FileListing): string {
  const guessed = exampleMapping(listing);
  const energies = [guessed.incident, guessed.emission].flatMap(name => name ?? []);
  const text = mappingText({
    ...guessed,
    ...(energies.length > 0 ? {} : { emission: open }),
    intensity: guessed.intensity ?? open,
    ...(isUnitOpen(listing, energies) ? { unit: open } : {})
  });
  return `--columns ${/[\s"'()&;|<>*?$#]/.test(text) ? `'${text.replace(/'/g, `'\\''`)}'` : text}`;
}

/**
 * A mapping by the guesses of a listing alone: what they leave open is not in it, for a wrong name would open a wrong
 * spectrum. Beside a transmission an energy is the incident one.
 */
export function exampleMapping({ arrays }: FileListing): ScanMapping {
  const long = arrays.filter(isLong);
  const take = (role: Role) => long.find(({ guess }) => guess === role)?.name;
  const isAbsorption = take('transmission') !== undefined;
  const energy = take('energy');
  const incident = take('incident') ?? (isAbsorption ? energy : undefined);
  const emission = take('emission') ?? (isAbsorption ? undefined : energy);
  const monitor = take('monitor');
  const intensity = take('intensity');
  return {
    ...(incident === undefined ? {} : { incident }),
    ...(emission === undefined ? {} : { emission }),
    ...(intensity === undefined ? {} : { intensity }),
    ...(monitor === undefined ? {} : { monitor })
  };
}

function isLong({ shape }: ArrayListing): boolean {
  return shape.some(length => length > 1);
}

/** Whether the unit of energies has to be said: of those that are guessed, or where none is of all that they may be. */
function isUnitOpen({ arrays }: FileListing, energies: readonly string[]): boolean {
  const isKnown = ({ unit, range }: ArrayListing) =>
    unit !== null || (range !== null && isPlainlyElectronVolts(range));
  const named = arrays.filter(({ name }) => energies.includes(name));
  return named.length > 0 ? !named.every(isKnown) : !arrays.filter(isLong).some(isKnown);
}
