import { isMeasured } from '../../../science/statistics.js';
import { build, isNumber, parseNumber, type Facts, type Optional } from './build.js';
import type { JsonSchema, Parameter } from './parameter.js';

/** A range of energies, the lower first. */
export function range<D extends readonly [number, number] | null = [number, number]>(
  facts: Facts<D>
): Parameter<Optional<readonly [number, number], D>> {
  return {
    ...build<readonly [number, number], D>(facts, {
      range: 'a range LO:HI with LO < HI',
      schema: rangeSchema,
      read: readRange,
      parse: parseRange
    }),
    unit: 'eV'
  };
}

/** Any number of ranges of energies. */
export function ranges(
  facts: Facts<readonly (readonly [number, number])[]>
): Parameter<readonly (readonly [number, number])[]> {
  return {
    ...listOf({ default: [], ...facts }, 'ranges LO:HI with LO < HI', rangeSchema, readRange),
    unit: 'eV',
    parse: word => word.split(',').map(parseRange)
  };
}

/** Any number of numbers. */
export function numbers<D extends readonly number[] | null = readonly number[]>(
  facts: Facts<D> & { unit?: string }
): Parameter<Optional<readonly number[], D>> {
  const read = (value: unknown) => (isNumber(value) ? value : undefined);
  return {
    ...listOf(facts, 'numbers', { type: 'number' }, read),
    unit: facts.unit ?? '',
    parse: word => word.split(',').map(parseNumber)
  };
}

/** Any number of texts, parted by semicolons: they may hold commas. */
export function texts<D extends readonly string[] | null = readonly string[]>(
  facts: Facts<D>
): Parameter<Optional<readonly string[], D>> {
  const read = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return {
    ...listOf(facts, 'texts, parted by ";"', { type: 'string', minLength: 1 }, read),
    parse: word => word.split(';').map(text => text.trim())
  };
}

/** Any number of names. */
export function names(facts: Facts<readonly string[]>): Parameter<readonly string[]> {
  const read = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return {
    ...listOf({ default: [], ...facts }, 'names', { type: 'string', minLength: 1 }, read),
    parse: word => word.split(',').map(name => name.trim())
  };
}

function listOf<T, D extends readonly T[] | null>(
  facts: Facts<D>,
  what: string,
  items: JsonSchema,
  readOne: (value: unknown) => T | undefined
): Parameter<Optional<readonly T[], D>> {
  return build<readonly T[], D>(facts, {
    range: `a list of ${what}`,
    schema: { type: 'array', items },
    read: value => {
      const list = Array.isArray(value) ? value.map(readOne) : [undefined];
      return list.every(one => one !== undefined) ? list : undefined;
    },
    parse: word => word
  });
}

const rangeSchema: JsonSchema = {
  type: 'array',
  items: { type: 'number' },
  minItems: 2,
  maxItems: 2
};

function readRange(value: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(isNumber)) {
    return undefined;
  }
  const [low, high] = value;
  return low < high && isMeasured(high - low) ? [low, high] : undefined;
}

function parseRange(word: string): unknown {
  const ends = word.split(':');
  return ends.length === 2 ? ends.map(parseNumber) : word;
}
