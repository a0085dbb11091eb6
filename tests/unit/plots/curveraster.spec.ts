/** @jest-environment jsdom */
import type { ICurve } from '../../../src/figures/curves/curve';
import { crowded, crowdNames } from '../../../src/figures/curves/crowd';
import { CurveRaster } from '../../../src/plots/curveraster';
import { spectraFigure } from '../../../src/figures/curves/spectrafigure';
import { defaultAxesView } from '../../../src/analysis/document/index';
import { curveOf, theme } from './drawn';

function curves(count: number): ICurve[] {
  const energy = Float64Array.of(0, 1);
  const data = { axis: 'emission' as const, energy, intensity: energy, sigma: energy };
  return Array.from({ length: count }, (_, i) => curveOf(`c${i}`, data, { isActive: i === 3 }));
}

describe('many curves', () => {
  it('are a raster below the plot, except for the active one; in a saved picture all are lines', () => {
    expect(crowded(curves(20))).toEqual([]);
    const all = curves(21);
    expect(crowded(all)).toHaveLength(20);
    const figure = (isRastered: boolean) =>
      spectraFigure(all, defaultAxesView, theme, { isRastered });
    const traces = (isRastered: boolean) => figure(isRastered).data.map(({ name }) => name);
    expect(traces(true)).toEqual(['c3']);
    expect(traces(false)).toEqual(all.map(({ key }) => key));
    expect([figure(true).layout.showlegend, figure(false).layout.showlegend]).toEqual([
      false,
      true
    ]);
  });

  it('are named next to the plot: in a list, or at their ends in a waterfall', () => {
    const all = curves(21);
    expect(crowdNames(curves(20), defaultAxesView, {})).toBeNull();
    expect(crowdNames(all, defaultAxesView, {})).toEqual({ list: all, beside: [] });
    const raised = crowdNames(all, defaultAxesView, { step: 1, size: { width: 800, height: 900 } });
    expect(raised?.list).toEqual([]);
    expect(raised?.beside.map(({ text }) => text)).toHaveLength(21);
    const roomOf = (isRastered: boolean, width: number) =>
      (
        spectraFigure(
          all.map(curve => ({ ...curve, label: 'a long name of a curve' })),
          defaultAxesView,
          theme,
          { isRastered, size: { width, height: 400 } }
        ).layout.margin as { r: number }
      ).r;
    expect(roomOf(true, 1500)).toBeGreaterThan(150);
    expect(roomOf(true, 400)).toBe(100); // never more than a quarter
    expect(roomOf(false, 400)).toBe(12);
  });

  it('fall back permanently if there is no canvas, or it throws', async () => {
    const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
    const layout = {
      _size: { l: 10, t: 20, w: 200, h: 100 },
      xaxis: { range: [0, 10] as [number, number], _length: 200 },
      yaxis: { range: [0, 1] as [number, number], _length: 100 }
    };
    const broken = () => {
      throw new Error('lost');
    };
    for (const context of [null, { createImageData: broken, canvas: { width: 1, height: 1 } }]) {
      const requestFrame = jest
        .spyOn(HTMLCanvasElement.prototype, 'getContext')
        .mockReturnValue(context as never);
      const events: string[] = [];
      const raster = new CurveRaster({
        guard: work => {
          try {
            work();
          } catch (reason) {
            events.push(String(reason));
          }
        },
        onFailure: () => events.push('otherwise')
      });
      raster.show(curves(3), layout);
      await frame();
      await frame();
      expect(events).toEqual(context ? ['Error: lost', 'otherwise'] : ['otherwise']);
      expect([raster.hasFailed, raster.node.childElementCount]).toEqual([true, 0]);
      raster.show(curves(3), layout);
      await frame();
      await frame();
      expect(requestFrame).toHaveBeenCalledTimes(1);
      raster.dispose();
      jest.restoreAllMocks();
    }
  });

  it('are not started after the end', () => {
    const requestFrame = jest.spyOn(window, 'requestAnimationFrame');
    const raster = new CurveRaster({ guard: work => work(), onFailure: () => undefined });
    raster.dispose();
    raster.show(curves(3), {
      _size: { l: 10, t: 20, w: 200, h: 100 },
      xaxis: { range: [0, 10], _length: 200 },
      yaxis: { range: [0, 1], _length: 100 }
    });
    expect(requestFrame).not.toHaveBeenCalled();
    jest.restoreAllMocks();
  });

  it('move with the axes until these rest, and are drawn once for the same range', async () => {
    let pictures = 0;
    const context = {
      createImageData: (width: number, height: number) => ({
        width,
        height,
        data: new Uint8ClampedArray(4 * width * height)
      }),
      putImageData: () => pictures++
    };
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
      this: HTMLCanvasElement
    ) {
      return { ...context, canvas: this } as unknown as RenderingContext;
    } as never);
    const raster = new CurveRaster({ guard: work => work(), onFailure: () => undefined });
    const layout = (low: number, high: number) => ({
      _size: { l: 10, t: 20, w: 200, h: 100 },
      xaxis: { range: [low, high] as [number, number], _length: 200 },
      yaxis: { range: [0, 1] as [number, number], _length: 100 }
    });
    const few = curves(3);
    const drawn = () => raster.node.querySelector('canvas')?.style.transform;
    const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
    raster.show(few, layout(0, 10));
    await frame();
    await frame();
    expect([pictures, drawn()]).toEqual([1, 'translate(0px, 0px) scale(1, 1)']);
    raster.move(layout(5, 10)); // twice as near
    expect(drawn()).toBe('translate(-200px, 0px) scale(2, 1)');
    raster.show(few, layout(0, 10));
    await frame();
    await frame();
    expect([pictures, drawn()]).toEqual([1, 'translate(0px, 0px) scale(1, 1)']);
    raster.show(few, layout(5, 10));
    await frame();
    await frame();
    expect([pictures, drawn()]).toEqual([2, 'translate(0px, 0px) scale(1, 1)']);
    raster.show([], layout(5, 10));
    expect(raster.node.childElementCount).toBe(0);
    raster.show(few, layout(5, 10));
    raster.dispose();
    await frame();
    await frame();
    expect([raster.node.childElementCount, pictures]).toEqual([0, 2]);
    jest.restoreAllMocks();
  });
});
