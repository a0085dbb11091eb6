import { reused } from '../../../src/plots/reused';

describe('a figure after another', () => {
  const figure = (symbols: string[]) => ({
    data: [
      { type: 'scatter', x: [1, NaN], marker: { symbol: symbols, size: [4, 4] } },
      { type: 'scatter', x: Float64Array.of(1), error_y: { array: [1] } }
    ],
    layout: { title: 'a' }
  });

  it('reuses equal arrays, and nothing else of it', () => {
    const before = figure(['circle', 'circle']);
    const next = figure(['circle-open', 'circle']);
    const { data, layout } = reused(next, before);
    expect(data).toEqual(next.data);
    expect(layout).toBe(next.layout);
    expect(data[0].x).toBe(before.data[0].x);
    const marker = data[0].marker as { symbol: unknown; size: unknown };
    expect(marker.size).toBe(before.data[0].marker?.size);
    expect(marker.symbol).toBe(next.data[0].marker?.symbol);
    expect(data[1].x).toBe(next.data[1].x);
    expect((data[1].error_y as { array: unknown }).array).toBe(before.data[1].error_y?.array);
  });

  it('is unchanged if there is none before, or one with other traces', () => {
    const next = figure(['circle', 'circle']);
    expect(reused(next, null)).toEqual(next);
    const other = { data: [{ x: [1] }], layout: {} };
    expect(reused(other, next).data).toEqual([{ x: [1] }]);
    expect(reused({ data: [...next.data, { x: [7] }], layout: {} }, other).data[2]).toEqual({
      x: [7]
    });
  });
});
