import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256Hex, sha256OfArrays } from '../../../src/analysis/digest';

describe('digests', () => {
  it('of bytes match the platform’s, for all lengths around a block', () => {
    for (let n = 0; n < 200; n++) {
      const bytes = Uint8Array.from({ length: n }, (_, i) => (i * 37 + n) & 255);
      expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), bytes => {
        expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
      })
    );
  });

  it('of texts are those of their UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(sha256Hex(text)).toBe(createHash('sha256').update(text).digest('hex'));
      })
    );
    expect(sha256Hex('Δ = Ω − ω')).toBe(sha256Hex(Buffer.from('Δ = Ω − ω')));
  });

  it('take arrays as little-endian float64, one after the other', () => {
    const arrays = [Float64Array.of(1, -2.5), Float64Array.of(NaN, 0)];
    const bytes = Buffer.alloc(32);
    arrays.flatMap(array => [...array]).forEach((value, i) => bytes.writeDoubleLE(value, 8 * i));
    expect(sha256OfArrays(arrays)).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});
