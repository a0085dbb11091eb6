import * as fc from 'fast-check';
import type { LineMark, MapCut } from '../../../src/analysis/linecuts';
import type { MapPlane } from '../../../src/analysis/mapplane';
import { energyAt, type IPlotArea } from '../../../src/figures/maps/area';
import type { IPlace } from '../../../src/figures/maps/clip';
import { cutShape, distanceFrom, placeOf, pointOf } from '../../../src/figures/maps/cutshape';
import type { CutType } from '../../../src/science';

const place = { left: 50, top: 10, width: 100, height: 200 };
const area: IPlotArea = { ...place, x: [0, 10], y: [0, 20] };
const cut = { type: 'CIE' as const, at: 12, width: 2 };

const outline = (shape: ReturnType<typeof cutShape>) =>
  shape?.band.map(({ x, y }): [number, number] => [x, y]);
const box = (x: number, y: number, width: number, height: number) =>
  expect.arrayContaining([
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height]
  ]) as unknown;

describe('cutShape', () => {
  it('is a strip across its axis', () => {
    expect(outline(cutShape({ type: 'CIE', at: 5, width: 2 }, area))).toEqual(box(90, 10, 20, 200));
    expect(outline(cutShape({ type: 'CEE', at: 15, width: 4 }, area))).toEqual(
      box(50, 40, 100, 40)
    );
  });

  it('is clipped to the plot area', () => {
    expect(outline(cutShape({ type: 'CIE', at: 10, width: 4 }, area))).toEqual(
      box(130, 10, 20, 200)
    );
    const beside = cutShape({ type: 'CIE', at: 11, width: 4 }, area);
    expect([outline(beside), beside?.line]).toEqual([box(140, 10, 10, 200), null]);
    expect(cutShape({ type: 'CIE', at: 12, width: 4 }, area)).toBeNull();
    expect(cutShape({ type: 'CET', at: 11, width: 1 }, area)).toBeNull();
  });

  it('finds a cut on a reversed axis', () => {
    const axes = { ...place, x: [10, 20] as [number, number], y: [0, 1] as [number, number] };
    expect(outline(cutShape(cut, axes))).toEqual(box(60, 10, 20, 200));
    const reversed = { ...axes, x: [20, 10] as [number, number] };
    expect(outline(cutShape(cut, reversed))).toEqual(box(120, 10, 20, 200));
    expect(cutShape({ ...cut, at: 21 }, reversed)).toBeNull();
  });

  it('of a line without length is empty', () => {
    const here = { incident: 5, emission: 5 };
    expect(cutShape({ type: 'line', from: here, to: here, width: 1 }, area)).toBeNull();
  });

  it('of a line has the visible ends', () => {
    const line: LineMark = {
      type: 'line',
      from: { incident: 5, emission: 10 },
      to: { incident: 15, emission: 10 },
      width: 0
    };
    expect(cutShape(line, area)).toMatchObject({
      line: [
        { x: 100, y: 110 },
        { x: 150, y: 110 }
      ],
      from: { x: 100, y: 110 },
      to: null
    });
  });
});

/** Whether a pixel lies in an outline: even-odd, by brute force. */
function isIn(band: readonly IPlace[], { x, y }: IPlace): boolean {
  return band.reduce((inside, a, i) => {
    const b = band[(i + 1) % band.length];
    const crosses = a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x);
    return crosses ? !inside : inside;
  }, false);
}

/**
 * How far a pixel is inside the band of a cut, eV; negative outside. By the definition of the cut.
 */
function depth(mapCut: MapCut, at: IPlotArea, pixel: IPlace): number {
  const point = pointOf(at, { x: energyAt(at, 'x', pixel.x), y: energyAt(at, 'y', pixel.y) });
  const { incident, emission } = point;
  if (mapCut.type === 'line') {
    const { from, to } = mapCut;
    const length = Math.hypot(to.incident - from.incident, to.emission - from.emission);
    const along =
      ((incident - from.incident) * (to.incident - from.incident) +
        (emission - from.emission) * (to.emission - from.emission)) /
      length;
    const off = Math.abs(distanceFrom(mapCut, point));
    return Math.min(along, length - along, mapCut.width / 2 - off);
  }
  const held = { CIE: incident, CEE: emission, CET: incident - emission }[mapCut.type];
  return mapCut.width / 2 - Math.abs(held - mapCut.at);
}

const energy = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });
const point = fc.record({ incident: energy(-5, 15), emission: energy(-25, 25) });
const anyCut: fc.Arbitrary<MapCut> = fc.oneof(
  fc.record({
    type: fc.constantFrom<CutType>('CIE', 'CEE', 'CET'),
    at: energy(-15, 20),
    width: energy(0.1, 12)
  }),
  fc
    .record({ type: fc.constant('line' as const), from: point, to: point, width: energy(0.1, 12) })
    .filter(
      ({ from, to }) => Math.hypot(to.incident - from.incident, to.emission - from.emission) > 0.5
    )
);
const anyArea = fc.record({
  plane: fc.constantFrom<MapPlane>('incident', 'transfer'),
  x: fc.constantFrom<[number, number]>([0, 10], [10, 0], [2, 7]),
  y: fc.constantFrom<[number, number]>([0, 20], [-10, 10], [5, -3])
});

describe('the bands of cuts', () => {
  it('cover the cells of the cut, in both views, by brute force', () => {
    fc.assert(
      fc.property(
        anyCut,
        anyArea,
        fc.array(fc.record({ x: energy(51, 149), y: energy(11, 209) }), { minLength: 20 }),
        (mapCut, axes, pixels) => {
          const at: IPlotArea = { ...place, ...axes };
          const shape = cutShape(mapCut, at);
          for (const pixel of pixels) {
            const inside = depth(mapCut, at, pixel);
            if (Math.abs(inside) > 1e-6) {
              expect(shape !== null && isIn(shape.band, pixel)).toBe(inside > 0);
            }
          }
        }
      )
    );
  });

  it('have their line and edges at the held energy, inside the plot area', () => {
    fc.assert(
      fc.property(anyCut, anyArea, (mapCut, axes) => {
        const at: IPlotArea = { ...place, ...axes };
        const shape = cutShape(mapCut, at);
        const found = [
          [shape?.line, 0.5],
          [shape?.low, 0],
          [shape?.high, 0]
        ] as const;
        for (const [segment, part] of found) {
          for (const pixel of segment ?? []) {
            expect(pixel.x).toBeGreaterThanOrEqual(50 - 1e-9);
            expect(pixel.x).toBeLessThanOrEqual(150 + 1e-9);
            expect(pixel.y).toBeGreaterThanOrEqual(10 - 1e-9);
            expect(pixel.y).toBeLessThanOrEqual(210 + 1e-9);
            if (mapCut.type !== 'line') {
              expect(depth(mapCut, at, pixel)).toBeCloseTo(part * mapCut.width, 6);
            }
          }
        }
      })
    );
  });

  it('positions on the map and on the axes agree', () => {
    fc.assert(
      fc.property(point, fc.constantFrom<MapPlane>('incident', 'transfer'), (entry, plane) => {
        const at: IPlotArea = { ...area, plane };
        const back = pointOf(at, placeOf(at, entry));
        expect(back.incident).toBe(entry.incident);
        expect(back.emission).toBeCloseTo(entry.emission, 9);
      })
    );
  });
});
