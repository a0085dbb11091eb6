import { energyUnit } from '../units.js';
import type { ArrayRef, ScanMapping } from './types.js';

/** Creates the error for an invalid mapping, such as `"incident" is no name of an array`. */
export type RefuseMapping = (why: string) => Error;

/** Keys that may name several arrays, one per channel. */
export const listKeys = ['intensity', 'counts', 'sigma'] as const;

/** Energies; the third follows from two of them. */
export const energyKeys = ['incident', 'emission', 'transfer'] as const;

/** The signals and their related arrays. */
export const drawnKeys = ['intensity', 'counts', 'monitor', 'sigma'] as const;

/** Roles of arrays, in the order in which they are written and offered. */
export const arrayKeys = [
  ...energyKeys,
  ...drawnKeys,
  'time'
] as const satisfies readonly (keyof ScanMapping)[];

/** All keys of a mapping, in the order in which they are written. */
export const mappingKeys = [...arrayKeys, 'unit'] as const;

export type MappingKey = (typeof mappingKeys)[number];

/** Most characters of a name, and most arrays of a list. */
const [longestName, longestList] = [1000, 200];

/**
 * Read a mapping from JSON in canonical form: keys in order, a list of one as a single name.
 * @throws what `refuse` returns
 */
export function readMapping(value: unknown, refuse: RefuseMapping): ScanMapping {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refuse('it is no object that says which array is what');
  }
  const raw = new Map<string, unknown>(Object.entries(value));
  const unknownKey = [...raw.keys()].find(key => !isMappingKey(key));
  if (unknownKey !== undefined) {
    throw refuse(`"${unknownKey.slice(0, 40)}" is none of ${mappingKeys.join(', ')}`);
  }
  const read = mappingKeys.flatMap(key => {
    const givenValue = raw.get(key);
    return givenValue === undefined ? [] : [[key, readPart(key, givenValue, refuse)] as const];
  });
  const mapping: ScanMapping = Object.fromEntries(read);
  const problem = contradiction(mapping);
  if (problem) {
    throw refuse(problem);
  }
  return mapping;
}

export function isMappingKey(key: string): key is MappingKey {
  return (mappingKeys as readonly string[]).includes(key);
}

/** Whether a mapping may name several arrays under a key. */
export function isListKey(key: MappingKey): boolean {
  return (listKeys as readonly string[]).includes(key);
}

/** The arrays named by a part of a mapping. */
export function refsOf(part: ArrayRef | readonly ArrayRef[] | undefined): readonly ArrayRef[] {
  return part === undefined ? [] : typeof part === 'string' ? [part] : part;
}

/** Whether a mapping is empty. */
export function isEmptyMapping(mapping: ScanMapping): boolean {
  return Object.keys(mapping).length === 0;
}

function readPart(key: MappingKey, givenValue: unknown, refuse: RefuseMapping) {
  if (key === 'unit') {
    return readUnit(givenValue, refuse);
  }
  const names: readonly unknown[] = Array.isArray(givenValue) ? givenValue : [givenValue];
  if (names.length > 1 && !isListKey(key)) {
    throw refuse(`"${key}" is one array, and ${names.length} are named`);
  }
  if (names.length === 0 || names.length > longestList) {
    throw refuse(`"${key}" names ${names.length} arrays, not 1 to ${longestList}`);
  }
  const read = names.map(name => readName(key, name, refuse));
  if (key !== 'sigma' && new Set(read).size < read.length) {
    throw refuse(`"${key}" names the same array twice`);
  }
  return read.length === 1 ? read[0] : read;
}

function readName(key: MappingKey, name: unknown, refuse: RefuseMapping): ArrayRef {
  if (typeof name !== 'string' || name.trim() === '' || name.length > longestName) {
    throw refuse(
      `"${key}" is no name of an array, which is a text of 1 to ${longestName} characters`
    );
  }
  return name;
}

function readUnit(givenValue: unknown, refuse: RefuseMapping): string {
  const unit = typeof givenValue === 'string' ? energyUnit(givenValue) : null;
  if (unit?.kind !== 'energy') {
    const text = typeof givenValue === 'string' ? `"${givenValue.slice(0, 40)}"` : 'what is given';
    throw refuse(`"unit" is ${text}, which is no unit of energy (eV, keV, meV, MeV, GeV, J)`);
  }
  return unit.name;
}

/** What contradicts itself in a mapping; null if nothing does. */
function contradiction(mapping: ScanMapping): string | null {
  const { incident, emission, transfer, intensity, counts, sigma } = mapping;
  if (incident && emission && transfer) {
    return '"incident", "emission" and "transfer" are all named, and two of them give the third: leave one out';
  }
  if (intensity && counts) {
    return '"intensity" and "counts" are both named: name the counts where there are any, else the intensity';
  }
  if (counts && sigma) {
    return '"sigma" is named beside "counts", whose σ follows from them: leave it out';
  }
  const [signals, sigmas] = [refsOf(intensity), refsOf(sigma)].map(refs => refs.length);
  return intensity && sigma && signals !== sigmas
    ? `"sigma" names ${sigmas} and "intensity" ${signals} arrays: each intensity has its own σ`
    : null;
}
