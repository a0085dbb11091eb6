import { XESError } from '../../base/errors.js';
import { writtenEnergy } from '../../base/writtenenergy.js';
import type { Role } from '../roles.js';
import { isPlainlyElectronVolts } from '../units.js';
import { mappingText } from './mappingtext.js';
import type { ArrayListing, FileListing, ScanMapping } from './types.js';

/** Most arrays listed in a sentence. */
const mostListed = 20;

/**
 * The error for arrays whose roles are ambiguous: the sentence lists them with an example, and the
 * listing is the error's `details`.
 * @param what a phrase for the arrays, such as "the columns of this table".
 * @param reason as a clause.
 */
export function unknownColumns(listing: FileListing, what: string, reason: string): XESError {
  const { arrays } = listing;
  const list = arrays.slice(0, mostListed).map(arrayText).join(', ');
  const rest = arrays.length > mostListed ? `, … (${arrays.length} in all)` : '';
  return new XESError(
    'scan/columns-unknown',
    `What ${what} are is not clear: ${reason}. They are ${list || 'none'}${rest}. ` +
      `Say which is what: ${exampleText(listing)}.`,
    { details: listing }
  );
}

/** The listing in an error's details; null for other errors. */
export function listingOf(error: unknown): FileListing | null {
  const isColumnsUnknown = error instanceof XESError && error.code === 'scan/columns-unknown';
  const details = isColumnsUnknown
    ? (error.details as Partial<FileListing> | undefined)
    : undefined;
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
    ? range.map(limit => writtenEnergy(limit)).join(' to ')
    : path === null
      ? 'no numbers'
      : null;
  const facts = [
    ...(path === null ? [] : [shape.join(' × ') || 'one value']),
    ...(numbers === null ? [] : [numbers + (range && path !== null && unit ? ` ${unit}` : '')])
  ];
  return `${label} (${facts.join(', ')})`;
}

/** Placeholder in an example for a role that can't be guessed. */
const open = '…';

/**
 * An example of a mapping of these arrays, ready to be edited, as its guesses may be wrong; with
 * placeholders for what can't be guessed.
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
 * A mapping from the guesses of a listing alone: anything ambiguous is left out, as a wrong name
 * would show a wrong spectrum. Next to a transmission an energy is the incident energy.
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

/**
 * Whether the unit of energies must be given: for guessed energies, or if no candidate has a known
 * unit.
 */
function isUnitOpen({ arrays }: FileListing, energies: readonly string[]): boolean {
  const isKnown = ({ unit, range }: ArrayListing) =>
    unit !== null || (range !== null && isPlainlyElectronVolts(range));
  const named = arrays.filter(({ name }) => energies.includes(name));
  return named.length > 0 ? !named.every(isKnown) : !arrays.filter(isLong).some(isKnown);
}
