/** The buffers of all typed arrays in plain data, each once: what moves where the data are handed over. */
export function buffersIn(data: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(data)) {
    found.add(data.buffer as ArrayBuffer);
  } else if (Array.isArray(data)) {
    data.forEach(part => buffersIn(part, found));
  } else if (data !== null && typeof data === 'object') {
    Object.values(data).forEach(part => buffersIn(part, found));
  }
  return found;
}

/** Bytes of all typed arrays in plain data; arrays that share a buffer count once. */
export function bytesIn(data: unknown): number {
  let sum = 0;
  for (const { byteLength } of buffersIn(data)) {
    sum += byteLength;
  }
  return sum;
}
