import { defaultAxesView, type AxesView, type Range } from '../../../src/analysis/document/index';
import { bandOf } from '../../../src/figures/curves/band';
import type { CurveData, ICurve } from '../../../src/figures/curves/curve';
import { intensityTitle, spectraFigure } from '../../../src/figures/curves/spectrafigure';
import { curveOf as curve, theme } from './drawn';

/** A curve of n points of 1 eV from 8630 eV. */
function dataOf(n: number, more: Partial<CurveData> = {}): CurveData {
  const energy = Float64Array.from({ length: n }, (_, i) => 8630 + i);
  return {
    axis: 'emission',
    energy,
    intensity: energy.map((_, i) => 10 + i),
    sigma: energy.map((_, i) => 0.1 * (i + 1)),
    unit: 'counts / monitor',
    ...more
  };
}

interface ITrace {
  uid: string;
  name?: string;
  mode: string;
  x: Float64Array;
  y: Float64Array;
  error_y?: { array: Float64Array };
  opacity: number;
  zorder: number;
  fill?: string;
  fillcolor?: string;
  line?: { color: string; width: number; dash?: string };
}

interface IAxis {
  title: { text: string };
  range: [number, number];
  type?: string;
}

function figureOf(curves: readonly ICurve[], axes: Partial<AxesView> = {}) {
  const { data, layout } = spectraFigure(curves, { ...defaultAxesView, ...axes }, theme);
  return {
    traces: data as unknown as ITrace[],
    x: layout.xaxis as IAxis,
    y: layout.yaxis as IAxis,
    layout
  };
}

describe('a figure of spectra', () => {
  it('passes on the exact numbers, with σ as bars up to 60 points and as a band above', () => {
    const [few, many] = [dataOf(60), dataOf(61)];
    const { traces } = figureOf([curve('few', few), curve('many', many)]);
    expect(traces).toHaveLength(3);
    const [bars, band, line] = traces;
    expect([bars.x, bars.y, bars.error_y?.array]).toEqual([few.energy, few.intensity, few.sigma]);
    expect(bars.x).toBe(few.energy);
    expect([line.x, line.y]).toEqual([many.energy, many.intensity]);
    expect(line.error_y).toBeUndefined();
    expect([band.fill, band.fillcolor]).toEqual(['toself', '#12345633']);
    expect([...band.y.slice(0, 61)]).toEqual(
      [...many.intensity].map((value, i) => value + many.sigma[i])
    );
    expect([...band.y.slice(61, 122)].reverse()).toEqual(
      [...many.intensity].map((value, i) => value - many.sigma[i])
    );
  });

  it('breaks a band where a point or its σ is unknown', () => {
    const data = dataOf(6);
    data.intensity[2] = NaN;
    data.sigma[5] = NaN;
    const { x, y } = bandOf(data, -Infinity);
    expect([...x]).toEqual([8630, 8631, 8631, 8630, NaN, 8633, 8634, 8634, 8633, NaN]);
    expect([...y].map(value => Number(value.toFixed(6)))).toEqual([
      10.1,
      11.2,
      10.8,
      9.9,
      NaN,
      13.4,
      14.5,
      13.5,
      12.6,
      NaN
    ]);
  });

  it('draws no uncertainty if none is known', () => {
    const unknown = (n: number) => dataOf(n, { sigma: new Float64Array(n).fill(NaN) });
    const { traces } = figureOf([curve('a', unknown(5)), curve('b', unknown(200))]);
    expect(traces.map(({ mode, error_y }) => [mode, error_y])).toEqual([
      ['lines+markers', undefined],
      ['lines', undefined]
    ]);
  });

  it('passes on the same arrays for the same curve, so that plotly redraws nothing', () => {
    const curves = [curve('a', dataOf(100)), curve('b', dataOf(10))];
    const [before, after] = [figureOf(curves).traces, figureOf([...curves]).traces];
    expect(after.map(({ x }) => x)).toEqual(before.map(({ x }) => x));
    after.forEach(({ x, y }, i) =>
      expect([x === before[i].x, y === before[i].y]).toEqual([true, true])
    );
  });

  it('puts the active curve on top and thicker, and preserves its position among the others', () => {
    const { traces, layout } = figureOf([
      curve('a', dataOf(5), { isActive: true }),
      curve('b', dataOf(5), { isStale: true })
    ]);
    expect(traces.map(({ name, zorder }) => [name, zorder])).toEqual([
      ['a', 1],
      ['b', 0]
    ]);
    const [above, below] = traces;
    expect(above.line?.width).toBeGreaterThan(below.line?.width ?? 9);
    expect([below.opacity, above.opacity]).toEqual([0.4, 1]);
    expect(layout.legend).toMatchObject({ itemclick: false, itemdoubleclick: false });
    expect(layout.showlegend).toBe(true);
    const alone = (isActive: boolean) => figureOf([curve('a', dataOf(5), { isActive })]).layout;
    expect([alone(true).showlegend, alone(false).showlegend]).toEqual([false, true]);
  });

  it('names a single curve, and its fit, on request', () => {
    const values = Float64Array.of(1, 2, 3);
    const fitted = dataOf(3, { columns: { background: values, coverage: values } });
    const one = [curve('whole', fitted, { isActive: true })];
    for (const isNamed of [false, true]) {
      const { data, layout } = spectraFigure(one, defaultAxesView, theme, { isNamed });
      expect(layout.showlegend).toBe(isNamed);
      const named = (data as { name?: string; showlegend?: boolean }[]).filter(
        ({ name, showlegend }) => name !== undefined && showlegend !== false
      );
      expect(named.map(({ name }) => name)).toEqual(isNamed ? ['whole', 'background'] : ['whole']);
    }
  });

  it('shows the uncertainty of the active one only, for many curves', () => {
    const all = Array.from({ length: 21 }, (_, i) => curve(`c${i}`, dataOf(i % 2 ? 5 : 70)));
    const few = figureOf(all.slice(0, 20)).traces;
    expect(few.filter(({ fill }) => fill)).toHaveLength(10);
    expect(few.filter(({ error_y }) => error_y)).toHaveLength(10);
    const isActive = (index: number) =>
      figureOf(all.map((entry, i) => ({ ...entry, isActive: i === index }))).traces;
    expect(isActive(4).flatMap(({ uid, fill }) => (fill ? [uid] : []))).toEqual(['c4_23__3c3_']);
    expect(isActive(3).flatMap(({ uid, error_y }) => (error_y ? [uid] : []))).toEqual(['c3']);
  });

  it('draws the background and the fit of the active curve, dashed, and no column of another unit', () => {
    const background = new Float64Array(5).fill(2);
    const columns = { background, coverage: new Float64Array(5).fill(300) };
    const data = dataOf(5, { columns });
    expect(figureOf([curve('a', data)]).traces).toHaveLength(1);
    const { traces } = figureOf([curve('a', data, { isActive: true })]);
    expect(traces).toHaveLength(2);
    expect([traces[1].x, traces[1].y]).toEqual([data.energy, background]);
    expect(traces[1].line).toMatchObject({ color: '#123456', dash: 'dash' });
  });

  it('names its axes after the energy of the curves, and their unit', () => {
    const titles = (axis: CurveData['axis']) =>
      figureOf([curve('a', dataOf(5, { axis }))]).x.title.text;
    expect((['emission', 'incident', 'transfer', 'line'] as const).map(titles)).toEqual([
      'Emission energy ω (eV)',
      'Incident energy Ω (eV)',
      'Energy transfer Δ = Ω − ω (eV)',
      'Distance along the line (eV)'
    ]);
    expect(figureOf([curve('a', dataOf(5))]).y.title.text).toBe('Intensity (counts / monitor)');
    expect(intensityTitle([dataOf(2), dataOf(2, { unit: '1/eV' })])).toBe(
      'Intensity (various units)'
    );
    expect(intensityTitle([dataOf(2, { unit: undefined })])).toBe('Intensity');
  });

  it('escapes markup in labels, and shortens long ones in their middle', () => {
    const label = `<b>${'x'.repeat(80)}end`;
    const [{ name }] = figureOf([curve('a', dataOf(2), { label })]).traces;
    expect(name).not.toContain('<');
    expect(name).toMatch(/^‹b>x+…x+end$/);
    expect(name?.length).toBe(40);
  });

  it('gives traces names that plotly can find', () => {
    const keys = ['st1/s1:upper', 'st1/s1_upper', 'st1#residual'];
    const { traces } = figureOf(keys.map(key => curve(key, dataOf(80))));
    const uids = traces.map(({ uid }) => uid);
    expect(uids.every(uid => /^\w+$/.test(uid))).toBe(true);
    expect(new Set(uids).size).toBe(6);
  });

  it('shows everything, or the zoom, and ignores one that shows none of the curves', () => {
    const curves = [curve('a', dataOf(11))];
    const whole = figureOf(curves);
    expect(whole.x.range[0]).toBeLessThan(8630);
    expect(whole.x.range[1]).toBeGreaterThan(8640);
    expect(whole.y.range[0]).toBeLessThan(9.9);
    expect(whole.y.range[1]).toBeGreaterThan(21.1);
    const zoomed = figureOf(curves, { x: [8632, 8634], y: [11, 15] });
    expect([zoomed.x.range, zoomed.y.range]).toEqual([
      [8632, 8634],
      [11, 15]
    ]);
    expect(figureOf(curves, { x: [9650, 9660], y: null }).x.range).toEqual(whole.x.range);
  });

  it('has a logarithmic intensity, of positive values', () => {
    const data = dataOf(3);
    data.intensity.set([-1, 1, 100]);
    data.sigma.set([0.1, 0.1, 1]);
    const { y } = figureOf([curve('a', data)], { logY: true });
    expect(y.type).toBe('log');
    expect(y.range[0]).toBeLessThan(Math.log10(0.9));
    expect(y.range[0]).toBeGreaterThan(-1);
    expect(y.range[1]).toBeGreaterThan(Math.log10(101));
    expect(figureOf([curve('a', data)], { logY: true, y: [1, 10] }).y.range).toEqual([0, 1]);
    // a choice on a linear axis may be below zero
    expect(figureOf([curve('a', data)], { logY: true, y: [-1, 10] }).y.range).toEqual(y.range);
  });

  it('gives a band on a logarithmic axis a floor', () => {
    const data = dataOf(70);
    data.sigma.fill(50);
    const [band] = figureOf([curve('a', data)], { logY: true }).traces;
    const values = [...band.y].filter(Number.isFinite);
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBe(79 + 50);
  });

  it('has no ticks if there is no scale', () => {
    const nothing = new Float64Array(0);
    const empty = curve('a', dataOf(0, { energy: nothing, intensity: nothing, sigma: nothing }));
    expect(figureOf([empty]).x).toMatchObject({
      ticks: '',
      showticklabels: false,
      range: [-0.01, 1.01]
    });
  });

  describe('with marks over it', () => {
    // a line at 8640 eV, as high as the plot, above a flat ground
    const peak = dataOf(101);
    peak.intensity.fill(1);
    peak.intensity.set([2, 40, 100, 40, 2], 8);
    const curves = ['the first of two curves', 'another curve'].map(key => curve(key, peak));
    const size = { width: 900, height: 400 };
    const legend = (marked: readonly Range[]) =>
      spectraFigure(curves, defaultAxesView, theme, { marked, size }).layout.legend;

    it('has its legend where it covers neither a band nor a curve', () => {
      const { x: usual } = legend([]) as { x: number };
      expect(usual).toBe(1);
      expect(legend([[8650, 8660]])).toMatchObject({ x: 1, y: 1, xanchor: 'right' });
      const beside = legend([[8700, 8725]]) as { x: number; y: number; xanchor: string };
      expect([beside.y, beside.xanchor]).toEqual([1, 'left']);
      // between the line and the band
      expect(beside.x).toBeGreaterThan(0.13);
      expect(beside.x).toBeLessThan(0.6);
    });

    it('has it above if all of the plot is taken', () => {
      expect(legend([[8645, 8729]])).toMatchObject({ orientation: 'h', y: 1, yanchor: 'bottom' });
      expect(
        legend([8650, 8660, 8670, 8680, 8690, 8700, 8710, 8720].map(at => [at, at]))
      ).toMatchObject({ orientation: 'h' });
    });
  });
});
