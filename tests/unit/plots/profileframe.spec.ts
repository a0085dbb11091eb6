import { besideMap, type IProfileFrame } from '../../../src/figures/profiles/besidemap';
import { movedLayout } from '../../../src/plots/profileframe';
import { spectrumFigure } from '../../../src/figures/profiles/profilefigure';
import { curvePath } from '../../../src/plots/preview';
import { theme } from './drawn';

const curve = {
  energy: Float64Array.of(1, 2, 3, 4),
  intensity: Float64Array.of(10, 20, 90, NaN),
  sigma: Float64Array.of(1, 1, 1, 1),
  unit: 'counts'
};
const along = (axis: 'x' | 'y', range: [number, number] = [0, 5]): IProfileFrame => ({
  along: axis,
  range,
  margins: [60, 90],
  plane: 'incident'
});
const figure = () => spectrumFigure(curve, '', theme);

interface ILayout {
  margin: Record<string, number>;
  title?: { text: string };
  xaxis: { range?: number[]; title: { text: string }; showticklabels?: boolean };
  yaxis: { range?: number[]; title: { text: string }; showticklabels?: boolean };
}
const layoutOf = (frame: IProfileFrame) =>
  besideMap(figure(), frame, 'ω = 3').layout as unknown as ILayout;

describe('profiles next to a map', () => {
  it('above it share Ω, between the same pixels', () => {
    const layout = layoutOf(along('x'));
    expect([layout.margin.l, layout.margin.r]).toEqual([60, 90]);
    expect(layout.xaxis).toMatchObject({ range: [0, 5], showticklabels: false });
    expect([layout.title?.text, layout.yaxis.title.text]).toEqual(['ω = 3', 'counts']);
  });

  it('to its side are rotated', () => {
    const layout = layoutOf(along('y'));
    expect([layout.margin.t, layout.margin.b]).toEqual([60, 90]);
    expect(layout.yaxis).toMatchObject({ range: [0, 5], showticklabels: false });
    expect(layout.xaxis.title.text).toBe('counts<br>ω = 3');
    const [trace] = besideMap(figure(), along('y'), '').data;
    expect([trace.x, trace.y]).toEqual([curve.intensity, curve.energy]);
    expect(trace).toMatchObject({ error_x: { array: curve.sigma } });
    expect(trace).not.toHaveProperty('error_y');
    expect(trace.hovertemplate).toBe('%{y:.2f} eV<br>%{x:.5g}<extra></extra>');
  });

  it('elsewhere have its energies, a title and margins of their own, and still fill their area', () => {
    const frame: IProfileFrame = { ...along('x', [0.5, 2.5]), margins: null };
    const { layout } = besideMap(spectrumFigure(curve, 'Δ (eV)', theme), frame, 'ω = 3');
    const { margin, title, xaxis, yaxis } = layout as unknown as ILayout;
    expect(title).toBeUndefined();
    expect([xaxis.title.text, xaxis.range, margin.l]).toEqual(['Δ (eV)', [0.5, 2.5], 64]);
    expect(xaxis.showticklabels).not.toBe(false);
    const [low = NaN, high = NaN] = yaxis.range ?? [];
    expect(low < 10 && low > 8 && high > 20 && high < 22).toBe(true);
  });

  it('have their legend in the free corner, rotated with them', () => {
    const legend = { x: 1, y: 0, xanchor: 'right', yanchor: 'bottom', maxheight: 1 };
    const legendIn = (frame: IProfileFrame) =>
      besideMap({ data: [], layout: { ...figure().layout, legend } }, frame, '').layout.legend;
    expect(legendIn(along('x'))).toEqual(legend);
    const turned = { x: 0, y: 1, xanchor: 'left', yanchor: 'top', maxheight: 1 };
    expect(legendIn(along('y'))).toEqual(turned);
  });

  it('are scaled to the intensities at visible energies', () => {
    const [low = NaN, high = NaN] = layoutOf(along('x', [0.5, 2.5])).yaxis.range ?? [];
    expect(low < 10 && low > 8 && high > 20 && high < 22).toBe(true);
    // there is none: plotly decides
    expect(layoutOf(along('x', [7, 8])).yaxis.range).toBeUndefined();
  });
});

describe('a layout whose axes follow a map’s', () => {
  const layout = {
    _size: { l: 10, t: 20, w: 100, h: 50 },
    xaxis: { range: [0, 10] as [number, number], _length: 100 },
    yaxis: { range: [0, 100] as [number, number], _length: 50 }
  };
  const size = { width: 400, height: 300 };

  it('has the frame’s position and range along the shared axis, and else its own', () => {
    expect(movedLayout(layout, along('x'), size)).toMatchObject({
      _size: { l: 60, t: 20, w: 250, h: 50 },
      xaxis: { range: [0, 5] },
      yaxis: { range: [0, 100] }
    });
    expect(movedLayout(layout, along('y'), size)).toMatchObject({
      _size: { l: 10, t: 60, w: 100, h: 150 },
      yaxis: { range: [0, 5] }
    });
  });

  it('is unchanged if no axis is shared', () => {
    expect(movedLayout(layout, { ...along('x'), margins: null }, size)).toEqual({
      ...layout,
      xaxis: { range: [0, 5], _length: 100 }
    });
  });

  it('leaves out annotations next to it', () => {
    const moved = movedLayout(layout, along('x', [1.5, 3.5]), size);
    expect(curvePath(curve, moved)).toBe('M122.5 60.0L247.5 25.0');
    const turned = movedLayout(layout, along('y', [1.5, 2.5]), size);
    expect(curvePath(curve, { ...turned, xaxis: { range: [0, 100], _length: 100 } }, 'y')).toBe(
      'M30.0 135.0'
    );
  });
});
