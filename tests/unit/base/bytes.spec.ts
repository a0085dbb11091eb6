import { base64, joined } from '../../../src/base/bytes';

const bytes = (n: number) => Uint8Array.from({ length: n }, (_, i) => (i * 7) % 256);

describe('bytes', () => {
  it.each([0, 1, 2, 3, 0x1fff, 0x2000, 0x2001, 100_000])('are base64: %p of them', n => {
    expect(base64(bytes(n))).toBe(Buffer.from(bytes(n)).toString('base64'));
  });

  it('are joined in order', () => {
    expect([...joined([bytes(3), bytes(0), Uint8Array.of(9)])]).toEqual([0, 7, 14, 9]);
    expect(joined([])).toHaveLength(0);
  });
});
