import {
  alongRange,
  domainOf,
  nearestInSeries,
  panelRange,
  placeOf,
  seriesFigure,
  type ISeries,
  type ISeriesPanel
} from '../../../src/plots';
import { theme } from './drawn';

const size = { l: 100, t: 10, w: 400, h: 300 };

function panel(more: Partial<ISeriesPanel> = {}): ISeriesPanel {
  return {
    title: 'Shift',
    unit: 'eV',
    values: [0.1, NaN, -0.1, 0.3],
    sigma: [0.05, 0.05, NaN, 0.1],
    expected: 0,
    trend: null,
    outliers: [],
    ...more
  };
}

function series(panels: readonly ISeriesPanel[], more: Partial<ISeries> = {}): ISeries {
  const rows = ['#100', '#200', '#300', '#400'].map(color => ({
    color,
    isOut: false,
    isSelected: false
  }));
  const x = { title: 'Scan', values: [1, 2, 3, 4], isOrder: true };
  return { rows, x, panels, ...more };
}

interface ITrace {
  mode: string;
  yaxis: string;
  x: number[];
  y: number[];
  error_y?: { array: number[] };
  marker?: { symbol: string | string[]; color: string | string[] };
}

const tracesOf = (one: ISeries) => seriesFigure(one, theme).data as unknown as ITrace[];

describe('the figure of a series', () => {
  it('has panels one above the other without an overlap, over one axis', () => {
    const all = [panel(), panel(), panel()];
    const domains = all.map((_, i) => domainOf(i, 3));
    expect(domains[0][1]).toBe(1);
    expect(domains[2][0]).toBeCloseTo(0, 12);
    expect(domains[0][0]).toBeGreaterThan(domains[1][1]);
    const { layout } = seriesFigure(series(all), theme);
    expect(Object.keys(layout).filter(name => name.startsWith('yaxis'))).toEqual([
      'yaxis',
      'yaxis2',
      'yaxis3'
    ]);
    expect(layout.annotations).toMatchObject(all.map(() => ({ text: 'Shift<br>(eV)' })));
    expect(layout.xaxis).toMatchObject({ anchor: 'y3', range: [0.5, 4.5] });
    expect(new Set(tracesOf(series(all)).map(({ yaxis }) => yaxis))).toEqual(
      new Set(['y', 'y2', 'y3'])
    );
  });

  it('draws excluded scans hollow, without an effect on the axes', () => {
    const whole = series([panel()]);
    const rows = whole.rows.map((row, i) => ({ ...row, isOut: i === 3 }));
    const less = { ...whole, rows };
    const points = tracesOf(less).find(({ mode }) => mode === 'markers');
    expect(points?.marker).toMatchObject({
      symbol: ['circle', 'circle', 'circle', 'circle-open'],
      color: ['#100', '#200', '#300', '#400']
    });
    const axes = (one: ISeries) => seriesFigure(one, theme).layout;
    expect(axes(less)).toEqual(axes(whole));
  });

  it('has room for all σ, and no error bar if σ is unknown', () => {
    const [low, high] = panelRange(panel());
    expect(low).toBeLessThan(-0.1);
    expect(high).toBeGreaterThan(0.4);
    expect(panelRange(panel({ values: [NaN], sigma: null, expected: null }))).toEqual([0, 1]);
    const points = tracesOf(series([panel()])).find(({ error_y }) => error_y);
    expect(points?.error_y?.array).toEqual([0.05, 0.05, 0, 0.1]);
    expect(tracesOf(series([panel({ sigma: null })])).every(({ error_y }) => !error_y)).toBe(true);
  });

  it('draws a trend along its axis, without the rows that it does not count', () => {
    const x = { title: 'Time', values: [3, 1, 2, 4], isOrder: false };
    const one = series([panel({ trend: [30, 10, NaN, 40], expected: null })], { x });
    const line = tracesOf(one).find(({ mode }) => mode === 'lines');
    expect([line?.x, line?.y]).toEqual([
      [1, 3, 4],
      [10, 30, 40]
    ]);
    const [from, to] = alongRange(one);
    expect([from < 1, to > 4]).toEqual([true, true]);
  });

  it('circles outliers', () => {
    const ring = tracesOf(series([panel({ outliers: [2] })])).at(-1);
    expect([ring?.x, ring?.y, ring?.marker?.symbol]).toEqual([[3], [-0.1], 'circle-open']);
  });
});

describe('the point under the pointer', () => {
  const two = series([
    panel(),
    panel({ title: 'Area', unit: '', values: [5, 6, 7, 8], sigma: null })
  ]);

  it('is the nearest of all panels, as drawn', () => {
    for (const [row, at] of [
      [3, 0],
      [0, 1],
      [1, 1]
    ]) {
      const place = placeOf(two, row, at, size);
      expect(place).not.toBeNull();
      const { x = NaN, y = NaN } = place ?? {};
      expect(nearestInSeries(two, size, x + 5, y - 5)).toEqual(place);
      const [low, high] = domainOf(at, 2);
      expect(y).toBeGreaterThan(size.t + (1 - high) * size.h);
      expect(y).toBeLessThan(size.t + (1 - low) * size.h);
    }
    expect(placeOf(two, 0, 1, size)?.x).toBeCloseTo(150, 9);
  });

  it('is none if none is near, and never an unknown one', () => {
    expect(nearestInSeries(two, size, 0, 0)).toBeNull();
    expect(placeOf(two, 1, 0, size)).toBeNull();
  });
});
