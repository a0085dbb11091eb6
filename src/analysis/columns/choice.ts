import { arrayKeys, readMapping, refsOf } from '../../formats/mapping/readmapping.js';
import type { ArrayListing, FileListing, ScanMapping } from '../../formats/mapping/types.js';
import { exampleMapping } from '../../formats/mapping/unknown.js';

/** The roles of an array, in the order in which they are offered. */
export const columnRoles = arrayKeys;

export type ColumnRole = (typeof columnRoles)[number];

const energies: ReadonlySet<ColumnRole> = new Set(['incident', 'emission', 'transfer']);

/** The user's choices about the arrays of a file so far. */
export interface ColumnsChoice {
  /** By array name, in the order of choice. */
  readonly roles: ReadonlyMap<string, ColumnRole>;
  /** Names of arrays whose role is guessed from the name and was not chosen by the user. */
  readonly guesses: ReadonlySet<string>;
  /** Unit of energies whose arrays do not state theirs; empty: none. */
  readonly unit: string;
}

/** No choices: everything follows from the file. */
export const nothingChosen: ColumnsChoice = { roles: new Map(), guesses: new Set(), unit: '' };

/** Roles guessed from array names, for the user to review. */
export function guessedChoice(listing: FileListing): ColumnsChoice {
  const names = new Set(listing.arrays.map(({ name }) => name));
  const { roles } = choiceOfMapping(exampleMapping(listing), listing);
  const known = [...roles].filter(([name]) => names.has(name));
  return { roles: new Map(known), guesses: new Set(known.map(([name]) => name)), unit: '' };
}

/** A mapping as a choice; an array given by its path or number gets its listed name. */
export function choiceOfMapping(mapping: ScanMapping, { arrays }: FileListing): ColumnsChoice {
  const roles = columnRoles.flatMap(role =>
    refsOf(mapping[role]).map(ref => [nameOf(ref, arrays), role] as const)
  );
  return { roles: new Map(roles), guesses: new Set(), unit: mapping.unit ?? '' };
}

/**
 * Assign a role to an array; null: none. Others keep their roles even if only one array can have
 * it: keyboard selection passes through many roles.
 */
export function withRole(
  { roles, guesses, unit }: ColumnsChoice,
  name: string,
  role: ColumnRole | null
): ColumnsChoice {
  const left = [...roles].filter(([item]) => item !== name);
  return {
    roles: new Map([...left, ...(role === null ? [] : [[name, role] as const])]),
    guesses: new Set([...guesses].filter(guess => guess !== name)),
    unit
  };
}

/** Choices made for one entry, applied to another: by name, where it has such arrays. */
export function choiceFor(choice: ColumnsChoice, { arrays }: FileListing): ColumnsChoice {
  const names = new Set(arrays.map(({ name }) => name));
  const roles = new Map([...choice.roles].filter(([name]) => names.has(name)));
  return { ...choice, roles };
}

/** A choice as a mapping, or why it can't be one; empty without choices. */
export function mappingOfChoice({
  roles,
  unit
}: ColumnsChoice): { mapping: ScanMapping } | { problem: string } {
  const named = columnRoles.flatMap(role => {
    const names = [...roles].filter(([, item]) => item === role).map(([name]) => name);
    return names.length === 0 ? [] : [[role, names] as const];
  });
  const raw = { ...Object.fromEntries(named), ...(unit === '' ? {} : { unit }) };
  try {
    return { mapping: readMapping(raw, why => new Error(why)) };
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason);
    return { problem: `This can't be so: ${why}.` };
  }
}

/** Whether the unit must be chosen because an energy array does not state its own. */
export function lacksUnit({ roles, unit }: ColumnsChoice, { arrays }: FileListing): boolean {
  const isEnergy = (name: string) => {
    const role = roles.get(name);
    return role !== undefined && energies.has(role);
  };
  return unit !== '' || arrays.some(array => array.unit === null && isEnergy(array.name));
}

/**
 * The intensity that an array is σ of: they are paired in order of choice; null if it is of none.
 */
export function sigmaOf({ roles }: ColumnsChoice, name: string): string | null {
  const namesOf = (role: ColumnRole) => [...roles].filter(([, item]) => item === role);
  const at = namesOf('sigma').findIndex(([item]) => item === name);
  return at < 0 ? null : (namesOf('intensity').at(at)?.[0] ?? null);
}

/**
 * The listed name of an array that a mapping gives by name, number or path; unchanged if it is not
 * listed.
 */
function nameOf(ref: string, arrays: readonly ArrayListing[]): string {
  const isNumber = /^\d{1,6}$/.test(ref);
  const found =
    arrays.find(({ name }) => name === ref) ??
    arrays.find(({ path }) => path === ref) ??
    arrays.find(({ path }) => path?.endsWith(`/${ref}`)) ??
    arrays.find(({ path }, i) => path === null && isNumber && i === Number(ref) - 1);
  return found?.name ?? ref;
}
