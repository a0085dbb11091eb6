import { defaultView, type MapView, type StepEntry } from '../../../../src/analysis/document/index';
import { plotsOf, type IPaperPlot } from '../../../../src/figures/paper/index';
import { profileGrid } from '../../../../src/figures/paper/profilegrid';
import type { RXESMap } from '../../../../src/science';
import { makeMap } from '../../plots/maps';

const contours = { count: 3, scale: 'linear', labels: false, filled: false } as const;

/** A row of cells with a noise. */
function row(values: number[], sigma: number): RXESMap {
  const map = makeMap([...values.keys()], [0], (_, j) => values[j]);
  return { ...map, sigma: map.sigma.fill(sigma) };
}

const fine = row([4, 5, 6, 10], 0.01);
const coarse = row([4, 5, 6, 80], 1);
const empty = row([NaN, NaN, NaN, NaN], NaN);
const flat = row([7, 7, 7, 7], NaN);

interface IGiven {
  maps?: readonly RXESMap[];
  patch?: Partial<MapView>;
  steps?: readonly StepEntry[];
  ids?: readonly string[];
  hasProfiles?: boolean;
}

function plots({
  maps = [fine, coarse, empty, flat],
  patch = {},
  steps = [],
  ids,
  hasProfiles
}: IGiven) {
  const view = defaultView();
  const document = { steps, view: { ...view, map: { ...view.map, percentile: null, ...patch } } };
  const values = maps.map((map, i) => {
    const key = ids?.[i] ?? `s${i + 1}`;
    return { ref: { id: key }, key, label: key, color: '#000000', value: { kind: 'map', map } };
  });
  type Values = Parameters<typeof plotsOf>[0]['values'];
  const shown = { values: values as Values, colorOf: () => '#ff0000', style: 'paper' as const };
  return plotsOf({ document, ...shown, hasProfiles: hasProfiles ?? false }).plots;
}

/** The colours of the cells of a map, as red, green and blue. */
async function colors({ map }: IPaperPlot): Promise<string[]> {
  const request = {
    plane: 'incident',
    x: [-0.5, 3.5],
    y: [-0.5, 0.5],
    width: 4,
    height: 1
  } as const;
  const pixels = await map?.paint(request);
  return [0, 4, 8, 12].map(at => pixels?.data.slice(at, at + 3).join() ?? '');
}

function limitsOf({ figure }: IPaperPlot): unknown {
  const bar = figure({ width: 100, height: 100 }).data.find(({ marker }) => marker);
  const { cmin, cmax } = bar?.marker as { cmin: number; cmax: number };
  return [cmin, cmax];
}

describe('maps of a figure that share their limits', () => {
  it('have equal colours for equal intensities with symlog, whatever the noise of each', async () => {
    const [one, other] = await Promise.all(
      plots({ patch: { scale: 'symlog', sameLimits: true } }).map(colors)
    );
    expect(one.slice(0, 3)).toEqual(other.slice(0, 3));
    const [own, ofOther] = await Promise.all(plots({ patch: { scale: 'symlog' } }).map(colors));
    expect(own[2]).not.toBe(ofOther[2]);
  });

  it('have colour bars over the range of their cells: nothing of a map without an intensity', () => {
    expect(plots({ patch: { sameLimits: true } }).map(limitsOf)).toEqual(Array(4).fill([4, 80]));
    const alone = plots({ maps: [row([5, 6, 7, 7], 1), flat], patch: { sameLimits: true } });
    expect(alone.map(limitsOf)).toEqual(Array(2).fill([5, 7]));
  });

  it('have the same contours', () => {
    const levels = (patch: Partial<MapView>) =>
      plots({ maps: [fine, coarse], patch }).map(({ map }) => map?.contours?.lines.levels);
    expect(levels({ contours, sameLimits: true })).toEqual(Array(2).fill([23, 42, 61]));
    expect(levels({ contours })).toEqual([
      [5.5, 7, 8.5],
      [23, 42, 61]
    ]);
  });
});

describe('cuts over the maps of a figure', () => {
  const cut = (id: string, from: StepEntry['from']): StepEntry => ({
    id,
    step: 'cut',
    from,
    parameters: { type: 'CIE', at: 1, width: 1 }
  });
  const steps: StepEntry[] = [
    { id: 'average-1', step: 'average', from: ['scans'], parameters: {} },
    cut('all', ['scans']),
    cut('some', [{ id: 'scans', only: ['s2'] }]),
    cut('of-one', ['s1']),
    cut('of-step', ['average-1'])
  ];
  const idsOn = ({ map }: IPaperPlot) =>
    map?.cuts.map(coloredCut => (coloredCut as { id?: string }).id);

  it('are those of the viewer: on a scan those of the scans, on a step its own too', () => {
    const maps = [fine, fine, fine];
    const ids = ['s1', 's2', 'average-1'];
    expect(plots({ maps, ids, steps }).map(idsOn)).toEqual([
      ['all'],
      ['all', 'some'],
      ['all', 'some', 'of-step']
    ]);
  });

  it('have their profiles as in the viewer: along Ω above the map, along ω at its right', () => {
    const [map, ...profiles] = plots({ maps: [wide], steps: both, hasProfiles: true });
    expect(profiles.map(({ beside }) => [beside?.plot === map, beside?.along])).toEqual([
      [true, 'y'],
      [true, 'x']
    ]);
    const [side, above] = profiles.map(({ place }) => place);
    expect([side.x, side.y]).toEqual([map.place.width, map.place.y]);
    expect([above.x, above.y, above.width]).toEqual([0, 0, map.place.width]);
    expect(above.height + map.place.height).toBeCloseTo(1, 9);
    const [{ x, y, line }] = profiles.map(
      ({ figure }) => figure({ width: 90, height: 200 }).data[0]
    );
    expect([[...(x as number[])], [...(y as number[])], line]).toMatchObject([
      [1, 11, 21],
      [0, 1, 2],
      { color: '#ff0000' }
    ]);
  });

  it('have no profiles if these are closed, or switched off', () => {
    const count = (options: IGiven) => plots({ maps: [wide], steps: both, ...options }).length;
    expect(count({ hasProfiles: false })).toBe(1);
    expect(count({ hasProfiles: true, patch: { profiles: { closed: ['CIE'] } } })).toBe(2);
    expect(count({ hasProfiles: true, patch: { profiles: { closed: ['CIE', 'CEE'] } } })).toBe(1);
  });

  it('of several maps have the profiles of all in one plot, in a row below', () => {
    const all = plots({ maps: [wide, wide], steps: both, hasProfiles: true });
    const profiles = all.slice(2);
    expect(profiles.map(({ beside, place: { x, width } }) => [beside, x, width])).toEqual([
      [undefined, 0, 0.5],
      [undefined, 0.5, 0.5]
    ]);
    expect(Math.max(...all.slice(0, 2).map(({ place }) => place.y + place.height))).toBeCloseTo(
      profiles[0].place.y,
      9
    );
    const { data } = profiles[0].figure({ width: 400, height: 200 });
    expect(data.filter(({ mode }) => mode).map(({ name }) => name)).toEqual(['s1', 's2']);
  });
});

const wide = makeMap([0, 1, 2, 3], [0, 1, 2], (i, j) => i * 10 + j);
const both = (['CIE', 'CEE'] as const).map((type): StepEntry => {
  return { id: type, step: 'cut', from: ['scans'], parameters: { type, at: 1, width: 0.5 } };
});

describe('the layout of a map and its profiles', () => {
  it.each([
    [[], 'around', 0.8],
    [['CEE'], 'around', 1.2],
    [['CIE', 'CEE'], 'below', 0.909],
    [['CIE', 'CEE', 'line'], 'right', 0.9],
    [['CIE', 'line'], 'around', 0.909],
    [['line'], 'around', 0.606]
  ] as const)('%j %s', (kinds, place, ratio) => {
    const { places, ...found } = profileGrid(new Set(kinds), place);
    expect(found.ratio).toBeCloseTo(ratio, 3);
    expect([...places.keys()].sort()).toEqual([...kinds, 'main'].sort());
    const boxes = [...places.values()];
    // none overlaps another, or leaves the page
    const all = boxes.reduce((sum, { width, height }) => sum + width * height, 0);
    const corner = place !== 'right' && kinds.length === 2 && !kinds.includes('line' as never);
    expect(all).toBeCloseTo(corner ? 1 - (1.6 / 6.6) * (2 / 6) : 1, 9);
  });
});
