import fc from 'fast-check';
import { isEqual } from '../../../../src/analysis/document/json';

describe('whether two values are the same as JSON', () => {
  it('does not depend on the order of keys, nor on keys without a value', () => {
    expect(isEqual({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true);
    expect(isEqual({ a: undefined, b: 1 }, { b: 1 })).toBe(true);
    expect(isEqual({ b: 1 }, { a: undefined, b: 1 })).toBe(true);
    expect(isEqual([NaN, -Infinity, -0], [null, NaN, 0])).toBe(true);
  });

  it.each<[unknown, unknown]>([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{}, { constructor: 1 }],
    [
      [1, 2],
      [2, 1]
    ],
    [[1], [1, 1]],
    [[], {}],
    [null, {}],
    ['1', 1],
    [0, null]
  ])('is false for %j and %j', (one, other) => {
    expect(isEqual(one, other)).toBe(false);
    expect(isEqual(other, one)).toBe(false);
  });

  it('is true for any value and a copy with its keys reversed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(isEqual(value, turned(value))).toBe(true);
        expect(isEqual([value], [[value]])).toBe(false);
      }),
      { seed: 2, numRuns: 200 }
    );
  });
});

function turned(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(turned);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, one]) => [key, turned(one)])
      )
    : value;
}
