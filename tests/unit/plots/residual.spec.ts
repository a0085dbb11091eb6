/** @jest-environment jsdom */
import { defaultAxesView } from '../../../src/analysis/document/index';
import type { CurveData, ICurve } from '../../../src/figures/curves/curve';
import { nearestPoint } from '../../../src/plots/nearestpoint';
import { hasResidual, residualSuffix, splitCurves } from '../../../src/figures/curves/residual';
import { spectraFigure } from '../../../src/figures/curves/spectrafigure';
import { SpectraPreview } from '../../../src/plots/spectrapreview';
import { uidOf } from '../../../src/figures/curves/spectratraces';
import { curveOf, theme } from './drawn';

function curve(key: string, more: Partial<CurveData>, rest: Partial<ICurve> = {}): ICurve {
  const data: CurveData = {
    axis: 'emission',
    energy: Float64Array.of(0, 1, 2),
    intensity: Float64Array.of(1, 5, 1),
    sigma: Float64Array.of(0.5, 0.5, 0.5),
    unit: 'counts',
    ...more
  };
  return curveOf(key, data, { isActive: true, ...rest });
}

const slope = Float64Array.of(10, 20, 30);
const background = () => curve('b', { columns: { background: slope } });
const fitted = () => curve('f', { columns: { fit: Float64Array.of(1, 4, 2) } });
const plain = () => curve('p', { columns: { coverage: slope } });

describe('the residual of a fit', () => {
  it('is separate from the measurement, of a background and of a fit', () => {
    const curves = [background(), plain(), fitted()];
    expect(curves.map(hasResidual)).toEqual([true, false, true]);
    const { measured, residuals } = splitCurves(curves);
    expect(measured.map(({ data }) => [...data.intensity])).toEqual([
      [11, 25, 31],
      [1, 5, 1],
      [1, 5, 1]
    ]);
    expect(measured[1]).toBe(curves[1]);
    expect(residuals.map(({ key, data }) => [key, [...data.intensity]])).toEqual([
      ['b', [1, 5, 1]],
      ['f', [0, 1, -1]]
    ]);
    expect(measured[0].data.columns).toEqual({ background: slope });
    expect(residuals[0].data.columns).toBeUndefined();
  });

  it('is the same for the same curves, so that nothing is redrawn', () => {
    const curves = [background(), fitted()];
    const [before, after] = [splitCurves(curves), splitCurves([...curves])];
    after.measured.forEach((entry, i) => expect(entry).toBe(before.measured[i]));
    after.residuals.forEach((residual, i) => expect(residual).toBe(before.residuals[i]));
    const stale = splitCurves([{ ...curves[0], isStale: true }]);
    expect(stale.residuals[0].isStale).toBe(true);
    expect(stale.residuals[0].data).toBe(before.residuals[0].data);
  });

  it('has a panel below, of a quarter of the height, on a separate axis that drags do not change', () => {
    const { measured, residuals } = splitCurves([background()]);
    const axes = { ...defaultAxesView, logY: true };
    const { data, layout } = spectraFigure(measured, axes, theme, { residuals });
    const below = data.filter(({ yaxis }) => yaxis === 'y2');
    expect(below.map(({ y }) => y)).toEqual([residuals[0].data.intensity]);
    expect(new Set(data.map(({ uid }) => uid)).size).toBe(data.length);
    expect(layout.yaxis2).toMatchObject({
      domain: [0, 0.25],
      anchor: 'x',
      fixedrange: true,
      title: { text: 'Residual' }
    });
    expect(layout.yaxis).toMatchObject({ type: 'log', domain: [0.31, 1] });
    expect(layout.xaxis).toMatchObject({ anchor: 'y2' });
    expect(spectraFigure(measured, axes, theme).layout.yaxis2).toBeUndefined();
  });

  it('is scaled by its visible part', () => {
    const one = curve('b', {
      intensity: Float64Array.of(1, 500, 1),
      columns: { background: slope }
    });
    const { measured, residuals } = splitCurves([one]);
    const rangeOf = (x: [number, number]) => {
      const { layout } = spectraFigure(measured, { ...defaultAxesView, x }, theme, { residuals });
      return (layout.yaxis2 as { range: [number, number] }).range;
    };
    expect(rangeOf([-1, 3])[1]).toBeGreaterThan(500);
    expect(rangeOf([-1, 0.5])[1]).toBeLessThan(3);
  });
});

/** 100 pixels an eV; curves of 0 to 40 on the upper 200 pixels, residuals of 0 to 5 on the lower 100. */
const layout = {
  _size: { l: 10, t: 20, w: 200, h: 400 },
  xaxis: { range: [0, 2] as [number, number], _length: 200 },
  yaxis: { range: [0, 40] as [number, number], _length: 200, domain: [0.5, 1] as const },
  yaxis2: { range: [0, 5] as [number, number], _length: 100, domain: [0, 0.25] as const }
};

describe('two panels', () => {
  it('the point under the pointer is that of its panel', () => {
    const { measured, residuals } = splitCurves([background()]);
    const [top, bottom] = [20 + 200 * (1 - 25 / 40), 20 + 300];
    expect(nearestPoint(measured, layout, 112, top)).toMatchObject({ index: 1, x: 110, y: top });
    expect(nearestPoint(measured, layout, 112, bottom)).toBeNull();
    expect(nearestPoint(residuals, layout, 112, bottom, 'yaxis2')).toMatchObject({
      index: 1,
      y: bottom
    });
    const single = { ...layout, yaxis2: undefined };
    expect(nearestPoint(residuals, single, 112, bottom, 'yaxis2')).toBeNull();
  });

  it("changed curves are drawn over plotly's, until plotly has redrawn", () => {
    const { measured, residuals } = splitCurves([{ ...background(), isStale: true }]);
    const plot = document.createElement('div');
    const names = ['b', 'b#background', 'b#σ', `b${residualSuffix}`, 'other'];
    plot.append(
      ...names.map(name => {
        const node = document.createElement('div');
        node.className = `trace scatter trace${uidOf(name)}`;
        return node;
      })
    );
    const hidden = () =>
      names.filter((_, i) => (plot.children[i] as HTMLElement).style.visibility === 'hidden');
    const preview = new SpectraPreview();
    plot.append(preview.node);
    const lower = (curves: readonly ICurve[]) =>
      curves.map(now => {
        const { data } = now;
        const intensity = data.intensity.map(value => value - 1);
        const columns = data.columns && { background: slope.map(value => value - 1) };
        return { now, before: { ...now, data: { ...data, intensity, columns } } };
      });
    const upper = { axis: 'yaxis', suffix: '' } as const;
    const panels = [
      { curves: lower(measured), ...upper },
      { curves: lower(residuals), axis: 'yaxis2', suffix: residualSuffix }
    ] as const;
    preview.draw(panels, layout, plot);
    const paths = () => [...preview.node.querySelectorAll('path')];
    expect(paths().map(path => path.getAttribute('d'))).toEqual([
      'M0.0 145.0L100.0 75.0L200.0 45.0',
      'M0.0 150.0L100.0 100.0L200.0 50.0',
      'M0.0 80.0L100.0 0.0L200.0 80.0'
    ]);
    expect(paths().map(({ classList }) => [...classList])).toEqual([
      ['jp-mod-stale'],
      ['jp-mod-dashed', 'jp-mod-stale'],
      ['jp-mod-stale']
    ]);
    expect([...preview.node.children].map(node => node.getAttribute('y'))).toEqual(['20', '320']);
    expect(hidden()).toEqual(names.slice(0, 4));

    // of a curve whose fit alone changed plotly's own line stays, with its σ; rounding is no change
    const [now] = measured;
    const intensity = now.data.intensity.map(value => value * (1 + 1e-15));
    const columns = { background: slope.map(value => value + 1) };
    const before = { ...now, data: { ...now.data, intensity, columns } };
    preview.draw([{ curves: [{ now, before }], ...upper }], layout, plot);
    expect(paths().map(({ classList }) => classList.contains('jp-mod-dashed'))).toEqual([true]);
    expect(hidden()).toEqual(['b#background']);
    preview.draw(
      [{ curves: [{ now, before: { ...before, isStale: false } }], ...upper }],
      layout,
      plot
    );
    expect(hidden()).toEqual(names.slice(0, 3));
    preview.clear();
    expect([hidden(), preview.node.isConnected]).toEqual([[], false]);
  });

  it('points without a position on a logarithmic axis are a gap', () => {
    const one = curve('a', { intensity: Float64Array.of(10, -1, 1000) });
    const log = {
      ...layout,
      yaxis: { ...layout.yaxis, type: 'log', range: [0, 4] as [number, number] }
    };
    const preview = new SpectraPreview();
    preview.draw(
      [{ curves: [{ now: one, before: { ...one, isStale: true } }], axis: 'yaxis', suffix: '' }],
      log,
      document.createElement('div')
    );
    expect(preview.node.querySelector('path')?.getAttribute('d')).toBe('M0.0 150.0M200.0 50.0');
  });
});
