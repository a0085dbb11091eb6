/** Most bytes per message: servers close a connection that receives more than 10 MB at once. */
const most = 4_000_000;

/** A message to a kernel, with its buffers. */
export interface IPiece {
  readonly data: Readonly<Record<string, unknown>>;
  readonly buffers: ArrayBuffer[];
}

/**
 * Split a value into messages: lists of numbers, in which null stands for NaN, become bytes, which
 * are cut into pieces. They are replaced by `{"$array": [first byte, number of values]}`.
 */
export function piecesOf(id: number, value: unknown, size = most): IPiece[] {
  const arrays: Float64Array[] = [];
  let bytes = 0;
  const ok = withoutArrays(value, list => {
    const place = bytes;
    arrays.push(list);
    bytes += list.byteLength;
    return { $array: [place, list.length] };
  });
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    whole.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  const parts = Array.from({ length: Math.ceil(bytes / size) }, (_, i) => ({
    data: { id, part: i },
    buffers: [whole.slice(i * size, (i + 1) * size).buffer]
  }));
  return [...parts, { data: { id, ok, bytes }, buffers: [] }];
}

function withoutArrays(value: unknown, put: (list: Float64Array) => unknown): unknown {
  if (Array.isArray(value)) {
    return isNumbers(value)
      ? put(Float64Array.from(value, entry => entry ?? NaN))
      : value.map(entry => withoutArrays(entry, put));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, withoutArrays(one, put)])
    );
  }
  return value;
}

/** Short lists stay as they are: ids, limits, positions. */
function isNumbers(list: readonly unknown[]): list is (number | null)[] {
  return list.length > 8 && list.every(entry => entry === null || typeof entry === 'number');
}
