import { withoutGaps } from '../../../src/widgets/savefigure';

describe('a figure of several plots', () => {
  it('has no heights if there is no plot, and preserves overlaps and plots side by side', () => {
    const pixels = { x: 64, y: 108, height: 200 }; // of the map, below its axes
    const map = { x: 0, y: 100, height: 240 };
    const beside = { x: 300, y: 100, height: 240 };
    const below = { x: 0, y: 500, height: 80 }; // 160 pixels of a table are in between
    const { layers, height } = withoutGaps([pixels, map, beside, below]);
    expect(layers.map(({ y }) => y)).toEqual([8, 0, 0, 240]);
    expect(layers.map(({ x }) => x)).toEqual([64, 0, 300, 0]);
    expect(height).toBe(320);
  });

  it('is empty if nothing is drawn', () => {
    expect(withoutGaps([])).toEqual({ layers: [], height: 0 });
  });
});
