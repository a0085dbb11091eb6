import { isMeasured } from '../../../science/statistics.js';
import { build, parseNumber, type Facts, type Optional } from './build.js';
import type { Parameter } from './parameter.js';

interface NumberFacts<D> extends Facts<D> {
  unit?: string;
  min?: number;
  max?: number;
  /** Whether `min` itself is refused. */
  isOpen?: boolean;
}

/** A finite number. */
export function number<D extends number | null = number>(
  facts: NumberFacts<D>
): Parameter<Optional<number, D>> {
  return numeric(facts, isMeasured, 'a number');
}

/** A whole number. */
export function integer<D extends number | null = number>(
  facts: NumberFacts<D>
): Parameter<Optional<number, D>> {
  return numeric(facts, Number.isSafeInteger, 'a whole number', 'integer');
}

/** One of some words. */
export function choice<const T extends string, D extends T | null = T>(
  values: readonly T[],
  facts: Facts<D>
): Parameter<Optional<T, D>> {
  return build<T, D>(facts, {
    range: values.map(value => `"${value}"`).join(', '),
    schema: { enum: [...values] },
    read: value => values.find(one => one === value),
    parse: text => text
  });
}

/** Yes or no. */
export function flag(facts: Facts<boolean>): Parameter<boolean> {
  return build<boolean, boolean>(
    { default: false, ...facts },
    {
      range: 'true or false',
      schema: { type: 'boolean' },
      read: value => (typeof value === 'boolean' ? value : undefined),
      parse: word => (/^(true|yes|1)$/i.test(word) ? true : !/^(false|no|0)$/i.test(word) && word)
    }
  );
}

/** A text that is not empty. */
export function text<D extends string | null = string>(
  facts: Facts<D>
): Parameter<Optional<string, D>> {
  return build<string, D>(facts, {
    range: 'a text',
    schema: { type: 'string', minLength: 1 },
    read: value => (typeof value === 'string' && value !== '' ? value : undefined),
    parse: word => word
  });
}

function numeric<D extends number | null>(
  facts: NumberFacts<D>,
  isSound: (value: number) => boolean,
  noun: string,
  type = 'number'
): Parameter<Optional<number, D>> {
  const { min = -Infinity, max = Infinity, isOpen = false } = facts;
  const isIn = (value: number) => (isOpen ? value > min : value >= min) && value <= max;
  const below = min > -Infinity ? ` ${isOpen ? 'above' : 'from'} ${min}` : '';
  const above = max < Infinity ? ` up to ${max}` : '';
  return {
    ...build<number, D>(facts, {
      range: noun + below + above,
      schema: {
        type,
        ...(min > -Infinity ? { [isOpen ? 'exclusiveMinimum' : 'minimum']: min } : {}),
        ...(max < Infinity ? { maximum: max } : {})
      },
      read: value =>
        typeof value === 'number' && isSound(value) && isIn(value) ? value : undefined,
      parse: parseNumber
    }),
    unit: facts.unit ?? ''
  };
}
