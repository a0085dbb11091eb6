/**
 * Method by which an object lists data it keeps alive besides its fields, such as the inputs of a
 * result not yet computed.
 */
export const retained = Symbol('retained');

interface Retaining {
  [retained](): unknown;
}

/**
 * Buffers of all typed arrays in plain data, each once: the list of transferables. Empty buffers
 * are left out: they have no content and may be a shared constant.
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

/** Buffers that data keep alive, including those of inputs that are still needed. */
export function retainedBuffers(data: unknown): Set<ArrayBuffer> {
  const found = new Set<ArrayBuffer>();
  const seen = new Set<object>();
  collect(data, found, value => {
    if (seen.has(value)) {
      return [];
    }
    seen.add(value);
    return isRetaining(value) ? [value[retained]()] : Object.values(value);
  });
  return found;
}

function isRetaining(value: object): value is Retaining {
  return retained in value;
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
  for (const { byteLength } of retainedBuffers(data)) {
    sum += byteLength;
  }
  return sum;
}
