/** @jest-environment jsdom */
import type { ICurve } from '../../../src/plots/curve';
import { CurveRaster, tracePath } from '../../../src/plots/curveraster';
import { crowded, spectraFigure } from '../../../src/plots/spectrafigure';
import { defaultAxesView } from '../../../src/analysis/document/index';
import { curveOf, theme } from './drawn';

/** What is drawn of points: `M` begins a line. */
function pathOf(x: number[], y: number[], width = 10): string {
  const drawn: string[] = [];
  const pen = {
    moveTo: (u: number, v: number) => drawn.push(`M${u},${v}`),
    lineTo: (u: number, v: number) => drawn.push(`${u},${v}`)
  };
  tracePath(
    pen,
    x,
    y,
    value => value,
    value => value,
    width
  );
  return drawn.join(' ');
}

describe('a line of pixels', () => {
  it('goes through every point where there is room for all', () => {
    expect(pathOf([0, 1, 2.5, 4], [5, 6, 5, 7])).toBe('M0,5 1,6 2.5,5 4,7');
  });

  it('has of one column the first, the extremes and the last, whatever lies between', () => {
    const x = Array.from({ length: 100 }, (_, i) => 3 + i / 200);
    const y = x.map((_, i) => (i === 40 ? 99 : i === 70 ? -99 : 0));
    expect(pathOf([0, ...x, 9], [1, ...y, 2])).toBe('M0,1 3,0 3.2,99 3.35,-99 3.495,0 9,2');
  });

  it('is broken where a point is not known, also within a column', () => {
    expect(pathOf([0, 1, 2, 3], [1, NaN, 3, 4])).toBe('M0,1 M2,3 3,4');
    expect(pathOf([5, 5.2, 5.4, 5.6], [1, NaN, 3, 4])).toBe('M5,1 M5.4,3 5.6,4');
  });

  it('leaves out what is not seen, but for the points beside it', () => {
    const x = [-30, -20, -10, 5, 12, 20, 30];
    expect(pathOf(x, [0, 1, 2, 3, 4, 5, 6])).toBe('M-10,2 5,3 12,4');
    expect(pathOf([], [])).toBe('');
  });
});

function curves(count: number): ICurve[] {
  const energy = Float64Array.of(0, 1);
  const data = { axis: 'emission' as const, energy, intensity: energy, sigma: energy };
  return Array.from({ length: count }, (_, i) => curveOf(`c${i}`, data, { isActive: i === 3 }));
}

describe('many curves', () => {
  it('are a picture below the plot, but for the active one; of a picture to keep all are lines', () => {
    expect(crowded(curves(20))).toEqual([]);
    const all = curves(21);
    expect(crowded(all)).toHaveLength(20);
    const traces = (isRastered: boolean) =>
      spectraFigure(all, defaultAxesView, theme, { isRastered }).data.map(({ name, x }) => [
        name,
        (x as ArrayLike<number>).length
      ]);
    expect(traces(true)).toEqual(all.map(({ key }, i) => [key, i === 3 ? 2 : 1]));
    expect(traces(false)).toEqual(all.map(({ key }) => [key, 2]));
  });

  it('are to be drawn otherwise where there is nothing to draw on, or that throws, and then for good', async () => {
    const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
    const layout = {
      _size: { l: 10, t: 20, w: 200, h: 100 },
      xaxis: { range: [0, 10] as [number, number], _length: 200 },
      yaxis: { range: [0, 1] as [number, number], _length: 100 }
    };
    const broken = () => {
      throw new Error('lost');
    };
    for (const context of [null, { beginPath: broken, canvas: { width: 1, height: 1 } }]) {
      const asked = jest
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
      expect(asked).toHaveBeenCalledTimes(1);
      raster.dispose();
      jest.restoreAllMocks();
    }
  });

  it('are not begun after the end', () => {
    const asked = jest.spyOn(window, 'requestAnimationFrame');
    const raster = new CurveRaster({ guard: work => work(), onFailure: () => undefined });
    raster.dispose();
    raster.show(curves(3), {
      _size: { l: 10, t: 20, w: 200, h: 100 },
      xaxis: { range: [0, 10], _length: 200 },
      yaxis: { range: [0, 1], _length: 100 }
    });
    expect(asked).not.toHaveBeenCalled();
    jest.restoreAllMocks();
  });

  it('move with the axes until they rest, and are drawn once for the same place', async () => {
    let strokes = 0;
    const context = { beginPath() {}, moveTo() {}, lineTo() {}, stroke: () => strokes++ };
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
    expect([strokes, drawn()]).toEqual([3, 'translate(0px, 0px) scale(1, 1)']);
    raster.move(layout(5, 10)); // twice as near
    expect(drawn()).toBe('translate(-200px, 0px) scale(2, 1)');
    raster.show(few, layout(0, 10));
    await frame();
    await frame();
    expect([strokes, drawn()]).toEqual([3, 'translate(0px, 0px) scale(1, 1)']);
    raster.show(few, layout(5, 10));
    await frame();
    await frame();
    expect([strokes, drawn()]).toEqual([6, 'translate(0px, 0px) scale(1, 1)']);
    raster.show([], layout(5, 10));
    expect(raster.node.childElementCount).toBe(0);
    raster.show(few, layout(5, 10));
    raster.dispose();
    await frame();
    await frame();
    expect([raster.node.childElementCount, strokes]).toEqual([0, 6]);
    jest.restoreAllMocks();
  });
});
