/** @jest-environment jsdom */
import type { IFigure } from '../../../src/plots/plotly';
import { isSameSqueeze, squeezed, squeezeOf } from '../../../src/widgets/stage/squeezed';

const figure: IFigure = {
  data: [],
  layout: {
    showlegend: true,
    legend: { x: 1, y: 1, xanchor: 'right', yanchor: 'top', maxheight: 0.6 },
    yaxis: {
      title: { text: 'Intensity (counts / monitor), each + 0.02', standoff: 6 },
      range: [0, 1]
    }
  }
};
const sized = (width: number, height: number) => {
  const node = document.createElement('div');
  Object.defineProperties(node, {
    clientWidth: { value: width },
    clientHeight: { value: height }
  });
  return squeezeOf(node);
};

describe('a plot of spectra with little room', () => {
  it('is one that is low or narrow, and none that has no size yet', () => {
    expect(sized(0, 0)).toEqual({ isLow: false, isNarrow: false });
    expect(sized(800, 600)).toEqual({ isLow: false, isNarrow: false });
    expect(sized(320, 600)).toEqual({ isLow: false, isNarrow: true });
    expect(sized(800, 180)).toEqual({ isLow: true, isNarrow: false });
    expect(isSameSqueeze(sized(320, 600), sized(330, 700))).toBe(true);
    expect(isSameSqueeze(sized(320, 600), sized(330, 200))).toBe(false);
  });

  it('that is low has the short unit of its intensity', () => {
    const { layout } = squeezed(figure, { isLow: true, isNarrow: false }, 2);
    expect(layout.yaxis).toEqual({
      title: { text: 'N / I1, each + 0.02', standoff: 6 },
      range: [0, 1]
    });
    expect(layout.legend).toBe(figure.layout.legend);
  });

  it('that is narrow has its legend above the curves, not over them, if that is short', () => {
    const isNarrow = { isLow: false, isNarrow: true };
    expect(squeezed(figure, isNarrow, 2).layout).toMatchObject({
      legend: { orientation: 'h', x: 0, y: 1, yanchor: 'bottom' },
      yaxis: figure.layout.yaxis
    });
    expect(squeezed(figure, isNarrow, 12).layout.legend).toBe(figure.layout.legend);
    const alone = { ...figure, layout: { ...figure.layout, showlegend: false } };
    expect(squeezed(alone, isNarrow, 1).layout.legend).toBe(figure.layout.legend);
  });
});
