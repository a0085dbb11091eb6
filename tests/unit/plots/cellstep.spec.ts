import type { IPlotArea } from '../../../src/figures/maps/area';
import { pixelsOfCell, steppedCell, type Steps } from '../../../src/plots/cellstep';
import { cellUnder } from '../../../src/plots/hittest';
import { makeMap } from './maps';

const map = makeMap([10, 11, 12], [5, 6, 7, 8], () => 1);
const area: IPlotArea = {
  left: 50,
  top: 20,
  width: 300,
  height: 400,
  x: [9.5, 12.5],
  y: [4.5, 8.5]
};
const at = (incident: number, emission: number) => ({ incident, emission });
const still: Steps = [0, 0];

describe('a cell moved by keys', () => {
  it('is at first the middle one, then its neighbours as drawn, and never one outside', () => {
    expect(steppedCell(map, area, null, still)).toEqual(at(1, 2));
    expect(steppedCell(map, area, at(1, 2), [1, 0])).toEqual(at(2, 2));
    expect(steppedCell(map, area, at(1, 2), [0, 1])).toEqual(at(1, 3));
    expect(steppedCell(map, area, at(1, 2), [-1, -1])).toEqual(at(0, 1));
    expect(steppedCell(map, area, at(1, 2), [10, 10])).toEqual(at(2, 3));
    expect(steppedCell(map, area, at(99, -3), still)).toEqual(at(2, 0));
  });

  it('is where the pointer would find it', () => {
    for (const plane of ['incident', 'transfer'] as const) {
      const y: [number, number] = plane === 'incident' ? area.y : [1.5, 7.5];
      const seen = { ...area, plane, y };
      for (const cell of [at(0, 0), at(1, 2), at(2, 3)]) {
        expect(cellUnder(map, seen, ...pixelsOfCell(map, seen, cell))).toEqual(cell);
      }
    }
  });

  it('moves up to a larger Δ over the energy transfer, in the direction of the axes', () => {
    const transfer: IPlotArea = { ...area, plane: 'transfer', y: [1.5, 7.5] };
    expect(steppedCell(map, transfer, at(1, 2), [0, 1])).toEqual(at(1, 1));
    const turned: IPlotArea = { ...area, x: [12.5, 9.5] };
    expect(steppedCell(map, turned, at(1, 2), [1, 0])).toEqual(at(0, 2));
  });

  it('is among the visible ones; none if none is', () => {
    const zoomed: IPlotArea = { ...area, x: [10.5, 11.5], y: [4.5, 6.5] };
    expect(steppedCell(map, zoomed, null, still)).toEqual(at(1, 1));
    expect(steppedCell(map, zoomed, at(1, 1), [5, 5])).toEqual(at(1, 1));
    expect(steppedCell(map, { ...area, x: [20, 30] }, null, still)).toBeNull();
    expect(steppedCell(map, { ...area, y: [NaN, NaN] }, null, still)).toBeNull();
  });
});
