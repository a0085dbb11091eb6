/** By this an object tells what it keeps alive beside its fields, as what is still to be made of a map. */
export const keeps = Symbol('keeps');

interface Keeping {
  [keeps](): unknown;
}

/**
 * The buffers of all typed arrays in plain data, each once: what moves where the data are handed over. An empty one has
 * nothing to move, and may be one constant of many.
 */
export function buffersIn(data: unknown): Set<ArrayBuffer> {
  const found = new Set<ArrayBuffer>();
  collect(data, found, value => Object.values(value));
  found.forEach(buffer => {
    if (buffer.byteLength === 0) {
      found.delete(buffer);
    }
  });
  return found;
}

/** The buffers that data keep alive: these, and those of what they were made of as far as it is still needed. */
export function buffersKept(data: unknown): Set<ArrayBuffer> {
  const found = new Set<ArrayBuffer>();
  const seen = new Set<object>();
  collect(data, found, value => {
    if (seen.has(value)) {
      return [];
    }
    seen.add(value);
    return isKeeping(value) ? [value[keeps]()] : Object.values(value);
  });
  return found;
}

function isKeeping(value: object): value is Keeping {
  return keeps in value;
}

function collect(
  data: unknown,
  found: Set<ArrayBuffer>,
  partsOf: (value: object) => readonly unknown[]
): void {
  if (ArrayBuffer.isView(data)) {
    found.add(data.buffer as ArrayBuffer);
  } else if (data !== null && typeof data === 'object') {
    const parts: readonly unknown[] = Array.isArray(data) ? data : partsOf(data);
    parts.forEach(part => collect(part, found, partsOf));
  }
}

/** Bytes of all typed arrays that data keep alive; arrays that share a buffer count once. */
export function bytesIn(data: unknown): number {
  let sum = 0;
  for (const { byteLength } of buffersKept(data)) {
    sum += byteLength;
  }
  return sum;
}
