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
const layoutOf = (count: number, height: number, width = 300) =>
  profilesFigure(curves(count), '', theme, height > 0 ? { width, height } : null).layout;

describe('the legend of profiles', () => {
  it.each([
    [3, 150],
    [9, 400],
    [9, 0]
  ])('of %p is a column, as high as the plot, where that is %p pixels high', (count, height) => {
    const { legend, showlegend } = layoutOf(count, height);
    const { orientation, maxheight } = legend as Record<string, unknown>;
    expect([showlegend, orientation, maxheight]).toEqual([true, undefined, undefined]);
  });

  it('has its lines side by side where the plot is low', () => {
    const side = { orientation: 'h', maxheight: 0.99, font: { size: 9 } };
    expect(layoutOf(5, 150)).toMatchObject({ showlegend: true, legend: side });
  });

  it('is not there where it would have no room that way either', () => {
    expect(layoutOf(9, 110)).toMatchObject({ showlegend: false });
    expect(layoutOf(5, 150, 200)).toMatchObject({ showlegend: false });
  });
});
