import { XESError } from '../../base/errors.js';
import { repeatsWhatVaries } from './backtracking.js';

/** The subset of JSON Schema (draft 7) used to describe facility schemas. */
export interface JSONNode {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'boolean';
  readonly const?: string | number;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, JSONNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | JSONNode;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: JSONNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly exclusiveMinimum?: number;
  readonly format?: 'regex';
  /** Alternatives of different types. */
  readonly oneOf?: readonly JSONNode[];
}

export type Definitions = Readonly<Record<string, JSONNode>>;

/**
 * The error for an invalid facility schema.
 * @param pointer JSON pointer to the fault; empty for the root
 */
export function invalidSchema(pointer: string, what: string): XESError {
  return new XESError('schema/invalid', schemaSentence('', pointer, what), {
    details: { pointer, what }
  });
}

function schemaSentence(from: string, pointer: string, what: string): string {
  return `Facility schema${from && ` ${from}`}, at ${pointer || 'its root'}: ${what}.`;
}

/**
 * The message about an invalid schema in a file.
 * @param at JSON pointer to the schema in the file
 */
export function invalidIn(from: string, at: string, reason: unknown): string {
  const { details, message } = reason as Partial<XESError>;
  const { pointer, what } = (details ?? {}) as { pointer?: string; what?: string };
  return pointer === undefined || what === undefined
    ? `Facility schema ${from}: ${message}`
    : schemaSentence(from, at + pointer, what);
}

/**
 * Check a JSON value against its description.
 * @throws XESError `schema/invalid` with the JSON pointer to the first fault.
 */
export function check(
  value: unknown,
  node: JSONNode,
  definitions: Definitions,
  pointer = ''
): void {
  const { $ref, oneOf } = node;
  if ($ref !== undefined) {
    check(value, definitions[$ref.slice('#/definitions/'.length)], definitions, pointer);
    return;
  }
  if (oneOf) {
    const at = (alternative: JSONNode) =>
      alternative.$ref ? definitions[alternative.$ref.slice(14)] : alternative;
    const fitting = oneOf.map(at).find(one => one.type === typeOf(value));
    if (!fitting) {
      const wanted = oneOf.map(one => article(at(one).type ?? '')).join(' or ');
      throw invalidSchema(pointer, `it must be ${wanted}, and is ${article(typeOf(value))}`);
    }
    check(value, fitting, definitions, pointer);
    return;
  }
  const wrong = plainFault(value, node);
  if (wrong !== null) {
    throw invalidSchema(pointer, wrong);
  }
  if (Array.isArray(value)) {
    value.forEach((item: unknown, i) =>
      check(item, node.items ?? {}, definitions, `${pointer}/${i}`)
    );
  } else if (isObject(value)) {
    checkMembers(value, node, definitions, pointer);
  }
}

function checkMembers(
  value: Readonly<Record<string, unknown>>,
  { properties = {}, required = [], additionalProperties }: JSONNode,
  definitions: Definitions,
  pointer: string
): void {
  const absent = required.find(key => !Object.hasOwn(value, key));
  if (absent !== undefined) {
    throw invalidSchema(pointer, `"${absent}" is missing`);
  }
  for (const [key, member] of Object.entries(value)) {
    const at = `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    const known = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (known === false) {
      const names = Object.keys(properties).join(', ');
      throw invalidSchema(at, `there is no such key here; known are ${names}`);
    }
    check(member, known ?? {}, definitions, at);
  }
}

/** The fault of a value itself, without its members. */
function plainFault(value: unknown, node: JSONNode): string | null {
  if (node.type !== undefined && typeOf(value) !== node.type) {
    return `it must be ${article(node.type)}, and is ${article(typeOf(value))}`;
  }
  if (node.const !== undefined && value !== node.const) {
    return `it must be ${JSON.stringify(node.const)}`;
  }
  if (node.enum && !node.enum.some(one => one === value)) {
    return `it must be one of ${node.enum.join(', ')}`;
  }
  const size = Array.isArray(value)
    ? { n: value.length, least: node.minItems, most: node.maxItems, of: 'items' }
    : typeof value === 'string'
      ? { n: value.length, least: node.minLength, most: node.maxLength, of: 'characters' }
      : isObject(value)
        ? {
            n: Object.keys(value).length,
            least: node.minProperties,
            most: node.maxProperties,
            of: 'keys'
          }
        : null;
  if (size && size.n < (size.least ?? 0)) {
    return `it must have at least ${size.least} ${size.of}`;
  }
  if (size && size.n > (size.most ?? Infinity)) {
    return `it has ${size.n} ${size.of}, and may have ${size.most} at the most`;
  }
  if (typeof value === 'number' && !(value > (node.exclusiveMinimum ?? -Infinity))) {
    return `it must be a number above ${node.exclusiveMinimum}`;
  }
  return node.format === 'regex' ? patternFault(String(value)) : null;
}

function patternFault(pattern: string): string | null {
  if (repeatsWhatVaries(pattern)) {
    return 'this pattern repeats what is repeated already, or has alternatives: take the inner or the outer one away';
  }
  try {
    new RegExp(pattern);
    return null;
  } catch (error) {
    return `this is no regular expression (${error instanceof Error ? error.message : 'unreadable'})`;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}

/** A JSON type in words. */
function article(type: string): string {
  const words: Record<string, string> = {
    string: 'a text',
    array: 'a list',
    object: 'an object with keys',
    number: 'a number',
    boolean: 'true or false',
    null: 'null',
    undefined: 'nothing'
  };
  return words[type] ?? type;
}
