import { isMeasured } from '../../../science/statistics.js';
import { build, parseNumber, readWord, type Facts, type Optional } from './build.js';
import type { Parameter, ParameterFacts } from './parameter.js';

interface NumberFacts<D> extends Facts<D>, Pick<ParameterFacts, 'min' | 'max' | 'isOpen'> {
  unit?: string;
}

/** A finite number. */
export function number<D extends number | null = number>(
  facts: NumberFacts<D>
): Parameter<Optional<number, D>> {
  return numeric('number', facts, isMeasured);
}

/** A whole number. */
export function integer<D extends number | null = number>(
  facts: NumberFacts<D>
): Parameter<Optional<number, D>> {
  return numeric('integer', facts, Number.isSafeInteger);
}

/** One of the given words. */
export function choice<const T extends string, D extends T | null = T>(
  choices: readonly T[],
  facts: Facts<D>
): Parameter<Optional<T, D>> {
  return build<T, D>(facts, {
    kind: 'choice',
    choices,
    read: value => choices.find(choice => choice === value),
    parse: text => text
  });
}

/** One of the given words, or another name: these are the usual ones. */
export function nameLike<D extends string | null = string>(
  choices: readonly string[],
  facts: Facts<D>
): Parameter<Optional<string, D>> {
  return build<string, D>(facts, {
    kind: 'choice',
    choices,
    takesOthers: true,
    read: readWord,
    parse: word => word
  });
}

/** True or false. */
export function flag(facts: Facts<boolean>): Parameter<boolean> {
  return build<boolean, boolean>(
    { default: false, ...facts },
    {
      kind: 'flag',
      read: value => (typeof value === 'boolean' ? value : undefined),
      parse: word => (/^(true|yes|1)$/i.test(word) ? true : !/^(false|no|0)$/i.test(word) && word)
    }
  );
}

/** A text that is not empty. */
export function text<D extends string | null = string>(
  facts: Facts<D>
): Parameter<Optional<string, D>> {
  return build<string, D>(facts, { kind: 'text', read: readWord, parse: word => word });
}

function numeric<D extends number | null>(
  kind: 'number' | 'integer',
  facts: NumberFacts<D>,
  isSound: (value: number) => boolean
): Parameter<Optional<number, D>> {
  const { unit, min, max, isOpen = false } = facts;
  const least = min ?? -Infinity;
  const isIn = (value: number) =>
    (isOpen ? value > least : value >= least) && value <= (max ?? Infinity);
  return build<number, D>(facts, {
    kind,
    unit,
    limits: {
      ...(min === undefined ? {} : { min, isOpen }),
      ...(max === undefined ? {} : { max })
    },
    read: value => (typeof value === 'number' && isSound(value) && isIn(value) ? value : undefined),
    parse: parseNumber
  });
}
