import fc from 'fast-check';
import { paintBands } from '../../../src/figures/bands';
import { colorTable } from '../../../src/figures/colormap';
import type { IRasterView } from '../../../src/figures/raster';
import type { RXESMap } from '../../../src/science';
import { makeMap } from '../plots/maps';

const gray = colorTable('gray');

/** Each pixel's gray level, top row first; −1 where it is transparent. */
function painted(map: RXESMap, levels: number[], patch: Partial<IRasterView>): number[][] {
  const view: IRasterView = {
    x: [-0.5, 2.5],
    y: [-0.5, 2.5],
    width: 3,
    height: 3,
    limits: [0, 4],
    scale: 'linear',
    table: gray,
    ...patch
  };
  const pixels = paintBands(map, view, levels);
  return Array.from({ length: view.height }, (_, v) =>
    Array.from({ length: view.width }, (_, u) => {
      const at = 4 * (v * view.width + u);
      return pixels[at + 3] === 0 ? -1 : pixels[at];
    })
  );
}

describe('bands between contours', () => {
  const slope = makeMap([0, 1, 2], [0, 1, 2], (_, j) => 2 * j);

  it('change where the intensity between the centres of cells reaches a level', () => {
    // 2Ω reaches 1 at Ω = 0.5 and 3 at Ω = 1.5; bands 0–1, 1–3, 3–4 have the grays of 0.5, 2 and 3.5
    const [row] = painted(slope, [1, 3], { x: [-0.5, 2.5], width: 12, y: [0.9, 1.1], height: 1 });
    expect(row).toEqual([32, 32, 32, 32, 128, 128, 128, 128, 223, 223, 223, 223]);
  });

  it('have one colour each, that of their middle along a logarithmic bar', () => {
    const map = makeMap([0, 1, 2], [0, 1], (_, j) => 10 ** j);
    const options = { limits: [1, 100] as const, scale: 'log' as const };
    const [row] = painted(map, [10], { ...options, y: [-0.5, 0.5], height: 1, width: 6 });
    // 1 to 10 and 10 to 100: a quarter and three quarters of the bar
    expect([...new Set(row)]).toEqual([64, 191]);
  });

  it('of a plane are the plane’s in both planes of a map', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1.9, noNaN: true }), level => {
        const size = { width: 16, height: 16 };
        const map = makeMap([0, 1, 2], [0, 1, 2], i => i); // the intensity is ω
        const values = painted(map, [level], { ...size, x: [0, 2], y: [0, 2] });
        const over = painted(map, [level], { ...size, x: [0, 2], y: [-2, 2], plane: 'transfer' });
        for (let v = 0; v < 16; v++) {
          for (let u = 0; u < 16; u++) {
            const [x, y] = [((u + 0.5) / 16) * 2, 2 - ((v + 0.5) / 16) * 2];
            const emission = x - (2 - ((v + 0.5) / 16) * 4);
            const isIn = emission >= -0.5 && emission < 2.5;
            const low = Math.round((level / 2 / 4) * 255);
            const high = Math.round(((level + 4) / 2 / 4) * 255);
            const of = (energy: number) => (Math.min(2, Math.max(0, energy)) >= level ? high : low);
            expect(values[v][u]).toBe(of(y));
            expect(over[v][u]).toBe(isIn ? of(emission) : -1);
          }
        }
      }),
      { seed: 4, numRuns: 20 }
    );
  });

  it('next to an empty cell are those of the cells, and an empty cell has none', () => {
    const map = makeMap([0, 1, 2], [0, 1, 2], (i, j) =>
      i === 1 && j === 1 ? NaN : 4 * (j > 0 ? 1 : 0)
    );
    expect(painted(map, [2], {})).toEqual([
      [64, 191, 191],
      [64, -1, 191],
      [64, 191, 191]
    ]);
  });

  it('next to a level outside the logarithm have their own colours', () => {
    const map = makeMap([0, 1, 2], [0, 1], (_, j) => [-1, 2, 50][j]);
    const options = { limits: [1, 100] as const, scale: 'log' as const };
    const [row] = painted(map, [0, 10], {
      ...options,
      x: [-0.2, 2.2],
      y: [-0.5, 0.5],
      height: 1,
      width: 24
    });
    // below 0 the darkest, then the middle of 1 to 10 and of 10 to 100
    expect([...new Set(row)]).toEqual([0, 64, 191]);
  });

  it('of levels outside the limits are all present', () => {
    expect(new Set(painted(slope, [-5, 9], {}).flat()).size).toBe(1);
    expect(painted(slope, [], {}).flat()).toEqual(Array(9).fill(128));
  });
});
