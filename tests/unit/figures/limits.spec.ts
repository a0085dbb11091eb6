import { autoLimits, colorLimits } from '../../../src/figures/limits';
import { makeMap } from '../plots/maps';

describe('autoLimits', () => {
  it('is the extent of the measured values', () => {
    const map = makeMap([0, 1], [0, 1], (i, j) => (i + j === 0 ? NaN : i - j));
    expect(autoLimits(map, 'linear')).toEqual([-1, 1]);
  });

  it('is positive on a logarithmic scale', () => {
    const map = makeMap([0, 1], [0, 1], (i, j) => [0, -3, 0.5, 8][2 * i + j]);
    expect(autoLimits(map, 'log')).toEqual([0.5, 8]);
    expect(autoLimits(map, 'linear')).toEqual([-3, 8]);
  });

  it('is never empty', () => {
    for (const scale of ['linear', 'log'] as const) {
      for (const value of [NaN, 0, 5, -1]) {
        const [low, high] = autoLimits(
          makeMap([0, 1], [0, 1], () => value),
          scale
        );
        expect(high).toBeGreaterThan(low);
      }
    }
  });
});

describe('percentiles', () => {
  const map = makeMap(
    Array.from({ length: 101 }, (_, k) => k),
    [0, 1],
    (i, j) => (i === 0 ? j : NaN)
  );

  it('leave out rare values at both ends, as numpy counts', () => {
    expect(autoLimits(map, 'linear', [1, 99])).toEqual([1, 99]);
    expect(autoLimits(map, 'linear', [0, 100])).toEqual([0, 100]);
    // of 1…100 on a logarithmic scale
    expect(autoLimits(map, 'log', [50, 100])).toEqual([50.5, 100]);
  });

  it('fall back to the extent if most cells are alike', () => {
    const flat = makeMap([0, 1, 2, 3, 4, 5], [0, 1], (i, j) => (i + j === 6 ? 9 : 2));
    expect(autoLimits(flat, 'linear', [25, 75])).toEqual([2, 9]);
  });

  it('are computed once', () => {
    expect(autoLimits(map, 'linear', [1, 99])).toBe(autoLimits(map, 'linear', [1, 99]));
  });
});

describe('colorLimits', () => {
  const map = makeMap([0, 1], [0, 1], (i, j) => 2 * i + j);

  it('are the pinned ones if set', () => {
    const view = { limits: [5, 6] as [number, number], percentile: null, scale: 'log' as const };
    expect(colorLimits(map, view)).toEqual([5, 6]);
    expect(colorLimits(map, { ...view, limits: null })).toEqual([1, 3]);
  });

  it('of a logarithmic scale are positive, whatever was pinned', () => {
    const view = { limits: [-1, 2] as [number, number], percentile: null };
    expect(colorLimits(map, { ...view, scale: 'log' })).toEqual([1, 3]);
    expect(colorLimits(map, { ...view, scale: 'symlog' })).toEqual([-1, 2]);
  });
});
