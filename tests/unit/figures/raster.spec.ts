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

  it('leaves what was not measured and what lies outside transparent', () => {
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
