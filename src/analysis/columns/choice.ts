import { arrayKeys, readMapping, refsOf } from '../../formats/mapping/readmapping.js';
import type { ArrayListing, FileListing, ScanMapping } from '../../formats/mapping/types.js';
import { exampleMapping } from '../../formats/mapping/unknown.js';

/** What an array of a file may be said to be, in the order in which it is offered. */
export const columnRoles = arrayKeys;

export type ColumnRole = (typeof columnRoles)[number];

const energies: ReadonlySet<ColumnRole> = new Set(['incident', 'emission', 'transfer']);

/** What a person has said of the arrays of a file so far. */
export interface ColumnsChoice {
  /** By the name of an array, in the order in which they were named. */
  readonly roles: ReadonlyMap<string, ColumnRole>;
  /** Names of the arrays whose role follows from their name alone, and that no person said. */
  readonly guesses: ReadonlySet<string>;
  /** Of the energies whose arrays do not say their own; empty: none. */
  readonly unit: string;
}

/** Nothing is said: all follows from the file. */
export const nothingChosen: ColumnsChoice = { roles: new Map(), guesses: new Set(), unit: '' };

/** What the arrays may be by their names, to be looked at and changed. */
export function guessedChoice(listing: FileListing): ColumnsChoice {
  const names = new Set(listing.arrays.map(({ name }) => name));
  const { roles } = choiceOfMapping(exampleMapping(listing), listing);
  const known = [...roles].filter(([name]) => names.has(name));
  return { roles: new Map(known), guesses: new Set(known.map(([name]) => name)), unit: '' };
}

/** A mapping as a choice; an array that is called by its path or its number has its name, where it is listed. */
export function choiceOfMapping(mapping: ScanMapping, { arrays }: FileListing): ColumnsChoice {
  const roles = columnRoles.flatMap(role =>
    refsOf(mapping[role]).map(ref => [nameOf(ref, arrays), role] as const)
  );
  return { roles: new Map(roles), guesses: new Set(), unit: mapping.unit ?? '' };
}

/**
 * Say what an array is; null: nothing. Others stay what they are, though only one of them can be it: keys pass many roles
 * on their way.
 */
export function withRole(
  { roles, guesses, unit }: ColumnsChoice,
  name: string,
  role: ColumnRole | null
): ColumnsChoice {
  const left = [...roles].filter(([one]) => one !== name);
  return {
    roles: new Map([...left, ...(role === null ? [] : [[name, role] as const])]),
    guesses: new Set([...guesses].filter(one => one !== name)),
    unit
  };
}

/** What is chosen of one entry, for another: the same names, where it has them. */
export function choiceFor(choice: ColumnsChoice, { arrays }: FileListing): ColumnsChoice {
  const names = new Set(arrays.map(({ name }) => name));
  const roles = new Map([...choice.roles].filter(([name]) => names.has(name)));
  return { ...choice, roles };
}

/** A choice as a mapping, or why it can't be one; empty where nothing is said. */
export function mappingOfChoice({
  roles,
  unit
}: ColumnsChoice): { mapping: ScanMapping } | { problem: string } {
  const named = columnRoles.flatMap(role => {
    const names = [...roles].filter(([, one]) => one === role).map(([name]) => name);
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

/** Whether an array that is an energy does not say its unit, so that it has to be said. */
export function lacksUnit({ roles, unit }: ColumnsChoice, { arrays }: FileListing): boolean {
  const isEnergy = (name: string) => {
    const role = roles.get(name);
    return role !== undefined && energies.has(role);
  };
  return unit !== '' || arrays.some(one => one.unit === null && isEnergy(one.name));
}

/** Of which intensity an array is σ: they are taken in the order in which they were named; null where it is of none. */
export function sigmaOf({ roles }: ColumnsChoice, name: string): string | null {
  const namesOf = (role: ColumnRole) => [...roles].filter(([, one]) => one === role);
  const at = namesOf('sigma').findIndex(([one]) => one === name);
  return at < 0 ? null : (namesOf('intensity').at(at)?.[0] ?? null);
}

/** The listed name of what a mapping calls by its name, number or path; itself where it is not listed. */
function nameOf(ref: string, arrays: readonly ArrayListing[]): string {
  const isNumber = /^\d{1,6}$/.test(ref);
  const found =
    arrays.find(({ name }) => name === ref) ??
    arrays.find(({ path }) => path === ref) ??
    arrays.find(({ path }) => path?.endsWith(`/${ref}`)) ??
    arrays.find(({ path }, i) => path === null && isNumber && i === Number(ref) - 1);
  return found?.name ?? ref;
}
