import { magnified, moved, powersOf } from '../../../src/plots/relayout';
import type { Range } from '../../../src/analysis/document/index';

describe('intensities over a range of decades', () => {
  it('are the visible ones', () => {
    expect(powersOf([-2, 3])).toEqual([0.01, 1000]);
    expect(powersOf([-300, 300])).toEqual([1e-300, 1e300]);
  });

  it('are a positive range, however far it is moved or magnified', () => {
    const ways: ((range: Range) => Range)[] = [
      range => magnified(range, 1.25),
      range => moved(range, 0.5),
      range => moved(range, -0.5)
    ];
    for (const way of ways) {
      let range: Range = [0, 2];
      for (let i = 0; i < 2000; i++) {
        range = way(range);
        const [low, high] = powersOf(range);
        expect([low > 0, low < high, Number.isFinite(high)]).toEqual([true, true, true]);
      }
    }
  });
});
