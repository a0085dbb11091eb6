import fc from 'fast-check';
import { levels, tally } from '../../../src/science';
import { sortValues } from '../../../src/science/sortvalues';

/** Deterministic numbers from 0 to 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

/** Readings of a motor that went to few positions, enough to be sorted in buckets. */
const readings = (n: number, positions: number, noise: number, seed = 1) => {
  const next = random(seed);
  return Float64Array.from(
    { length: n },
    () => 9650 + 0.3 * Math.floor(next() * positions) + noise * (next() - 0.5)
  );
};

describe('sortValues', () => {
  it.each([
    ['readings of positions', readings(40_000, 50, 0.006)],
    ['equal values', new Float64Array(40_000).fill(7)],
    ['a value far away', readings(40_000, 50, 0.006).fill(1e300, 0, 1)],
    [
      'a range beyond all numbers',
      readings(40_000, 50, 0.006).fill(1.7e308, 0, 1).fill(-1.7e308, 1, 2)
    ],
    ['the smallest numbers', readings(40_000, 50, 0.006).map(value => value * 5e-324)],
    ['few', readings(100, 50, 0.006)]
  ])('sorts %s as the engine does', (_, values) => {
    expect(sortValues(values.slice())).toEqual(values.slice().sort());
  });

  it('sorts any numbers', () => {
    const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      maxLength: 50
    });
    fc.assert(
      fc.property(numbers, odd => {
        const values = readings(20_000, 10, 1e-9, odd.length + 1);
        values.set(odd);
        expect(sortValues(values.slice())).toEqual(values.slice().sort());
      }),
      { numRuns: 30 }
    );
  });
});

describe('an axis of very many different values', () => {
  it.each([150_000, 400_000])('is counted as by hand: %i points', n => {
    const axis = readings(n, 40, 0.006);
    axis.set([NaN, Infinity, ...axis.subarray(0, 1000)], 1000);
    const truth = new Map<number, number>();
    for (const value of axis.filter(Number.isFinite)) {
      truth.set(value, (truth.get(value) ?? 0) + 1);
    }
    const { values, counts, size } = tally(axis);
    expect(values).toHaveLength(truth.size);
    expect(values.every((value, k) => truth.get(value) === counts[k])).toBe(true);
    expect(values).toEqual(values.slice().sort());
    expect(size).toBe(n - 2);
  });

  it('has as levels the positions, each the median of its readings', () => {
    const axis = readings(150_000, 40, 0.006);
    const found = levels(axis, 0.015);
    expect(found.values).toHaveLength(40);
    found.values.forEach((value, level) => {
      const own = [...axis.filter((_, i) => found.of[i] === level)].sort((a, b) => a - b);
      expect(value).toBe((own[(own.length - 1) >> 1] + own[own.length >> 1]) / 2);
      expect(Math.abs(own[0] - own[own.length - 1])).toBeLessThan(0.0061);
    });
    expect(levels(axis, 0.015)).toEqual(found);
  });
});
