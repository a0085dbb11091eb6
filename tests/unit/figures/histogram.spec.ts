import fc from 'fast-check';
import { histogramOf } from '../../../src/figures';
import { makeMap } from '../plots/maps';

const row = (values: number[]) =>
  makeMap(
    values.map((_, k) => 9658 + k),
    [8630, 8631],
    (_, j) => values[j]
  );

describe('the histogram of a map', () => {
  it('counts every measured cell once, between the smallest and the largest intensity', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
      minLength: 2,
      maxLength: 40
    });
    fc.assert(
      fc.property(values, fc.constantFrom('linear' as const, 'symlog' as const), (all, scale) => {
        const { extent, counts } = histogramOf(row([...all, NaN]), scale);
        expect(extent).toEqual([Math.min(...all), Math.max(...all)].map(y => (y === 0 ? 0 : y)));
        expect(counts.reduce((sum, n) => sum + n, 0)).toBe(2 * all.length);
      })
    );
  });

  it('counts cells that are as close as numbers can be', () => {
    const { counts } = histogramOf(row([0, Number.MIN_VALUE]), 'linear');
    expect([counts[0], counts[119]]).toEqual([2, 2]);
  });

  it('puts a cell where its intensity lies along the scale', () => {
    const { counts } = histogramOf(row([0, 0.5, 1]), 'linear');
    expect([counts[0], counts[60], counts[119]]).toEqual([2, 2, 2]);
    const log = histogramOf(row([1, 100, 1e4]), 'log');
    expect([log.counts[0], log.counts[60], log.counts[119]]).toEqual([2, 2, 2]);
  });

  it('counts positive cells only for a logarithm, and a single intensity as one bin', () => {
    const { extent, counts } = histogramOf(row([-1, 0, 2, 3]), 'log');
    expect(extent).toEqual([2, 3]);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(4);
    expect(histogramOf(row([2, 2]), 'linear')).toEqual({
      extent: [2, 2],
      counts: Uint32Array.of(4)
    });
  });
});
