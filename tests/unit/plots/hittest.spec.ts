import type { IPlotArea } from '../../../src/figures/maps/area';
import { cellUnder } from '../../../src/plots/hittest';
import { mapEdges } from '../../../src/science';
import { makeMap } from './maps';

describe('cellUnder', () => {
  const map = makeMap([0, 1], [10, 11], () => 1);
  const area: IPlotArea = {
    left: 50,
    top: 20,
    width: 100,
    height: 80,
    x: [-0.5, 1.5],
    y: [9.5, 11.5]
  };

  it('is the cell under the pointer, with the lowest emission at the bottom', () => {
    expect(cellUnder(map, area, 60, 90)).toEqual({ incident: 0, emission: 0 });
    expect(cellUnder(map, area, 140, 30)).toEqual({ incident: 1, emission: 1 });
  });

  it('is none outside the plot area, or where the map ends within it', () => {
    expect(cellUnder(map, area, 49, 30)).toBeNull();
    expect(cellUnder(map, area, 60, 101)).toBeNull();
    expect(cellUnder(map, { ...area, x: [-10, 1.5] }, 60, 90)).toBeNull();
  });

  it('is the one that is painted there, over the energy transfer', () => {
    const sheared = makeMap([10, 11], [5, 6], () => 1);
    const transfer: IPlotArea = { ...area, plane: 'transfer', x: [9.5, 11.5], y: [3.5, 6.5] };
    const cells = [85, 60, 35].map(y => [75, 125].map(x => cellUnder(sheared, transfer, x, y)));
    expect(cells).toEqual([
      [{ incident: 0, emission: 1 }, null],
      [
        { incident: 0, emission: 0 },
        { incident: 1, emission: 1 }
      ],
      [null, { incident: 1, emission: 0 }]
    ]);
  });

  it('computes the borders of a map once', () => {
    expect(mapEdges(map)).toBe(mapEdges(map));
    expect([...mapEdges(map).emission]).toEqual([9.5, 10.5, 11.5]);
  });
});
