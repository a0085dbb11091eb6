import fc from 'fast-check';
import { scaled } from '../../../src/formats/units';
import { asDecimal } from '../../../src/science/decimal';

describe('an energy that was computed', () => {
  it('is the decimal that it stands for', () => {
    expect([8.63939 * 1e3, 8638.4 + 0.1, (9658.1 + 9658.2) / 2].map(asDecimal)).toEqual([
      8639.39, 8638.5, 9658.15
    ]);
    const keV = Float64Array.of(8.63939, 9.6583, NaN, -1.0001);
    expect([...scaled(keV, 1000)]).toEqual([8639.39, 9658.3, NaN, -1000.1]);
  });

  it('is that of any sum of two decimals, and of any in keV', () => {
    const cents = fc.integer({ min: -200_000_000, max: 200_000_000 });
    fc.assert(
      fc.property(cents, cents, (one, other) => {
        expect(asDecimal(one / 1e4 + other / 1e4) - (one + other) / 1e4).toBeCloseTo(0, 11);
        expect(asDecimal((one / 1e7) * 1e3)).toBe(one / 1e4 + 0);
      })
    );
  });

  it('stays what it is where it stands for no such decimal', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e6, noNaN: true }), energy => {
        const found = asDecimal(energy);
        expect(Math.abs(found - energy)).toBeLessThanOrEqual(2 * Number.EPSILON * energy);
        if (found !== energy) {
          expect(String(found).length).toBeLessThan(String(energy).length);
        }
      })
    );
    for (const energy of [NaN, Infinity, -Infinity, 0, 8639.3912345678, Math.PI]) {
      expect(asDecimal(energy)).toBe(energy);
    }
  });
});
