import type { IPlotArea } from '../../../src/plots';
import { frameBeside, frameElsewhere } from '../../../src/widgets/stage/framebeside';

const box = (offsetLeft: number, offsetTop: number, offsetWidth: number, offsetHeight: number) => ({
  offsetLeft,
  offsetTop,
  offsetWidth,
  offsetHeight
});
const map = box(0, 200, 500, 400);
const area: IPlotArea = {
  left: 64,
  top: 8,
  width: 360,
  height: 348,
  x: [9658, 9663],
  y: [8630, 8650]
};

describe('a plot of profiles next to a map', () => {
  it('shares the axis along it: Ω above or below, ω or Δ to the side', () => {
    const above = frameBeside('CEE', box(0, 0, 500, 200), map, area);
    expect(above).toEqual({ along: 'x', range: area.x, margins: [64, 76], plane: 'incident' });
    expect(frameBeside('CEE', box(0, 600, 500, 200), map, area)).toEqual(above);
    const over: IPlotArea = { ...area, y: [1008, 1033], plane: 'transfer' };
    expect(frameBeside('CIE', box(500, 200, 150, 400), map, over)).toEqual({
      along: 'y',
      range: [1008, 1033],
      margins: [8, 44],
      plane: 'transfer'
    });
  });

  it('has the visible energies elsewhere, not their positions', () => {
    const frame = { along: 'x', margins: null, plane: 'incident' };
    const right = box(500, 200, 150, 400);
    expect(frameBeside('CEE', right, map, area)).toEqual({ ...frame, range: area.x });
    expect(frameBeside('CIE', box(0, 0, 500, 200), map, area)).toEqual({ ...frame, range: area.y });
  });

  it('has those that are visible in any of several maps', () => {
    const other: IPlotArea = { ...area, x: [9660, 9670], y: [8640, 8641] };
    expect(frameElsewhere('CEE', map, [area, null, other])?.range).toEqual([9658, 9670]);
    expect(frameElsewhere('CIE', map, [other, area])?.range).toEqual([8630, 8650]);
    expect(frameElsewhere('CIE', map, [null])).toBeNull();
    expect(frameElsewhere('line', map, [area])).toBeNull();
  });

  it('has its own axes along lines, before the layout, and without the map’s axes', () => {
    expect(frameBeside('line', box(0, 0, 500, 200), map, area)).toBeNull();
    expect(frameBeside('CEE', box(0, 0, 0, 0), box(0, 0, 0, 0), area)).toBeNull();
    expect(frameBeside('CEE', box(0, 0, 500, 200), map, null)).toBeNull();
  });
});
