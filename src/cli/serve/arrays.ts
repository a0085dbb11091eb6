/** An array with more than one dimension, its values in C order. */
export class Shaped {
  constructor(
    readonly values: TypedArray,
    readonly shape: readonly number[]
  ) {}
}

export type TypedArray =
  Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Uint8Array;

const types = {
  f8: Float64Array,
  f4: Float32Array,
  i4: Int32Array,
  u4: Uint32Array,
  i2: Int16Array,
  u2: Uint16Array,
  u1: Uint8Array
} as const;

/** Replaces an array in a header: its offset in the payload, its type and its shape. */
const mark = '$array';

/** Arrays start at multiples of this number of bytes, so that they can be used in place. */
const alignment = 8;

/** A message without its arrays, and the arrays, each once. */
export interface Taken {
  header: unknown;
  arrays: readonly { at: number; values: TypedArray }[];
  /** Length of the payload that holds them all. */
  bytes: number;
}

/** Extract the arrays from a message; undefined values are left out. */
export function takeArrays(message: unknown): Taken {
  const places = new Map<TypedArray, number>();
  let bytes = 0;
  const placeOf = (values: TypedArray): number => {
    const known = places.get(values);
    if (known !== undefined) {
      return known;
    }
    const at = bytes;
    places.set(values, at);
    bytes += Math.ceil(values.byteLength / alignment) * alignment;
    return at;
  };
  const without = (value: unknown): unknown => {
    if (ArrayBuffer.isView(value)) {
      const values = value as TypedArray;
      return { [mark]: [placeOf(values), typeOf(values), [values.length]] };
    }
    if (value instanceof Shaped) {
      return { [mark]: [placeOf(value.values), typeOf(value.values), value.shape] };
    }
    if (Array.isArray(value)) {
      return value.map(without);
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([key, item]) => [escaped(key), without(item)]));
  };
  const header = without(message);
  return { header, bytes, arrays: [...places].map(([values, at]) => ({ at, values })) };
}

/** Insert the arrays of a payload into its header. @throws if an offset is outside the payload. */
export function putArrays(header: unknown, payload: ArrayBuffer): unknown {
  const put = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map(put);
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const place = placeIn(value);
    return place
      ? arrayAt(place, payload)
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [unescaped(key), put(item)]));
  };
  return put(header);
}

function placeIn(value: object): unknown {
  return Object.hasOwn(value, mark) ? (value as Record<string, unknown>)[mark] : null;
}

function arrayAt(place: unknown, payload: ArrayBuffer): TypedArray | Shaped {
  const [at, type, shape] = place as [number, keyof typeof types, number[]];
  const length = shape.reduce((product, value) => product * value, 1);
  const values = new types[type](payload, at, length);
  return shape.length === 1 ? values : new Shaped(values, shape);
}

function typeOf(values: TypedArray): keyof typeof types {
  const found = Object.entries(types).find(([, type]) => values instanceof type);
  if (!found) {
    throw new Error(`Arrays of the type ${values.constructor.name} are not sent.`);
  }
  return found[0] as keyof typeof types;
}

/** A key of the user's that looks like the mark is escaped by an additional `$`. */
function escaped(key: string): string {
  return looksLikeMark(key) ? `$${key}` : key;
}

function unescaped(key: string): string {
  return looksLikeMark(key) ? key.slice(1) : key;
}

function looksLikeMark(key: string): boolean {
  return key.startsWith('$') && /^\$+array$/.test(key);
}
