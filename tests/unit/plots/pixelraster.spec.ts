import { PixelRaster, type IScale } from '../../../src/plots/pixelraster';

const [width, height] = [20, 20];
const asIs: IScale = { scale: 1, shift: 0, isLog: false };

interface IDrawn {
  x?: readonly number[];
  y: readonly number[];
  across?: IScale;
  down?: IScale;
  color?: string;
  alpha?: number;
}

/** Draw lines over one another, 1 pixel thick. */
function pixelsOf(...lines: readonly IDrawn[]) {
  const data = new Uint8ClampedArray(4 * width * height);
  const raster = new PixelRaster(data, width, height, 1);
  for (const { y, x = [...y.keys()], across = asIs, down = asIs, ...rest } of lines) {
    raster.draw(x, y, across, down, rest.color ?? '#0000ff', rest.alpha ?? 1);
  }
  const at = (column: number, row: number) => [
    ...data.subarray(4 * (row * width + column), 4 * (row * width + column) + 4)
  ];
  /** How much of each pixel of a column is covered, from the top. */
  const column = (n: number) => Array.from({ length: height }, (_, row) => at(n, row)[3] / 255);
  const sum = (n: number) => column(n).reduce((all, value) => all + value, 0);
  return { at, column, sum, data };
}

describe('lines of pixels', () => {
  it('have the requested width, level and steep, and darkness by coverage', () => {
    const level = pixelsOf({ x: [-5, 30], y: [7.5, 7.5] });
    expect(level.column(10).map(part => Math.round(part))).toEqual(
      Array.from({ length: height }, (_, row) => Number(row === 7))
    );
    const between = pixelsOf({ x: [-5, 30], y: [7, 7] });
    expect(between.column(3)[6]).toBeCloseTo(0.5, 1);
    expect(between.column(3)[7]).toBeCloseTo(0.5, 1);
    // what a column has of a line of slope s is 1 · √(1 + s²)
    for (const slope of [0.5, 1, 3]) {
      const y = [-5, 25].map(x => 10 + (x - 10) * slope);
      const { sum } = pixelsOf({ x: [-5, 25], y });
      expect(sum(10) / Math.hypot(1, slope)).toBeCloseTo(1, 1);
    }
  });

  it('hide no extreme, however many points share a column, and do not exceed it', () => {
    const x = Array.from({ length: 1000 }, (_, i) => 5 + i / 1000);
    const y = x.map((_, i) => (i === 500 ? 3 : i === 501 ? 17 : 10));
    const { column } = pixelsOf({ x, y });
    const rows = column(5).flatMap((part, row) => (part > 0.05 ? [row] : []));
    expect([rows[0], rows.at(-1)]).toEqual([2, 17]);
    expect(column(6).every(part => part === 0)).toBe(true);
  });

  it('are broken at unknown points', () => {
    const { sum } = pixelsOf({ x: [0, 5, 10, 15, 20], y: [5, 5, NaN, 5, 5] });
    expect([sum(2), sum(7), sum(12), sum(17)].map(Math.round)).toEqual([1, 0, 0, 1]);
    const level = pixelsOf({ y: [NaN, NaN] });
    expect(level.data.some(value => value > 0)).toBe(false);
  });

  it('are in place however far their ends are, on a logarithmic or reversed axis too', () => {
    const far = pixelsOf({ x: [-1e6, 0, 10, 1e6], y: [4, 4, 4, 4] });
    expect([far.sum(0), far.sum(19)].map(Math.round)).toEqual([1, 1]);
    const steep = pixelsOf({ x: [9, 11], y: [-1e9, 1e9] });
    expect(Math.round(steep.sum(9) + steep.sum(10))).toBeGreaterThan(18);
    const log = pixelsOf({ x: [0, 20], y: [1000, 1000], down: { ...asIs, isLog: true } });
    expect(log.column(5)[3]).toBeCloseTo(0.5, 1);
    const none = pixelsOf({ x: [0, 20], y: [-1, 0], down: { ...asIs, isLog: true } });
    expect(none.data.some(value => value > 0)).toBe(false);
    const turned = { scale: -1, shift: 20, isLog: false };
    const { sum } = pixelsOf({ x: [-50, 2, 8, 12, 90], y: [NaN, 5, 5, NaN, 5], across: turned });
    expect([sum(5), sum(14), sum(19)].map(Math.round)).toEqual([0, 1, 0]);
  });

  it('are blended, with the requested opacity', () => {
    const line = { x: [0, 20], y: [7.5, 7.5] };
    expect(pixelsOf({ ...line, color: '#123456' }).at(4, 7)).toEqual([18, 52, 86, 255]);
    const over = pixelsOf({ ...line, color: '#ff0000' }, { ...line, color: '#0000ff', alpha: 0.4 });
    over
      .at(4, 7)
      .forEach((value, i) =>
        expect(Math.abs(value - [153, 0, 102, 255][i])).toBeLessThanOrEqual(1)
      );
    const faint = pixelsOf({ ...line, color: '#ff0000', alpha: 0.4 }).at(4, 7);
    expect([faint[0], faint[3]]).toEqual([255, 102]);
  });
});
