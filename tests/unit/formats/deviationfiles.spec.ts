import { spectrumOfScan } from '../../../src/analysis/steps/spectrum';
import { readTree } from '../../../src/formats';
import type { H5Dataset, H5Group } from '../../../src/formats/h5description';
import { dataGroup } from '../../../src/formats/nexusresult';
import {
  area,
  average,
  background,
  difference,
  moments,
  normaliseArea,
  normaliseReference,
  savitzkyGolay,
  stitch,
  type Spectrum
} from '../../../src/science';
import { covariance, pull } from '../../../src/science/uncertainty/sensitivity';
import { uncertaintyOf } from '../../../src/science/uncertainty/curve';
import type { SpectrumValue } from '../../../src/analysis/steps/values';
import { applied } from '../analysis/steps/applied';
import { dice, gaussian, measure } from '../science/montecarlo';
import { steps } from '../science/synthetic';
import { FakeTree, type FakeNode } from './faketree';

const energies = steps(9640, 0.3, 61);
const line = (e: number) => 100 + 2000 * gaussian(9648, 2)(e);
const scan = (seed: number, at = energies) => measure(at, line, dice(seed));

function valueOf({ value, shape = [] }: H5Dataset): FakeNode {
  if (!(value instanceof Float64Array)) {
    return String(value);
  }
  return shape.length > 1 ? { shape: [...shape], values: [...value] } : [...value];
}

/** A description of a file as its tree. */
function nodesOf(group: H5Group, at: string): Record<string, FakeNode> {
  const attributes = Object.entries(group.attributes).map(([name, value]): [string, FakeNode] => [
    `${at}@${name}`,
    Array.isArray(value) ? value.join(',') : String(value)
  ]);
  const members = Object.entries(group.members).flatMap(([name, node]): [string, FakeNode][] => {
    const path = `${at}/${name}`;
    if (node.kind === 'group') {
      return Object.entries(nodesOf(node, path));
    }
    if (node.kind === 'link') {
      return [];
    }
    const value = valueOf(node);
    const own = Object.entries(node.attributes).map(([key, of]): [string, FakeNode] => [
      `${path}@${key}`,
      String(of)
    ]);
    return [[path, value], ...own];
  });
  return Object.fromEntries([...attributes, ...members]);
}

/** Written into a NeXus file, optionally modified, and reread as a scan. */
function readBack(spectrum: Spectrum, spoil: (nodes: Record<string, FakeNode>) => void = () => {}) {
  const data = dataGroup({ kind: 'spectrum', name: 'x', axis: 'emission', spectrum });
  const nodes = nodesOf(data, '/entry/data');
  spoil(nodes);
  return readTree(
    new FakeTree({
      '/@default': 'entry',
      '/entry@default': 'data',
      '/entry@NX_class': 'NXentry',
      ...nodes
    })
  );
}

const curveIn = (read: ReturnType<typeof readBack>) => spectrumOfScan(read, null, 0).value.spectrum;

const exclude = [[9642, 9655]] as [number, number][];
const settings = { model: 'constant', exclude, weights: 'poisson', edges: [] } as const;

const smooth = () =>
  savitzkyGolay(normaliseArea(scan(1)).spectrum, { window: 7, order: 2 }).spectrum;

const made: [string, () => Spectrum][] = [
  ['normalised', () => normaliseArea(scan(1)).spectrum],
  ['over a reference', () => normaliseReference(scan(1), scan(9)).spectrum],
  ['smoothed', () => smooth()],
  ['interpolated', () => average([scan(1), scan(2, steps(9640.1, 0.3, 60))]).spectrum],
  ['joined', () => stitch(scan(1, steps(9640, 0.3, 35)), scan(2, steps(9648, 0.3, 40))).spectrum],
  [
    'over a background',
    () => {
      const found = background(scan(1), settings);
      return { energy: scan(1).energy, intensity: found.residual, ...found.deviations };
    }
  ]
];

describe('a curve in a NeXus file', () => {
  it.each(made)('preserves what its points share: %s', (_, make) => {
    const before = make();
    const scanRead = structuredClone(readBack(before));
    expect(scanRead.warnings).toEqual([]);
    const after = curveIn(scanRead);
    after.sigma.forEach((s, i) => expect(s).toBeCloseTo(before.sigma[i], 12));
    for (const take of [
      (spectrum: Spectrum) => area(spectrum, [9643, 9652]),
      (spectrum: Spectrum) => moments(spectrum, { range: [9641, 9655] }).m1,
      (spectrum: Spectrum) => area(normaliseArea(spectrum).spectrum, [9643, 9652]),
      (spectrum: Spectrum) => background(spectrum, settings).area
    ]) {
      const [one, other] = [take(before), take(after)];
      expect(other.value / one.value).toBeCloseTo(1, 9);
      expect(other.sigma / one.sigma).toBeCloseTo(1, 7);
    }
  });

  it('correlates with the scan that it was computed from', () => {
    const over = curveIn(readBack(normaliseArea(scan(1)).spectrum));
    const ones = new Float64Array(61).fill(1);
    const w = over.energy.map(e => (e < 9648 ? 1 : 0));
    const own = normaliseArea(scan(1)).spectrum;
    expect(
      covariance(pull(uncertaintyOf(over), w), pull(uncertaintyOf(scan(1)), ones))
    ).toBeCloseTo(covariance(pull(uncertaintyOf(own), w), pull(uncertaintyOf(scan(1)), ones)), 12);
    expect(Math.max(...difference(over, own).spectrum.sigma)).toBeLessThan(1e-12);
  });

  it('keeps of which measurement a shift is', () => {
    const shifted = (seed: number, measurement: string | null) => {
      const value = { kind: 'spectrum', axis: 'emission', spectrum: scan(seed) } as const;
      const parameters = { by: 0.3, sigma: 0.05, measurement };
      return (applied('shift', [value], parameters).values[0] as SpectrumValue).spectrum;
    };
    const flank = (one: Spectrum, other: Spectrum) => {
      const inputs = [one, other].map(spectrum => ({
        kind: 'spectrum' as const,
        axis: 'emission' as const,
        spectrum
      }));
      const { spectrum } = applied('difference', inputs).values[0] as SpectrumValue;
      return spectrum.sigma[spectrum.energy.findIndex(e => e >= 9646)];
    };
    const names: [string | null, string | null][] = [
      [null, null],
      ['Ω of "Monday"', 'Ω of "Monday"'],
      ['Monday', 'Tuesday']
    ];
    const [alike, named, apart] = names.map(([one, other]) => {
      const [a, b] = [shifted(1, one), shifted(2, other)];
      const own = flank(a, b);
      expect(flank(curveIn(readBack(a)), curveIn(readBack(b))) / own).toBeCloseTo(1, 6);
      return own;
    });
    expect(named / alike).toBeCloseTo(1, 9);
    expect(apart / alike).toBeGreaterThan(1.2);
  });

  it('as measured needs no more than its counts', () => {
    const data = dataGroup({ kind: 'spectrum', name: 'x', axis: 'emission', spectrum: scan(1) });
    expect(Object.keys(data.members)).not.toContain('uncertainty');
  });

  it.each<[string, (nodes: Record<string, FakeNode>) => void]>([
    [
      'a place beyond the base',
      nodes => (nodes['/entry/data/uncertainty/term_1/places'] = Array<number>(427).fill(61))
    ],
    [
      'starts that fall',
      nodes => (nodes['/entry/data/uncertainty/term_1/starts'] = [...Array(61).keys(), 3])
    ],
    ['another length', nodes => (nodes['/entry/data/uncertainty/term_1/right'] = [1, 2])],
    ['no base', nodes => (nodes['/entry/data/uncertainty/term_1@base'] = 'base_9')],
    [
      'none at all',
      nodes =>
        Object.keys(nodes)
          .filter(key => /uncertainty\/(term|base)/.test(key))
          .forEach(key => delete nodes[key])
    ],
    [
      'σ that was changed since',
      nodes => (nodes['/entry/data/uncertainty/base_1/variance'] = [...Array(61).keys()])
    ],
    ...(
      [
        ['NaN', 12, NaN],
        ['infinite', 12, Infinity],
        ['too large by 1 %', 2, 1.01],
        ['0', 12, 0]
      ] as const
    ).map(([name, at, factor]): [string, (nodes: Record<string, FakeNode>) => void] => [
      `one σ that is ${name}`,
      nodes => {
        const sigma = nodes['/entry/data/intensity_errors'] as number[];
        sigma[at] *= factor;
      }
    ]),
    ['another number of counts', nodes => (nodes['/entry/data/uncertainty/base_1/counts'] = [1])]
  ])('that is damaged is reported: %s', (_, spoil) => {
    const read = readBack(smooth(), spoil);
    const codes = read.warnings.map(({ code }) => code);
    expect(codes.filter(code => code !== 'spectrum/sigma-missing')).toEqual(['sigma/approximate']);
    expect(read.channels[0].deviations).toBeUndefined();
    expect(curveIn(read).sigma[3]).toBeCloseTo(smooth().sigma[3], 12);
  });

  it.each<[string, (y: number) => number]>([
    ['scaled', y => 1.3 * y],
    ['moved', y => y + 0.003],
    ['turned over', y => -y]
  ])('whose intensity was %s by another program is reported', (_, change) => {
    const read = readBack(smooth(), nodes => {
      nodes['/entry/data/intensity'] = (nodes['/entry/data/intensity'] as number[]).map(change);
    });
    expect(read.warnings.map(({ code }) => code)).toEqual(['sigma/approximate']);
    expect(read.channels[0].deviations).toBeUndefined();
    expect(curveIn(read).intensity[30]).toBe(change(smooth().intensity[30]));
  });

  it('from before the hash of the intensity is accepted unchanged', () => {
    const read = readBack(smooth(), nodes => {
      delete nodes['/entry/data/uncertainty@intensity_hash'];
    });
    expect(read.warnings).toEqual([]);
    expect(read.channels[0].deviations).toBeDefined();
  });

  it('preserves what its points share if some have no intensity', () => {
    const { intensity, ...rest } = smooth();
    const read = readBack({ ...rest, intensity: intensity.map((y, i) => (i === 9 ? NaN : y)) });
    expect(read.warnings.map(({ code }) => code)).toEqual(['scan/bad-points']);
    expect(read.channels[0].deviations).toBeDefined();
  });
});

describe('counts in a NeXus file', () => {
  const data = '/entry/data';
  const changed =
    (name: string, change: (value: number, i: number) => number) =>
    (nodes: Record<string, FakeNode>) => {
      const node = nodes[`${data}/${name}`] as number[] | { shape: number[]; values: number[] };
      nodes[`${data}/${name}`] = Array.isArray(node)
        ? node.map(change)
        : { ...node, values: node.values.map(change) };
    };

  it('are those of the points as they were written', () => {
    const read = readBack(scan(1));
    expect(read.warnings).toEqual([]);
    expect([...curveIn(read).counts!]).toEqual([...scan(1).counts!]);
  });

  it.each<[string, (nodes: Record<string, FakeNode>) => void]>([
    ['a scaled intensity', changed('intensity', y => 1.3 * y)],
    ['one other intensity', changed('intensity', (y, i) => (i === 7 ? 1.001 * y : y))],
    ['a larger σ', changed('intensity_errors', s => 1.5 * s)],
    ['one σ that masks a point', changed('intensity_errors', (s, i) => (i === 7 ? 1e6 : s))],
    ['other counts', changed('counts', n => n + 1)],
    ['another monitor', changed('monitor', i1 => 2 * i1)]
  ])('that another program has changed are left out, which is said: %s', (_, spoil) => {
    const read = readBack(scan(1), spoil);
    expect(read.warnings.map(({ code }) => code)).toEqual(['sigma/approximate']);
    const { counts, sigma, intensity } = curveIn(read);
    expect(counts).toBeNull();
    const nodes = nodesOf(
      dataGroup({ kind: 'spectrum', name: 'x', axis: 'emission', spectrum: scan(1) }),
      data
    );
    spoil(nodes);
    expect([...sigma]).toEqual(nodes[`${data}/intensity_errors`]);
    expect([...intensity]).toEqual(nodes[`${data}/intensity`]);
  });

  it('of before the hash, and of others, are taken as they are', () => {
    const spoil = (nodes: Record<string, FakeNode>) => {
      delete nodes[`${data}/counts@points_hash`];
      changed('intensity_errors', s => 1.5 * s)(nodes);
    };
    const read = readBack(scan(1), spoil);
    expect(read.warnings).toEqual([]);
    expect(curveIn(read).sigma[30] / scan(1).sigma[30]).toBeCloseTo(1.5, 9);
    expect(curveIn(read).counts).not.toBeNull();
  });

  it('are said once where what points share does not fit either', () => {
    const mean = average([scan(1), scan(2, steps(9640.1, 0.3, 60))], {
      estimator: 'ratio-of-sums'
    }).spectrum;
    const read = readBack(
      mean,
      changed('intensity', y => 2 * y)
    );
    expect(read.warnings.map(({ code }) => code)).toEqual(['sigma/approximate']);
    expect(curveIn(read).counts).toBeNull();
  });

  it.each(['incident', 'transfer'] as const)('of a map are noticed too: over %s', view => {
    const axis = (from: number, n: number) => Float64Array.from({ length: n }, (_, i) => from + i);
    const counts = Float64Array.from({ length: 12 }, (_, i) => 10 + 7 * i);
    const monitor = counts.map((_, i) => 1000 + i);
    const map = {
      incident: axis(9660, 3),
      emission: axis(8640, 4),
      intensity: counts.map((n, i) => n / monitor[i]),
      sigma: counts.map((n, i) => Math.sqrt(n) / monitor[i]),
      counts,
      monitor
    };
    const read = (spoil: (nodes: Record<string, FakeNode>) => void) => {
      const nodes = nodesOf(dataGroup({ kind: 'map', name: 'x', map, view }), data);
      spoil(nodes);
      return readTree(
        new FakeTree({
          '/@default': 'entry',
          '/entry@default': 'data',
          '/entry@NX_class': 'NXentry',
          ...nodes
        })
      );
    };
    const codes = (spoil: (nodes: Record<string, FakeNode>) => void) =>
      read(spoil).warnings.map(({ code }) => code);
    expect(codes(() => {})).toEqual([]);
    expect(codes(changed('intensity_errors', s => 2 * s))).toEqual(['sigma/approximate']);
    expect(codes(changed('intensity', y => y + 1))).toEqual(['sigma/approximate']);
  });
});
