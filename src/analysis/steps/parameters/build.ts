import { isMeasured } from '../../../science/statistics.js';
import type { JsonSchema, Parameter } from './parameter.js';

/** What every kind of parameter is told. */
export interface Facts<D> {
  description: string;
  default?: D;
}

/** `T`, or null where null is the default: a parameter that may be left out. */
export type Optional<T, D> = [D] extends [null] ? T | null : T;

/** What makes one kind of parameter differ from another. */
export interface Shape<T> {
  range: string;
  schema: JsonSchema;
  read(value: unknown): T | undefined;
  parse(text: string): unknown;
}

/** A parameter of a kind. */
export function build<T, D>(facts: Facts<D>, shape: Shape<T>): Parameter<Optional<T, D>> {
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
    read: shape.read,
    parse: shape.parse
  };
}

/** Whether a value is an object with keys: JSON's, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A number where the word is a decimal one, else the word itself: then the refusal can show it. `0x10` and
 * its like are slips of the hand.
 */
export function parseNumber(word: string): unknown {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(word) ? Number(word) : word;
}

/** A finite number. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && isMeasured(value);
}
