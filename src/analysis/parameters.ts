import { XESError } from '../science/errors.js';
import { isMeasured } from '../science/statistics.js';

/** A JSON Schema (draft 7), as far as parameters need one. */
export type JsonSchema = Record<string, unknown>;

/**
 * What a step or a command may be told: described once, and checked, listed, published and parsed
 * from that description.
 */
export interface Parameter<T> {
  description: string;
  /** Unit of its numbers; empty where they have none. */
  unit: string;
  /** Its value where it is not given; undefined where it must be. */
  default: T | undefined;
  /** What it may be, in words. */
  range: string;
  schema: JsonSchema;
  /** The value from JSON. @returns undefined where it is not what it may be. */
  read(value: unknown): T | undefined;
  /** JSON from a command line's word; whether it is sound is `read`'s business. */
  parse(text: string): unknown;
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The values of a set of parameters. */
export type ValuesOf<P extends Parameters> = {
  [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

interface Facts<D> {
  description: string;
  default?: D;
}

interface NumberFacts<D> extends Facts<D> {
  unit?: string;
  min?: number;
  max?: number;
  /** Whether `min` itself is refused. */
  isOpen?: boolean;
}

/** `T`, or null where null is the default: a parameter that may be left out. */
type Optional<T, D> = [D] extends [null] ? T | null : T;

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

/** Any number of names. */
export function names(facts: Facts<readonly string[]>): Parameter<readonly string[]> {
  const read = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return {
    ...listOf({ default: [], ...facts }, 'names', { type: 'string', minLength: 1 }, read),
    parse: word => word.split(',').map(name => name.trim())
  };
}

/** Numbers by name, such as the start values of a fit: `center=9572,sigma=3`. */
export function assignments(
  facts: Facts<Readonly<Record<string, number>>>
): Parameter<Readonly<Record<string, number>>> {
  return build<Readonly<Record<string, number>>, Readonly<Record<string, number>>>(
    { default: {}, ...facts },
    {
      range: 'NAME=NUMBER, any number of them',
      schema: { type: 'object', additionalProperties: { type: 'number' } },
      read: value =>
        isRecord(value) && Object.values(value).every(isNumber)
          ? (value as Record<string, number>)
          : undefined,
      parse: parseAssignments
    }
  );
}

/** Whether a value is an object with keys: JSON's, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The values of all parameters: what was given, checked, and the default of what was not.
 * @param whose who is told, as the sentence names it.
 * @throws XESError `step/parameter`
 */
export function complete<P extends Parameters>(
  parameters: P,
  given: Readonly<Record<string, unknown>>,
  whose: string
): ValuesOf<P> {
  const stranger = Object.keys(given).find(name => !Object.hasOwn(parameters, name));
  if (stranger !== undefined) {
    const known = Object.keys(parameters).join(', ');
    throw refusal(
      `${whose} has no parameter "${stranger}"; ${known ? `it has ${known}` : 'it has none'}.`
    );
  }
  const values = Object.entries(parameters).map(([name, parameter]) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    return [
      name,
      value === undefined ? unset(name, parameter, whose) : set(name, parameter, value, whose)
    ];
  });
  return Object.fromEntries(values) as ValuesOf<P>;
}

function unset<T>(name: string, { default: value, range, unit }: Parameter<T>, whose: string): T {
  if (value === undefined) {
    throw refusal(`${whose} needs the parameter ${name}: ${inUnit(range, unit)}.`);
  }
  return value;
}

function set<T>(name: string, parameter: Parameter<T>, value: unknown, whose: string): T {
  if (value === null && parameter.default === null) {
    return parameter.default;
  }
  const read = parameter.read(value);
  if (read === undefined) {
    const { range, unit } = parameter;
    throw refusal(`${whose}: ${name} is ${show(value)}; it must be ${inUnit(range, unit)}.`);
  }
  return read;
}

/** What a parameter may be, with its unit. */
export function inUnit(range: string, unit: string): string {
  return unit ? `${range}, in ${unit}` : range;
}

function show(value: unknown): string {
  const json = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}

function refusal(sentence: string): XESError {
  return new XESError('step/parameter', sentence);
}

interface Shape<T> {
  range: string;
  schema: JsonSchema;
  read(value: unknown): T | undefined;
  parse(text: string): unknown;
}

function build<T, D>(facts: Facts<D>, shape: Shape<T>): Parameter<Optional<T, D>> {
  const { description } = facts;
  const schema =
    facts.default === null ? { anyOf: [shape.schema, { type: 'null' }] } : shape.schema;
  return {
    description,
    unit: '',
    default: facts.default as Optional<T, D> | undefined,
    range: shape.range,
    schema: {
      description,
      ...(facts.default === undefined ? {} : { default: facts.default }),
      ...schema
    },
    read: shape.read as (value: unknown) => Optional<T, D> | undefined,
    parse: shape.parse
  };
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
      return list.every(one => one !== undefined) ? (list as T[]) : undefined;
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

/** A number where the word is one, else the word itself: then the refusal can show it. */
function parseNumber(word: string): unknown {
  const value = Number(word);
  return word.trim() === '' || Number.isNaN(value) ? word : value;
}

function parseAssignments(word: string): unknown {
  const pairs = word.split(',').map(pair => /^\s*([A-Za-z_]\w*)\s*=(.*)$/.exec(pair));
  return pairs.every(pair => pair !== null)
    ? Object.fromEntries(pairs.map(([, name, value]) => [name, parseNumber(value)]))
    : word;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && isMeasured(value);
}
