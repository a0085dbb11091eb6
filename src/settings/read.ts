import { properties, type ISettings } from './properties.js';
import type { IProperty } from './types.js';

/** Valid settings, and a sentence about each that does not match the schema. */
export interface IReadSettings {
  settings: ISettings;
  problems: readonly string[];
}

/** Read settings by the schema: missing, mistyped or out-of-range values become the default. */
export function readSettings(raw: unknown): IReadSettings {
  const problems: string[] = [];
  const values = isObject(raw) ? raw : {};
  const entries = Object.entries(properties).map(([name, property]) => [
    name,
    valueOf(property, values[name], name, problems)
  ]);
  return { settings: Object.fromEntries(entries) as ISettings, problems };
}

export const defaultSettings: ISettings = readSettings({}).settings;

function valueOf(property: IProperty, raw: unknown, name: string, problems: string[]): unknown {
  if (raw === undefined) {
    return property.type === 'object' ? partsOf(property, {}, name, problems) : property.default;
  }
  if (!fits(property, raw)) {
    const usual = shown(property.default);
    problems.push(
      `The setting ${name} is ${shown(raw)} and must be ${expected(property)}: its default ${usual} is used.`
    );
    return valueOf(property, undefined, name, problems);
  }
  return property.type === 'object'
    ? partsOf(property, raw as Record<string, unknown>, name, problems)
    : raw;
}

/** Each field of an object is checked separately. */
function partsOf(
  { properties: parts, values }: IProperty,
  raw: Readonly<Record<string, unknown>>,
  name: string,
  problems: string[]
): Record<string, unknown> {
  const read = Object.entries(parts ?? {}).map(([part, property]) => [
    part,
    valueOf(property, raw[part], `${name}.${part}`, problems)
  ]);
  const free = Object.entries(values ? raw : {}).filter(([part, value]) => {
    const isValid = values !== undefined && fits(values, value);
    if (values && !isValid) {
      problems.push(
        `The setting ${name}.${part} is ${shown(value)} and must be ${expected(values)}: it is ignored.`
      );
    }
    return isValid;
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

function expected({ type, choices, minimum, maximum }: Kind): string {
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

/** Longest value shown in a sentence (characters). */
const longest = 60;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
