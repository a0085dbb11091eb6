import { isMeasured } from '../../../science/statistics.js';
import { build, isNumber, parseNumber, readWord, type Facts, type Optional } from './build.js';
import type { Parameter } from './parameter.js';

/** A range of energies, the lower first. */
export function range<D extends readonly [number, number] | null = [number, number]>(
  facts: Facts<D>
): Parameter<Optional<readonly [number, number], D>> {
  return build<readonly [number, number], D>(
    { pick: 'range', ...facts },
    { kind: 'range', unit: 'eV', read: readRange, parse: parseRange }
  );
}

/** Any number of ranges of energies. */
export function ranges(
  facts: Facts<readonly (readonly [number, number])[]>
): Parameter<readonly (readonly [number, number])[]> {
  return build<readonly (readonly [number, number])[], readonly (readonly [number, number])[]>(
    { default: [], pick: 'ranges', ...facts },
    {
      kind: 'ranges',
      unit: 'eV',
      isList: true,
      read: listOf(readRange),
      parse: word => word.split(',').map(parseRange)
    }
  );
}

/** Any number of numbers. */
export function numbers<D extends readonly number[] | null = readonly number[]>(
  facts: Facts<D> & { unit?: string }
): Parameter<Optional<readonly number[], D>> {
  return build<readonly number[], D>(facts, {
    kind: 'numbers',
    unit: facts.unit,
    isList: true,
    read: listOf(value => (isNumber(value) ? value : undefined)),
    parse: word => word.split(',').map(parseNumber)
  });
}

/** Any number of texts, separated by semicolons as they may contain commas. */
export function texts<D extends readonly string[] | null = readonly string[]>(
  facts: Facts<D>
): Parameter<Optional<readonly string[], D>> {
  return build<readonly string[], D>(facts, {
    kind: 'texts',
    isList: true,
    read: listOf(readWord),
    parse: word => word.split(';').map(text => text.trim())
  });
}

/** Any number of names. */
export function names(facts: Facts<readonly string[]>): Parameter<readonly string[]> {
  return build<readonly string[], readonly string[]>(
    { default: [], ...facts },
    {
      kind: 'names',
      isList: true,
      read: listOf(readWord),
      parse: word => word.split(',').map(name => name.trim())
    }
  );
}

function listOf<T>(readOne: (value: unknown) => T | undefined) {
  return (value: unknown): T[] | undefined => {
    const list = Array.isArray(value) ? value.map(readOne) : [undefined];
    return list.every(item => item !== undefined) ? list : undefined;
  };
}

function readRange(value: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(isNumber)) {
    return undefined;
  }
  const [low, high] = value;
  return low < high && isMeasured(high - low) ? [low, high] : undefined;
}

/** `LO:HI`, or the common spelling `9630-9668`. */
function parseRange(word: string): unknown {
  const dashed = /^(\d+(?:\.\d*)?)\s*[-–—]\s*(\d+(?:\.\d*)?)$/.exec(word.trim());
  const ends = dashed ? dashed.slice(1) : word.split(':');
  return ends.length === 2 ? ends.map(parseNumber) : word;
}
