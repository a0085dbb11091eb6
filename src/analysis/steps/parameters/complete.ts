import { XESError } from '../../../base/errors.js';
import type { Parameter, Parameters, ValuesOf } from './parameter.js';

/**
 * The values of all parameters: given ones, checked, and defaults for the rest.
 * @param whose the owner of the parameters, for the message.
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

/** The permitted values of a parameter, with its unit. */
export function inUnit(range: string, unit: string): string {
  return unit ? `${range}, in ${unit}` : range;
}

function show(value: unknown): string {
  const json =
    typeof value === 'number' ? String(value) : (JSON.stringify(value, finite) ?? 'nothing');
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}

/** Numbers that JSON lacks are shown as text; otherwise the message would show null. */
function finite(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function refusal(sentence: string): XESError {
  return new XESError('step/parameter', sentence);
}
