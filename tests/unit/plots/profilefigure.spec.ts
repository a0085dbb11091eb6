import { profilesFigure } from '../../../src/plots';
import type { ITheme } from '../../../src/plots/theme';
import { curve } from '../widgets/spectrahelpers';

const theme: ITheme = {
  text: '#000',
  grid: '#ddd',
  border: '#777',
  ground: '#fff',
  font: 'sans',
  accent: '#00f',
  second: '#f80'
};
const curves = (count: number) => [...Array(count).keys()].map(i => curve(`map ${i}`, 9650));
const legend = (count: number, height: number) =>
  profilesFigure(curves(count), '', theme, height).layout.legend as Record<string, unknown>;

describe('the legend of profiles', () => {
  it('is a column as high as the plot where it has room', () => {
    for (const [count, height] of [
      [3, 150],
      [9, 400],
      [9, 0]
    ]) {
      const found = legend(count, height);
      expect([found.orientation, found.maxheight]).toEqual([undefined, undefined]);
    }
  });

  it('has its lines side by side where the plot is low', () => {
    expect(legend(5, 150)).toMatchObject({ orientation: 'h', maxheight: 0.99, font: { size: 9 } });
    expect(legend(9, 200)).toMatchObject({ orientation: 'h' });
  });
});
