import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256, sha256OfArrays } from '../../../src/analysis/sha256';

describe('sha256', () => {
  it('is what the platform computes, for all lengths about a block', () => {
    for (let n = 0; n < 200; n++) {
      const bytes = Uint8Array.from({ length: n }, (_, i) => (i * 37 + n) & 255);
      expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), bytes => {
        expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
      })
    );
  });

  it('takes arrays as little-endian float64, one after the other', () => {
    const arrays = [Float64Array.of(1, -2.5), Float64Array.of(NaN, 0)];
    const bytes = Buffer.alloc(32);
    arrays.flatMap(array => [...array]).forEach((value, i) => bytes.writeDoubleLE(value, 8 * i));
    expect(sha256OfArrays(arrays)).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});
