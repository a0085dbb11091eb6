import type { JSONValue } from '../document/json.js';
import type { Parameter } from '../steps/parameters/index.js';

/** A name in Python's style: `fromIncident` becomes `from_incident`. */
export function pythonName(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

/**
 * Characters that end a line, change its direction or are invisible, and could hide what the code
 * does.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;

/** A text as a Python string literal, whatever its characters. */
export function pythonText(text: string): string {
  return JSON.stringify(text).replace(unseen, character => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}

/** A value as a Python literal. */
export function pythonValue(value: JSONValue): string {
  if (value === null) {
    return 'None';
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  if (typeof value === 'number') {
    return String(value);
  }
  if (typeof value === 'string') {
    return pythonText(value);
  }
  if (isList(value)) {
    return `[${value.map(pythonValue).join(', ')}]`;
  }
  const entries = Object.entries(value).map(
    ([key, value]) => `${pythonText(key)}: ${pythonValue(value)}`
  );
  return `{${entries.join(', ')}}`;
}

/** The value of a parameter; a range becomes a tuple. */
export function pythonParameter(
  { kind }: Pick<Parameter<unknown>, 'kind'>,
  value: JSONValue
): string {
  if (kind === 'range') {
    return pythonPair(value);
  }
  if (kind === 'ranges' && isList(value)) {
    return pythonPairs(value);
  }
  if (kind === 'bounds' && value !== null && typeof value === 'object' && !isList(value)) {
    const bounds = Object.entries(value).map(
      ([name, value]) => `${pythonText(name)}: ${pythonPair(value)}`
    );
    return `{${bounds.join(', ')}}`;
  }
  return pythonValue(value);
}

export function pythonPairs(value: readonly JSONValue[]): string {
  return `[${value.map(pythonPair).join(', ')}]`;
}

function pythonPair(value: JSONValue): string {
  return isList(value) ? `(${value.map(pythonValue).join(', ')})` : pythonValue(value);
}

function isList(value: JSONValue): value is readonly JSONValue[] {
  return Array.isArray(value);
}

/** Longest line. */
const width = 96;

/**
 * A call, on one line if it fits, else with one argument per line.
 * @param before the text before it on its line
 */
export function pythonCall(name: string, given: readonly string[], before = ''): string {
  return inLines(`${name}(`, given, ')', before);
}

/** A list, on one line if it fits. */
export function pythonList(items: readonly string[], before = ''): string {
  return inLines('[', items, ']', before);
}

function inLines(open: string, items: readonly string[], close: string, before: string): string {
  const line = `${open}${items.join(', ')}${close}`;
  return before.length + line.length <= width && !line.includes('\n')
    ? line
    : `${open}\n${items.map(item => `${indented(item)},`).join('\n')}\n${close}`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
