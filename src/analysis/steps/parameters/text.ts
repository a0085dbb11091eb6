import { inUnit } from './complete.js';
import type { Parameter, ParameterKind } from './parameter.js';

/**
 * Parsed text: a value, undefined for the default; or the reason why it is invalid, as a sentence.
 */
export type Typed = { value: unknown; error: null } | { value: undefined; error: string };

/**
 * A value as text that `fromText` reads back; empty for none. An invalid value is shown as JSON.
 */
export function asText(parameter: Pick<Parameter<unknown>, 'kind' | 'read'>, value: unknown) {
  if (value === undefined || value === null) {
    return '';
  }
  if (parameter.read(value) === undefined) {
    return typeof value === 'string' ? value : JSON.stringify(value);
  }
  return written(parameter.kind, value);
}

/** Parse a text in the syntax of the command line. Empty text is the default. */
export function fromText(parameter: Parameter<unknown>, text: string): Typed {
  const word = text.trim();
  const value = word === '' ? undefined : parameter.read(parameter.parse(word));
  const isMissing = word === '' ? parameter.isRequired : value === undefined;
  return isMissing ? { value: undefined, error: allowedValues(parameter) } : { value, error: null };
}

/** The permitted values of a parameter, as a sentence. */
export function allowedValues({ range, unit }: Pick<Parameter<unknown>, 'range' | 'unit'>): string {
  return `It must be ${inUnit(range, unit)}.`;
}

function written(kind: ParameterKind, value: unknown): string {
  switch (kind) {
    case 'range':
      return pair(value);
    case 'ranges':
      return (value as unknown[]).map(pair).join(',');
    case 'numbers':
    case 'names':
      return (value as unknown[]).join(',');
    case 'texts':
      return (value as unknown[]).join(';');
    case 'bounds':
      return byName(value, pair);
    case 'assignments':
    case 'expressions':
      return byName(value, String);
    case 'number':
    case 'integer':
    case 'flag':
    case 'choice':
    case 'text':
      return String(value);
  }
}

function pair(ends: unknown): string {
  return (ends as (number | null)[]).map(end => (end === null ? '' : String(end))).join(':');
}

function byName(value: unknown, write: (item: unknown) => string): string {
  return Object.entries(value as Record<string, unknown>)
    .map(([name, item]) => `${name}=${write(item)}`)
    .join(',');
}
