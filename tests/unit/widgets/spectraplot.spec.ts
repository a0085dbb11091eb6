/** @jest-environment jsdom */
import { defaultAxesView, type AxesView } from '../../../src/analysis/document/index';
import type { IFigure } from '../../../src/plots';
import { SpectraPlot } from '../../../src/widgets/stage/spectraplot';
import { FakeDiagnostics } from './helpers';
import { curve, marks, nothing } from './spectrahelpers';

describe('the plot of spectra', () => {
  it('separates far from near by what is drawn: with a panel of residuals by the measurement', () => {
    const plain = curve('active', 9650, { isActive: true });
    const background = Float64Array.of(100, 100, 100);
    const active = { ...plain, data: { ...plain.data, columns: { background } } };
    const curves = [active, curve('far', 7000)];
    const plot = new SpectraPlot({
      diagnostics: new FakeDiagnostics(),
      path: () => 'a.nxs',
      onZoom: nothing,
      onHover: nothing,
      marks
    });
    const ranges: unknown[] = [];
    jest.spyOn(plot, 'render').mockImplementation(({ layout }: IFigure) => {
      ranges.push((layout as { yaxis: { range: unknown } }).yaxis.range);
    });
    const zoom: AxesView = { ...defaultAxesView, x: [7000, 9660], y: [99, 102] };
    const far = () => plot.frame?.outside.map(({ label }) => label);
    plot.showCurves(curves, zoom, { isSplit: true });
    expect([far(), ranges.pop()]).toEqual([[], [99, 102]]);
    plot.showCurves(curves, zoom, { isSplit: false }); // the remainder is below the zoom
    expect(far()).toEqual(['far']);
    plot.clear();
    expect(plot.frame).toBeNull();
    plot.dispose();
  });

  it('zooms out of a logarithmic axis by repeated keys, to valid numbers only', () => {
    const zooms: ({ y: readonly [number, number] } | null)[] = [];
    const plot = new SpectraPlot({
      diagnostics: new FakeDiagnostics(),
      path: () => 'a.nxs',
      onZoom: zoom => zooms.push(zoom),
      onHover: nothing,
      marks
    });
    jest.spyOn(plot, 'render').mockImplementation(nothing);
    plot.showCurves([curve('a', 9650)], { ...defaultAxesView, logY: true });
    const axis = (range: [number, number]) => ({ range, _length: 100, type: 'log' });
    const layout = {
      _size: { l: 0, t: 0, w: 100, h: 100 },
      xaxis: axis([9650, 9660]),
      yaxis: axis([-330, 320])
    };
    Object.defineProperty(plot, 'drawnLayout', { get: () => layout });
    const event = new KeyboardEvent('keydown', { key: '-', bubbles: true });
    plot.node.dispatchEvent(event);
    expect(zooms.map(zoom => zoom?.y)).toEqual([[1e-300, 1e300]]);
    plot.dispose();
    jest.restoreAllMocks();
  });

  it('draws many curves as lines if there is no canvas', async () => {
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    const plot = new SpectraPlot({
      diagnostics: new FakeDiagnostics(),
      path: () => 'a.nxs',
      onZoom: nothing,
      onHover: nothing,
      marks
    });
    const counts: number[] = [];
    jest.spyOn(plot, 'render').mockImplementation(({ data }: IFigure) => {
      counts.push(data.length);
    });
    const curves = Array.from({ length: 25 }, (_, i) => curve(`c${i}`, 9650));
    plot.showCurves(curves, defaultAxesView);
    const layout = {
      _size: { l: 0, t: 0, w: 100, h: 100 },
      xaxis: { range: [9650, 9660], _length: 100 },
      yaxis: { range: [0, 1], _length: 100 }
    };
    (plot as unknown as { _onDrawn(node: object): void })._onDrawn({ _fullLayout: layout });
    await new Promise(resolve => requestAnimationFrame(resolve));
    expect(counts).toEqual([0, 25]); // a raster, then lines
    plot.forget();
    plot.showCurves(curves, defaultAxesView);
    expect(counts).toEqual([0, 25, 25]);
    plot.dispose();
    jest.restoreAllMocks();
  });
});
