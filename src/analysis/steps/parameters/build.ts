import { isMeasured } from '../../../science/statistics.js';
import { inSchema, inWords } from './describe.js';
import type { Parameter, ParameterFacts } from './parameter.js';

/** Facts that describe any kind of parameter. */
export interface Facts<D> extends Pick<
  ParameterFacts,
  'description' | 'pick' | 'automatic' | 'axis' | 'of' | 'leavesOut' | 'isOfInputs'
> {
  default?: D;
}

/** `T`, or null if null is the default: an optional parameter. */
export type Optional<T, D> = [D] extends [null] ? T | null : T;

/** Facts that distinguish kinds of parameters. */
export interface Shape<T> extends Pick<ParameterFacts, 'kind' | 'choices' | 'takesOthers'> {
  unit?: string;
  isList?: boolean;
  limits?: Pick<ParameterFacts, 'min' | 'max' | 'isOpen'>;
  read(value: unknown): T | undefined;
  parse(text: string): unknown;
}

/** A parameter of the given kind. */
export function build<T, D>(facts: Facts<D>, shape: Shape<T>): Parameter<Optional<T, D>> {
  const { description, pick, automatic, axis, of, leavesOut, isOfInputs } = facts;
  const { kind, choices, takesOthers, unit = '', isList = false, limits = {}, read, parse } = shape;
  const schema = inSchema({ kind, choices, takesOthers, ...limits });
  return {
    kind,
    description,
    unit,
    default: facts.default as Optional<T, D> | undefined,
    isRequired: facts.default === undefined,
    isList,
    ...limits,
    ...(choices ? { choices } : {}),
    ...(takesOthers ? { takesOthers } : {}),
    ...(pick ? { pick } : {}),
    ...(automatic ? { automatic } : {}),
    ...(axis ? { axis } : {}),
    ...(of ? { of } : {}),
    ...(leavesOut ? { leavesOut } : {}),
    ...(isOfInputs ? { isOfInputs } : {}),
    range: inWords({ kind, choices, takesOthers, ...limits }),
    schema: {
      description,
      ...(facts.default === undefined ? {} : { default: facts.default }),
      ...(facts.default === null ? { anyOf: [schema, { type: 'null' }] } : schema)
    },
    read,
    parse
  };
}

/** Whether a value is a JSON object and not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A number if the word is a decimal one, else the word itself, so that the error can show it.
 * `0x10` and the like are typing errors.
 */
export function parseNumber(word: string): unknown {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(word) ? Number(word) : word;
}

/** A finite number. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && isMeasured(value);
}

/** A text that is not empty. */
export function readWord(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
