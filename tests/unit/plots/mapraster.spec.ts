/** @jest-environment jsdom */
import { MapRaster, rasterSize, type IMapPicture, type IPlotArea } from '../../../src/plots';

const area: IPlotArea = { left: 50, top: 10, width: 100, height: 80, x: [0, 10], y: [20, 40] };

/** A canvas that records what was drawn. */
function setUp() {
  const drawn: unknown[][] = [];
  const context = {
    clearRect: () => drawn.push(['clear']),
    drawImage: (...values: unknown[]) => drawn.push(values),
    putImageData: (...values: unknown[]) => drawn.push(['pixels', ...values.slice(1)])
  };
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue(context as unknown as CanvasRenderingContext2D);
  const raster = new MapRaster();
  const last = () => drawn[drawn.length - 1];
  return { raster, drawn, last };
}

function pictureOf(patch: Partial<IMapPicture> = {}) {
  const bitmap = { close: jest.fn() };
  const picture = { width: 100, height: 80, bitmap, pixels: null, x: [0, 10], y: [20, 40] };
  return { bitmap, picture: { ...picture, ...patch } as unknown as IMapPicture };
}

describe('MapRaster', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is at the plot area, in its pixels', () => {
    const { raster } = setUp();
    raster.place({ ...area, width: 100.4, height: 79.6 });
    expect([raster.canvas.width, raster.canvas.height]).toEqual([100, 80]);
    expect([raster.canvas.style.left, raster.canvas.style.top]).toEqual(['50px', '10px']);
    expect(rasterSize({ ...area, width: 0.2 })).toEqual({ width: 1, height: 80 });
  });

  it('shows pixels unchanged, and stretches them to their current energies', () => {
    const { raster, last } = setUp();
    const { bitmap, picture } = pictureOf();
    raster.place(area);
    raster.show(picture);
    expect(last()).toEqual([bitmap, 0, 0, 100, 80]);
    // the middle half of both axes: twice as large, with the rest outside
    raster.place({ ...area, x: [2.5, 7.5], y: [25, 35] });
    expect(last()).toEqual([bitmap, -50, -40, 200, 160]);
    raster.place({ ...area, x: [0, 20], y: [20, 40] });
    expect(last()).toEqual([bitmap, 0, 0, 50, 80]);
    expect(bitmap.close).not.toHaveBeenCalled();
  });

  it('paints nothing twice, and again when the browser discarded its pixels', () => {
    const { raster, drawn } = setUp();
    raster.place(area);
    raster.show(pictureOf().picture);
    const before = drawn.length;
    raster.place({ ...area });
    expect(drawn).toHaveLength(before);
    raster.repaint();
    expect(drawn.length).toBeGreaterThan(before);
  });

  it('closes a bitmap that is replaced, and all at its end', () => {
    const { raster } = setUp();
    const [one, other] = [pictureOf(), pictureOf()];
    raster.place(area);
    raster.show(one.picture);
    raster.show(other.picture);
    expect([one.bitmap.close, other.bitmap.close].map(close => close.mock.calls.length)).toEqual([
      1, 0
    ]);
    expect(raster.bytes).toBe(2 * 4 * 100 * 80);
    expect(raster.release()).toBe(2 * 4 * 100 * 80);
    expect(other.bitmap.close).toHaveBeenCalled();
    expect([raster.bytes, raster.canvas.width]).toEqual([0, 0]);
  });
});
