import { cellAt } from '../../../src/figures/cellat';

describe('cellAt', () => {
  it('finds the cell between two borders', () => {
    const borders = Float64Array.of(0, 1, 3, 7);
    expect([-0.1, 0, 0.99, 1, 2.9, 3, 6.9, 7, NaN].map(e => cellAt(borders, e))).toEqual([
      -1, 0, 0, 1, 1, 2, 2, -1, -1
    ]);
  });
});
