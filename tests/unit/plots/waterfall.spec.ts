import { defaultAxesView, type AxesView } from '../../../src/analysis/document/index';
import type { CurveData, ICurve } from '../../../src/figures/curves/curve';
import { nearestPoint } from '../../../src/plots/nearestpoint';
import { spectraFigure } from '../../../src/figures/curves/spectrafigure';
import { asMeasured, stacked } from '../../../src/figures/curves/waterfall';
import { curveOf, theme } from './drawn';

const automatic = { offset: null, factor: null };

/** A curve of these intensities, 1 eV apart. */
function curve(
  key: string,
  intensity: readonly number[],
  more: Partial<CurveData> = {},
  start = 8630
): ICurve {
  const data: CurveData = {
    axis: 'emission',
    energy: Float64Array.from(intensity, (_, i) => start + i),
    intensity: Float64Array.from(intensity),
    sigma: Float64Array.from(intensity, () => 0.5),
    ...more
  };
  return curveOf(key, data);
}

function looked(waterfall: AxesView['waterfall'], logY = false): AxesView {
  return { ...defaultAxesView, logY, ...(waterfall ? { waterfall } : {}) };
}

const valuesOf = (curves: readonly ICurve[]) => curves.map(({ data }) => [...data.intensity]);

describe('stacked curves', () => {
  const curves = [curve('a', [0, 10, 0]), curve('b', [1, 2, 1]), curve('c', [0, 4, -1])];

  it('are in the order of the list from the top, the last as measured', () => {
    const { curves: drawn, step } = stacked(curves, looked({ offset: 3, factor: null }));
    expect(step).toBe(3);
    expect(valuesOf(drawn)).toEqual([
      [6, 16, 6],
      [4, 5, 4],
      [0, 4, -1]
    ]);
  });

  it('are the same arrays if they are overlaid', () => {
    expect(stacked(curves, looked(undefined))).toEqual({ curves, step: null });
    expect(stacked(curves, looked(undefined)).curves).toBe(curves);
  });

  it('are shifted with their fits, and no other column; σ stays', () => {
    const columns = {
      fit: Float64Array.of(1, 1, 1),
      fit_peak: Float64Array.of(2, 2, 2),
      background: Float64Array.of(3, 3, 3),
      coverage: Float64Array.of(4, 4, 4)
    };
    const [first] = stacked(
      [curve('a', [0, 1, 2], { columns }), curves[1]],
      looked({ offset: 10, factor: null })
    ).curves;
    expect([...first.data.sigma]).toEqual([0.5, 0.5, 0.5]);
    const raised = first.data.columns ?? {};
    const all = Object.fromEntries(Object.entries(raised).map(([name, [one]]) => [name, one]));
    expect(all).toEqual({ fit: 11, fit_peak: 12, background: 13, coverage: 4 });
  });

  it('are a factor apart if intensities are logarithmic, including σ, and nothing becomes positive', () => {
    const { curves: drawn, step } = stacked(curves, looked({ offset: 3, factor: 10 }, true));
    expect(step).toBe(10);
    expect(valuesOf(drawn)).toEqual([
      [0, 1000, 0],
      [10, 20, 10],
      [0, 4, -1]
    ]);
    expect(drawn.map(({ data }) => data.sigma[0])).toEqual([50, 5, 0.5]);
  });

  it('are unchanged when stacked again, as objects too', () => {
    const view = looked(automatic);
    const [before, after] = [stacked(curves, view).curves, stacked([...curves], view).curves];
    after.forEach((entry, i) => expect(entry).toBe(before[i]));
    const other = stacked(curves, looked({ offset: 1, factor: null })).curves;
    expect(other[0]).not.toBe(before[0]);
  });

  it('are offset by two digits of a fraction of the tallest, which no bad point decides', () => {
    expect(stacked(curves, looked(automatic)).step).toBe(4);
    const bad = curve('bad', [NaN, Infinity, 1]);
    expect(stacked([...curves, bad], looked(automatic)).step).toBe(4);
    const many = Array.from({ length: 101 }, (_, i) => curve(`c${i}`, [0, 10]));
    const { curves: drawn, step } = stacked(many, looked(automatic));
    expect(step).toBe(0.6); // 100 steps are six times the tallest
    expect(drawn[0].data.intensity[1]).toBeCloseTo(70, 9);
  });

  it('are separated if none has a height, and if only one has', () => {
    const flat = [curve('a', [2, 2]), curve('b', [2, 2])];
    expect(stacked(flat, looked(automatic)).step).toBe(1);
    expect(stacked(flat, looked(automatic, true)).step).toBeGreaterThan(1);
    const nothing = [curve('a', [-1, -2]), curve('b', [])];
    expect(stacked(nothing, looked(automatic, true)).step).toBeGreaterThan(1);
  });

  it('never overflow, however large the factor and their number', () => {
    const many = Array.from({ length: 400 }, (_, i) => curve(`c${i}`, [1e40, 2e40]));
    const { curves: drawn } = stacked(many, looked({ offset: null, factor: 1e6 }, true));
    expect(drawn.every(({ data }) => data.intensity.every(Number.isFinite))).toBe(true);
    expect(drawn[0].data.intensity[0]).toBeGreaterThan(drawn[399].data.intensity[0]);
  });

  it('of energies far apart have a stack each, so that none is offset over an absent one', () => {
    const far = curve('far', [5, 6, 5], {}, 9700);
    const { curves: drawn } = stacked(
      [curves[0], far, curves[1]],
      looked({ offset: 3, factor: null })
    );
    expect(valuesOf(drawn)).toEqual([
      [3, 13, 3],
      [5, 6, 5],
      [1, 2, 1]
    ]);
  });

  it('retain their step during a drag, whatever happens to the curves', () => {
    const taller = [curve('a', [0, 100, 0]), curves[1]];
    expect(stacked(taller, looked(automatic), 4).step).toBe(4);
    expect(valuesOf(stacked(taller, looked(automatic), 4).curves)[0]).toEqual([4, 104, 4]);
  });

  it('are read out as measured', () => {
    const { curves: drawn } = stacked(curves, looked({ offset: 3, factor: null }));
    const layout = {
      _size: { l: 0, t: 0, w: 200, h: 200 },
      xaxis: { range: [8630, 8632] as [number, number], _length: 200 },
      yaxis: { range: [0, 20] as [number, number], _length: 200 }
    };
    const point = nearestPoint(drawn, layout, 100, 40); // 16, where the first is drawn
    expect(point && [asMeasured(point.curve).key, point.index]).toEqual(['a', 1]);
    expect(point && asMeasured(point.curve).data.intensity[point.index]).toBe(10);
    expect(asMeasured(curves[0])).toBe(curves[0]);
  });
});

interface IAnnotation {
  text: string;
  y: number;
  yshift: number;
  font: { color: string };
}

/** A figure of stacked curves. */
function figureOf(curves: readonly ICurve[], view: AxesView, size = { width: 800, height: 400 }) {
  const { curves: drawn, step } = stacked(curves, view);
  const { layout } = spectraFigure(drawn, view, theme, { step, size });
  const { range, title } = layout.yaxis as { range: [number, number]; title: { text: string } };
  const names = layout.annotations as IAnnotation[];
  const height = size.height - 60;
  // pixels from the top
  const pixels = names.map(
    ({ y, yshift }) => ((range[1] - y) / (range[1] - range[0])) * height - yshift
  );
  return { layout, names, pixels, range, title: title.text };
}

describe('names next to curves', () => {
  it('are at the ends of the curves, in their colours, instead of a legend', () => {
    const curves = [
      curve('first', [0, 10, 1]),
      { ...curve('second', [0, 4, 2]), color: '#abcdef' }
    ];
    const { layout, names, title } = figureOf(curves, looked({ offset: 20, factor: null }));
    expect(layout.showlegend).toBe(false);
    expect(names.map(({ text, font }) => [text, font.color])).toEqual([
      ['first', '#123456'],
      ['second', '#abcdef']
    ]);
    expect(names.map(({ y }) => Number(y.toFixed(9)))).toEqual([21, 2]);
    expect(title).toBe('Intensity, each + 20');
    const log = figureOf(curves, looked({ offset: null, factor: 100 }, true));
    expect(log.names.map(({ y }) => Number((10 ** y).toFixed(6)))).toEqual([100, 2]);
    expect(log.title).toBe('Intensity, each × 100');
  });

  it('never overlap, and leave out some if there is no room for all', () => {
    const close = Array.from({ length: 8 }, (_, i) => curve(`c${i}`, [0, 100, 0]));
    const { names, pixels } = figureOf(close, looked({ offset: 1e-3, factor: null }));
    expect(names.map(({ text }) => text)).toEqual(close.map(({ key }) => key));
    pixels.slice(1).forEach((pixel, i) => expect(pixel - pixels[i]).toBeGreaterThan(12.9));
    expect(Math.max(...pixels)).toBeLessThanOrEqual(340.001);
    const many = Array.from({ length: 100 }, (_, i) => ({
      ...curve(`c${i}`, [0, 10, 0]),
      isActive: i === 51
    }));
    const few = figureOf(many, looked(automatic));
    expect(few.names.length).toBeGreaterThan(20);
    expect(few.names.length).toBeLessThan(27);
    expect(few.names.some(({ text }) => text === '<b>c51</b>')).toBe(true);
    few.pixels.slice(1).forEach((pixel, i) => expect(pixel - few.pixels[i]).toBeGreaterThan(12.9));
  });

  it('leave most of a narrow plot to the curves, and escape markup in labels', () => {
    const curves = [curve('a <b>rather</b> long name of a scan', [0, 1]), curve('b', [0, 1])];
    const { layout, names } = figureOf(curves, looked(automatic), { width: 300, height: 300 });
    expect((layout.margin as { r: number }).r).toBeLessThanOrEqual(85);
    expect(names[0].text).not.toContain('<b>rather');
    expect(names[0].text).toContain('…');
  });

  it('are those of the visible curves', () => {
    const curves = [curve('a', [0, 10, 1, 5]), curve('b', [0, 1, 2, 3])];
    const view = { ...looked({ offset: 10, factor: null }), x: [8630, 8631] as const, y: null };
    expect(figureOf(curves, view).names.map(({ y }) => Number(y.toFixed(9)))).toEqual([20, 1]);
    const above = { ...view, y: [15, 30] as const };
    expect(figureOf(curves, above).names.map(({ text }) => text)).toEqual(['a']);
  });
});

describe('a grid', () => {
  it('is drawn unless switched off', () => {
    const shown = (grid?: false) => {
      const view = { ...defaultAxesView, ...(grid === false ? { grid } : {}) };
      const { xaxis, yaxis } = spectraFigure([curve('a', [1, 2])], view, theme).layout;
      return [xaxis, yaxis].map(axis => (axis as { showgrid?: boolean }).showgrid !== false);
    };
    expect([shown(), shown(false)]).toEqual([
      [true, true],
      [false, false]
    ]);
  });
});
