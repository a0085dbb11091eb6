import { properties, type ISettings } from './properties.js';
import type { IProperty } from './types.js';

/** Settings as they are used, and a sentence about each that is not as the schema has it. */
export interface IReadSettings {
  settings: ISettings;
  problems: readonly string[];
}

/** Read settings by the schema: what is missing, of a wrong type or out of range is the default. */
export function readSettings(given: unknown): IReadSettings {
  const problems: string[] = [];
  const values = isObject(given) ? given : {};
  const entries = Object.entries(properties).map(([name, property]) => [
    name,
    valueOf(property, values[name], name, problems)
  ]);
  return { settings: Object.fromEntries(entries) as ISettings, problems };
}

export const defaultSettings: ISettings = readSettings({}).settings;

function valueOf(property: IProperty, given: unknown, name: string, problems: string[]): unknown {
  if (given === undefined) {
    return property.type === 'object' ? partsOf(property, {}, name, problems) : property.default;
  }
  if (!fits(property, given)) {
    const usual = shown(property.default);
    problems.push(
      `The setting ${name} is ${shown(given)} and must be ${wanted(property)}: its default ${usual} is used.`
    );
    return valueOf(property, undefined, name, problems);
  }
  return property.type === 'object'
    ? partsOf(property, given as Record<string, unknown>, name, problems)
    : given;
}

/** Each part of an object is right or wrong by itself. */
function partsOf(
  { properties: parts, values }: IProperty,
  given: Readonly<Record<string, unknown>>,
  name: string,
  problems: string[]
): Record<string, unknown> {
  const read = Object.entries(parts ?? {}).map(([part, property]) => [
    part,
    valueOf(property, given[part], `${name}.${part}`, problems)
  ]);
  const free = Object.entries(values ? given : {}).filter(([part, value]) => {
    const isRight = values !== undefined && fits(values, value);
    if (values && !isRight) {
      problems.push(
        `The setting ${name}.${part} is ${shown(value)} and must be ${wanted(values)}: it is ignored.`
      );
    }
    return isRight;
  });
  return Object.fromEntries([...read, ...free]) as Record<string, unknown>;
}

type Kind = Omit<IProperty, 'default'>;

function fits({ type, choices, minimum = -Infinity, maximum = Infinity }: Kind, value: unknown) {
  switch (type) {
    case 'string':
      return typeof value === 'string' && (choices?.includes(value) ?? true);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'boolean':
      return typeof value === 'boolean';
    default: {
      const isNumber = type === 'integer' ? Number.isInteger(value) : typeof value === 'number';
      return isNumber && Number(value) >= minimum && Number(value) <= maximum;
    }
  }
}

function wanted({ type, choices, minimum, maximum }: Kind): string {
  switch (type) {
    case 'string':
      return choices ? `one of ${choices.join(', ')}` : 'a text';
    case 'array':
      return 'a list';
    case 'object':
      return 'an object';
    case 'boolean':
      return 'true or false';
    default: {
      const what = type === 'integer' ? 'a whole number' : 'a number';
      return minimum === undefined ? what : `${what} from ${minimum} to ${maximum}`;
    }
  }
}

/** Longest value that a sentence shows (characters). */
const longest = 60;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
