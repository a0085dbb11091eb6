import { defaultMapView } from '../../../../src/analysis/document/index';
import type { IClip, Item } from '../../../../src/figures/paper/display';
import { pageOf, type IPageOptions, type IPaperPlot } from '../../../../src/figures/paper/page';
import { mapFigure } from '../../../../src/figures/maps/mapfigure';
import { lightTheme } from '../../../../src/figures/theme';
import { profilesFigure } from '../../../../src/figures/profiles/profilefigure';
import { besideMap } from '../../../../src/figures/profiles/besidemap';
import { curveOf } from '../../plots/drawn';

const options: IPageOptions = {
  width: 400,
  height: 300,
  fontSize: 8,
  style: 'paper',
  dpi: 72,
  hasCuts: true
};
const axes = {
  incident: Float64Array.from({ length: 10 }, (_, i) => 9658 + i),
  emission: Float64Array.from({ length: 20 }, (_, i) => 8628 + i),
  noise: 1e-4,
  unit: 'counts / monitor'
};
const sizes: { width: number; height: number }[] = [];
const map: IPaperPlot = {
  place: { x: 0, y: 0.3, width: 0.7, height: 0.7 },
  figure: () => mapFigure(axes, defaultMapView, [0, 1], lightTheme),
  map: {
    plane: 'incident',
    cuts: [{ type: 'CEE', at: 8635, width: 2, color: '#d95f02' }],
    contours: null,
    paint: ({ width, height }) => {
      sizes.push({ width, height });
      return Promise.resolve({ width: 1, height: 1, data: new Uint8ClampedArray(4) });
    }
  }
};

function profile(along: 'x' | 'y'): IPaperPlot {
  const energy = Float64Array.from({ length: 20 }, (_, i) =>
    along === 'x' ? 9658 + i / 2 : 8628 + i
  );
  const data = {
    axis: 'incident' as const,
    energy,
    intensity: energy,
    sigma: energy.map(() => NaN)
  };
  const range = [energy[0], energy[19]] as const;
  const frame = { along, range, margins: [10, 10] as const, plane: 'incident' as const };
  const place = { x: 0.7, y: 0.3, width: 0.3, height: 0.7 };
  return {
    place: along === 'x' ? { x: 0, y: 0, width: 0.7, height: 0.3 } : place,
    figure: () =>
      besideMap(
        profilesFigure([curveOf('cut', data)], '', lightTheme, { width: 400, height: 200 }),
        frame,
        'ω = 8635 ± 1'
      ),
    beside: { plot: map, along }
  };
}

function isClip(item: Item): item is IClip {
  return item.kind === 'clip';
}

it('profiles on a page are aligned with the map next to them, whatever their labels need', async () => {
  const { items } = await pageOf([profile('x'), map, profile('y')], options);
  const [pixels, , , along, up] = items.filter(isClip); // of the map: pixels, curves, cuts
  expect(pixels.items.map(({ kind }) => kind)).toEqual(['image']);
  expect(along.x).toBeCloseTo(pixels.x, 9);
  expect(along.width).toBeCloseTo(pixels.width, 9);
  expect(up.y).toBeCloseTo(pixels.y, 9);
  expect(up.height).toBeCloseTo(pixels.height, 9);
});

it('no text on a page leaves it', async () => {
  const { items } = await pageOf([profile('x'), map, profile('y')], options);
  const texts = items.flatMap(item => (item.kind === 'text' ? [item] : []));
  expect(texts.length).toBeGreaterThan(15);
  texts.forEach(({ x, y, text }) => {
    expect([text, x >= 0 && x <= 400 && y >= 0 && y <= 300]).toEqual([text, true]);
  });
});

it('pixels of a map have the requested resolution, and cuts can be left out', async () => {
  sizes.length = 0;
  const cutsIn = ({ items }: { items: readonly Item[] }) =>
    items
      .filter(isClip)
      .filter(clip => clip.items.some(item => item.kind === 'path' && item.opacity === 0.25));
  expect(cutsIn(await pageOf([map], options))).toHaveLength(1);
  expect(cutsIn(await pageOf([map], { ...options, hasCuts: false, dpi: 144 }))).toHaveLength(0);
  const [usual, fine] = sizes;
  expect(Math.abs(fine.width - 2 * usual.width)).toBeLessThanOrEqual(1);
  expect(Math.abs(fine.height - 2 * usual.height)).toBeLessThanOrEqual(1);
});

it('a page of too many pixels is refused before its maps are painted', async () => {
  const before = sizes.length;
  const large = { ...options, width: 2835, height: 2835, dpi: 1200 };
  await expect(pageOf([map], large)).rejects.toMatchObject({ code: 'figure/too-large' });
  expect(sizes).toHaveLength(before);
});
