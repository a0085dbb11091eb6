/** Any JSON value. */
export type JSONValue =
  null | boolean | number | string | readonly JSONValue[] | { readonly [key: string]: JSONValue };

/** An object of a document being read; inherited keys are ignored. */
export type Fields = Readonly<Record<string, unknown>>;

/** Deepest nesting of the parameters of a step: deeper ones could not be written. */
const maxDepth = 50;

/** Whether a value is a JSON object and not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether two values are equal as JSON: the order of keys and keys without a value do not matter.
 */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b || (isNothing(a) && isNothing(b))) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, i) => isEqual(value, b[i]));
  }
  if (!isRecord(a) || !isRecord(b)) {
    return false;
  }
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every(key => isEqual(valueOf(a, key), valueOf(b, key)));
}

/** Whether JSON writes a value as null. */
function isNothing(value: unknown): boolean {
  return value === null || (typeof value === 'number' && !Number.isFinite(value));
}

/** An own property: every object inherits a `constructor`. */
function valueOf(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A finite number: JSON can't store others. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Makes an error for a reason, such as "it holds NaN". */
export type Refuse = (why: string) => Error;

/**
 * A copy of a value as it returns from JSON: keys without a value are removed, −0 becomes 0.
 * @throws what `refuse` makes, for values JSON can't store, a key "__proto__", and nesting beyond
 * 50 levels.
 */
export function asJSON(value: unknown, refuse: Refuse, depth = 0): JSONValue {
  if (depth > maxDepth) {
    throw refuse(`it is nested more than ${maxDepth} levels deep`);
  }
  if (value === null || typeof value === 'boolean' || typeof value === 'string') {
    return value;
  }
  if (isNumber(value)) {
    return value === 0 ? 0 : value;
  }
  if (Array.isArray(value)) {
    return Array.from(value as unknown[], item => asJSON(item, refuse, depth + 1));
  }
  if (!isPlain(value)) {
    throw refuse(
      `it holds ${typeof value === 'number' ? String(value) : 'what JSON has no word for'}`
    );
  }
  return recordAsJSON(value, refuse, depth);
}

/** The same of an object. */
export function recordAsJSON(
  value: Readonly<Record<string, unknown>>,
  refuse: Refuse,
  depth = 0
): Record<string, JSONValue> {
  if (Object.hasOwn(value, '__proto__')) {
    throw refuse('it has a key "__proto__"');
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, asJSON(item, refuse, depth + 1)])
  );
}

/** An object made by a literal or by JSON, in any realm. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
