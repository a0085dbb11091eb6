import fc from 'fast-check';
import { writtenDifference, writtenEnergies, writtenEnergy } from '../../../src/base/writtenenergy';

/** The unit in the last place of a number. */
function lastPlace(value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(value));
  bits.setBigInt64(0, bits.getBigInt64(0) + 1n);
  return bits.getFloat64(0) - Math.abs(value);
}

/** The number that is the given count of representable numbers away. */
function moved(value: number, by: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + BigInt(by));
  return bits.getFloat64(0);
}

const anyEnergy = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
/** Decimals as people write them, and the results of a few roundings. */
const noisy = fc
  .tuple(
    fc.integer({ min: 1, max: 1e9 }),
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: -6, max: 6 })
  )
  .map(([whole, decimals, by]) => moved(Number(`${whole}e-${decimals}`), by));
const either = fc.oneof(anyEnergy, noisy, fc.constantFrom(8192, 1024, 1e4, 1e3, 0.1));

describe('an energy as people write it', () => {
  it.each([
    [8639.390000000001, 8639.39],
    [8639.389999999999, 8639.39],
    [9658.300000000001, 9658.3],
    [9662.800000000001, 9662.8],
    [0.1 + 0.2, 0.3],
    [9999.999999999998, 1e4]
  ])('%d is %d', (computed, decimal) => {
    expect(writtenEnergy(computed)).toBe(decimal);
    expect(writtenEnergy(-computed)).toBe(-decimal);
  });

  it('is unchanged if it has more digits than a few roundings leave', () => {
    for (const energy of [8639.3900000001, 8639.123456789012, Math.PI, 1e300, 5e-324, 0]) {
      expect(writtenEnergy(energy)).toBe(energy);
    }
    expect(Object.is(writtenEnergy(-0), -0)).toBe(true);
    for (const other of [NaN, Infinity, -Infinity]) {
      expect(writtenEnergy(other)).toBe(other);
    }
  });

  it('is never further than 4 units in the last place, and idempotent', () => {
    fc.assert(
      fc.property(either, energy => {
        const written = writtenEnergy(energy);
        expect(Math.abs(written - energy)).toBeLessThanOrEqual(4 * lastPlace(energy));
        expect(writtenEnergy(written)).toBe(written);
      })
    );
  });

  it('preserves the order', () => {
    const pair = fc.oneof(
      fc.tuple(either, either),
      fc.tuple(either, fc.integer({ min: 0, max: 12 })).map(([one, by]) => [one, moved(one, by)])
    );
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(writtenEnergy(low)).toBeLessThanOrEqual(writtenEnergy(high));
      })
    );
  });

  it('is a difference of two, with their rounding', () => {
    expect(writtenDifference(9658.3 - 9658)).toBe(0.3);
    expect(writtenDifference(9658.3 - 8639.39)).toBe(1018.91);
    expect(writtenDifference(1018.9100001)).toBe(1018.9100001);
  });
});

describe('the energies of an axis', () => {
  it('stay distinct and ordered, with repeats as before', () => {
    const near = fc
      .tuple(noisy, fc.array(fc.integer({ min: -8, max: 8 }), { maxLength: 6 }))
      .map(([one, steps]) => steps.map(by => moved(one, by)));
    const axes = fc
      .array(fc.oneof(near, fc.array(either, { maxLength: 5 })))
      .map(all => all.flat());
    fc.assert(
      fc.property(axes, all => {
        const axis = Float64Array.from(all).sort();
        const written = writtenEnergies(axis);
        expect(new Set(written).size).toBe(new Set(axis).size);
        expect([...written].sort((a, b) => a - b)).toEqual([...written]);
        expect([...writtenEnergies(written)]).toEqual([...written]);
      })
    );
  });

  it('are unchanged if two would become equal, and the others are not', () => {
    const axis = Float64Array.of(8639.389999999999, 8639.390000000001, 9658.300000000001);
    expect([...writtenEnergies(axis)]).toEqual([8639.389999999999, 8639.390000000001, 9658.3]);
  });
});
