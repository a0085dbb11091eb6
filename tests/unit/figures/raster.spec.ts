import * as fc from 'fast-check';
import { colorTable } from '../../../src/figures/colormap';
import { paint, type IRasterView } from '../../../src/figures/raster';
import { makeMap } from '../plots/maps';

const gray = colorTable('gray');

/** Each pixel's gray level, top row first; −1 where it is transparent. */
function levels(map: ReturnType<typeof makeMap>, view: Partial<IRasterView>): number[][] {
  const all: IRasterView = {
    x: [-0.5, 1.5],
    y: [-0.5, 1.5],
    width: 2,
    height: 2,
    limits: [0, 1],
    scale: 'linear',
    table: gray,
    ...view
  };
  const pixels = paint(map, all);
  expect(pixels).toHaveLength(4 * all.width * all.height);
  return Array.from({ length: all.height }, (_, v) =>
    Array.from({ length: all.width }, (_, u) => {
      const at = 4 * (v * all.width + u);
      return pixels[at + 3] === 0 ? -1 : pixels[at];
    })
  );
}

describe('paint', () => {
  it('puts the lowest emission at the bottom and the lowest incident at the left', () => {
    const map = makeMap([0, 1], [0, 1], (i, j) => (2 * i + j) / 3);
    expect(levels(map, {})).toEqual([
      [170, 255],
      [0, 85]
    ]);
  });

  it('leaves unmeasured cells and the outside transparent', () => {
    const map = makeMap([0, 1], [0, 1], (i, j) => (i === 1 && j === 0 ? NaN : 1));
    expect(levels(map, {})).toEqual([
      [-1, 255],
      [255, 255]
    ]);
    expect(levels(map, { x: [-2.5, 1.5], width: 4, y: [-0.5, 0.5], height: 1 })).toEqual([
      [-1, -1, 255, 255]
    ]);
  });

  it('gives each cell its own width: borders lie midway between energies', () => {
    const map = makeMap([0, 1, 5], [0, 1], (_, j) => j / 2);
    // borders −0.5, 0.5, 3, 7 over 15 half-eV pixels
    const [row] = levels(map, { x: [-0.5, 7], width: 15, y: [-0.5, 0.5], height: 1 });
    expect(row).toEqual([0, 0, 128, 128, 128, 128, 128, ...Array<number>(8).fill(255)]);
  });

  it('clips to the limits', () => {
    const map = makeMap([0, 1], [0, 1], (_, j) => (j === 0 ? -7 : 7));
    expect(levels(map, { limits: [0, 1] })[0]).toEqual([0, 255]);
  });

  it('spreads decades evenly on a logarithmic scale; zero is the darkest', () => {
    const map = makeMap([0, 1, 2, 3], [0, 1], (_, j) => [0, 1, 10, 100][j]);
    const view = { x: [-0.5, 3.5] as [number, number], width: 4, limits: [1, 100] as const };
    expect(levels(map, { ...view, limits: [...view.limits], scale: 'log' })[0]).toEqual([
      0, 0, 128, 255
    ]);
  });
});

/**
 * The level of each pixel of a sheared map, cell by cell: the cell with the nearest Ω and Δ,
 * divided at midpoints.
 */
function byHand(map: ReturnType<typeof makeMap>, view: IRasterView): number[][] {
  const { incident, emission, intensity } = map;
  const within = (energies: Float64Array, i: number, at: number) => {
    const last = energies.length - 1;
    const step = (k: number) => (energies[k + 1] - energies[k]) / 2;
    const low = energies[i] - step(i > 0 ? i - 1 : 0);
    const high = energies[i] + step(i < last ? i : last - 1);
    return at >= low && at < high;
  };
  return Array.from({ length: view.height }, (_, v) =>
    Array.from({ length: view.width }, (_, u) => {
      const x = view.x[0] + ((u + 0.5) / view.width) * (view.x[1] - view.x[0]);
      const y = view.y[1] - ((v + 0.5) / view.height) * (view.y[1] - view.y[0]);
      for (let j = 0; j < incident.length; j++) {
        for (let i = 0; i < emission.length; i++) {
          // over Δ the cell covers Ω_j − ω, for all ω of the cell
          const at = view.plane === 'transfer' ? incident[j] - y : y;
          if (within(incident, j, x) && within(emission, i, at)) {
            const value = intensity[i * incident.length + j];
            return Number.isNaN(value) ? -1 : Math.round(255 * value);
          }
        }
      }
      return -1;
    })
  );
}

describe('paint, over whichever energy', () => {
  it('shears each column of cells to its Δ', () => {
    const map = makeMap([10, 11], [5, 6], (i, j) => (2 * i + j) / 3);
    // Ω 10: ω 6 at Δ 4, ω 5 at Δ 5; Ω 11: ω 6 at Δ 5, ω 5 at Δ 6
    const view = { plane: 'transfer' as const, x: [9.5, 11.5] as const, y: [3.5, 6.5] as const };
    expect(levels(map, { ...view, width: 2, height: 3 })).toEqual([
      [-1, 85],
      [0, 255],
      [170, -1]
    ]);
  });

  it('is right in each pixel, whatever the steps, and next to unmeasured cells', () => {
    const steps = (start: number) =>
      fc
        .array(fc.constantFrom(0.25, 0.5, 1, 2.5), { minLength: 1, maxLength: 6 })
        .map(all => all.reduce((axis, step) => [...axis, axis[axis.length - 1] + step], [start]));
    fc.assert(
      fc.property(
        steps(100),
        steps(40),
        fc.array(fc.constantFrom(0, 0.25, 1, NaN), { minLength: 49, maxLength: 49 }),
        fc.double({ min: 98.03, max: 103, noNaN: true }),
        fc.double({ min: 45.07, max: 62, noNaN: true }),
        fc.double({ min: 0.71, max: 12, noNaN: true }),
        fc.constantFrom('incident' as const, 'transfer' as const),
        (incident, emission, values, left, bottom, size, plane) => {
          const map = makeMap(incident, emission, (i, j) => values[7 * i + j]);
          const view: IRasterView = {
            plane,
            x: [left, left + size],
            // ω lies about 40 eV, Δ about 60
            y: [bottom, bottom + 1.7 * size].map(
              value => value - (plane === 'incident' ? 8 : 0)
            ) as [number, number],
            width: 9,
            height: 13,
            limits: [0, 1],
            scale: 'linear',
            table: gray
          };
          expect(levels(map, view)).toEqual(byHand(map, view));
        }
      )
    );
  });
});
