import { defaultMapView, type MapView } from '../../../src/analysis/document';
import { drawnValue } from '../../../src/compute/drawn';
import { pictureOf } from '../../../src/compute/pictures';
import type { DrawnMap } from '../../../src/compute/types';
import type { ShownMap } from '../../../src/model';
import type { RXESMap } from '../../../src/science';
import { choiceOf } from '../../../src/widgets/mapcontours';
import { drawnViewOf, symlogNoise } from '../../../src/widgets/sharedcolors';
import { makeMap } from '../plots/maps';

const contours = { count: 3, scale: 'linear', labels: false, filled: false } as const;

/** A row of cells with a noise. */
function row(values: number[], sigma: number): RXESMap {
  const map = makeMap([...values.keys()], [0], (_, j) => values[j]);
  return { ...map, sigma: map.sigma.fill(sigma) };
}

const fine = row([0, 2, 5, 10], 0.01);
const coarse = row([0, 2, 5, 80], 1);
const empty = row([NaN, NaN, NaN, NaN], NaN);
const all = [fine, coarse, empty];

function shown(map: RXESMap, at: number): ShownMap & { map: DrawnMap } {
  const drawn = drawnValue({ kind: 'map', map }) as DrawnMap;
  const name = `m${at}`;
  const item = { ref: { id: name }, key: name, label: name, color: '#000000', name };
  const isActive = at === 0;
  return { ...item, isActive, isStale: false, map: drawn, valueKey: name, error: null };
}

const maps = all.map(shown);
const modelOf = (patch: Partial<MapView>) =>
  ({
    mapsShown: { maps, left: 0 },
    view: { map: { ...defaultMapView, ...patch } }
  }) as unknown as Parameters<typeof symlogNoise>[0];

/** The colours of the cells of each map, as red, green and blue; null where a cell is transparent. */
async function colors(patch: Partial<MapView>): Promise<(string | null)[][]> {
  const model = modelOf(patch);
  return Promise.all(
    maps.map(async ({ map }, i) => {
      const { contours: own, scale, colorMap } = drawnViewOf(model, map);
      const noise = symlogNoise(model, map);
      const { pixels } = await pictureOf(all[i], {
        valueKey: '',
        x: [-0.5, 3.5],
        y: [-0.5, 0.5],
        width: 4,
        height: 1,
        colors: { colorMap, scale, limits: [0, 80], percentile: null, noise },
        ...(own?.filled ? { filled: choiceOf(own) } : {})
      });
      return [0, 4, 8, 12].map(at =>
        pixels?.[at + 3] === 255 ? pixels.slice(at, at + 3).join() : null
      );
    })
  );
}

describe('colours of maps that share their limits', () => {
  it('are equal for equal intensities with symlog, whatever the noise of each', async () => {
    const [one, other] = await colors({ scale: 'symlog', sameLimits: true });
    expect(one.slice(0, 3)).toEqual(other.slice(0, 3));
    expect(new Set([...one, other[3]]).size).toBe(5);
    const [own, ofOther] = await colors({ scale: 'symlog' });
    expect(own[1]).not.toBe(ofOther[1]);
    expect(own[2]).not.toBe(ofOther[2]);
  });

  it('are equal between filled contours too, which lie between the intensities of all', async () => {
    const filled = { ...contours, filled: true };
    const [one, other] = await colors({ contours: filled, sameLimits: true });
    expect(one.slice(0, 3)).toEqual(other.slice(0, 3));
    const [own, ofOther] = await colors({ contours: filled });
    expect(own[2]).not.toBe(ofOther[2]);
  });

  it('are linear below the largest noise of all, of which an empty map has none', () => {
    const model = modelOf({ scale: 'symlog', sameLimits: true });
    expect(maps.map(({ map }) => symlogNoise(model, map))).toEqual([1, 1, 1]);
    expect(maps.map(({ map }) => symlogNoise(modelOf({}), map))).toEqual([0.01, 1, 1]);
    const pinned = modelOf({ scale: 'symlog', limits: [0, 9] });
    expect(maps.map(({ map }) => symlogNoise(pinned, map))).toEqual([1, 1, 1]);
  });
});

describe('contours of maps that share their limits', () => {
  const levels = (patch: Partial<MapView>) =>
    maps.map(({ map }) => drawnViewOf(modelOf(patch), map).contours?.levels);

  it('are those of all intensities, in equal steps or ratios', () => {
    expect(levels({ contours, sameLimits: true })).toEqual(Array(3).fill([20, 40, 60]));
    const ratios = levels({ contours: { ...contours, scale: 'log' }, sameLimits: true })[0];
    ratios?.forEach((level, k) => expect(level).toBeCloseTo(2 * 40 ** ((k + 1) / 4), 9));
    expect(ratios).toHaveLength(3);
  });

  it('stay separate, or as typed, which are the same anyway', () => {
    expect(levels({ contours })).toEqual([undefined, undefined, undefined]);
    const typed = { ...contours, levels: [3, 4] };
    expect(levels({ contours: typed, sameLimits: true })).toEqual(Array(3).fill([3, 4]));
  });

  it('are the same object until they change, for consumers compare by identity', () => {
    const model = modelOf({ contours, sameLimits: true });
    expect(drawnViewOf(model, maps[0].map)).toBe(drawnViewOf(model, maps[1].map));
  });
});
