import { piecesOf, type IPiece } from '../../../src/notebook/pieces';

/** The kernel's result of the messages. */
function putTogether(pieces: readonly IPiece[]): unknown {
  const bytes = pieces.flatMap(({ buffers }) =>
    buffers.flatMap(buffer => [...new Uint8Array(buffer)])
  );
  const payload = Uint8Array.from(bytes).buffer;
  const back = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map(back);
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const { $array } = value as { $array?: [number, number] };
    return $array
      ? Array.from(new Float64Array(payload, ...$array), entry =>
          Number.isNaN(entry) ? null : entry
        )
      : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, back(one)]));
  };
  return back(pieces.at(-1)?.data.ok);
}

describe('a value in chunks', () => {
  const energy = Array.from({ length: 1000 }, (_, i) => 9000 + i / 10);
  const value = {
    values: [{ kind: 'spectrum', energy, intensity: energy.map((e, i) => (i % 7 ? e : null)) }],
    ids: ['s1', 's2'],
    limits: [1, 2],
    empty: [],
    error: null
  };

  it.each([4_000_000, 5000, 801])('is the same when reassembled, cut at %i bytes', size => {
    const pieces = piecesOf(7, value, size);
    expect(pieces.every(({ data }) => data.id === 7)).toBe(true);
    expect(pieces.every(({ buffers }) => buffers.every(buffer => buffer.byteLength <= size))).toBe(
      true
    );
    expect(pieces).toHaveLength(Math.ceil(16_000 / size) + 1);
    expect(putTogether(pieces)).toEqual(value);
  });

  it('is one message if it has no arrays', () => {
    expect(piecesOf(1, { id: 'cut' })).toEqual([
      { data: { id: 1, ok: { id: 'cut' }, bytes: 0 }, buffers: [] }
    ]);
  });
});
