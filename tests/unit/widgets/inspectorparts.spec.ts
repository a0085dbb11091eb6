import { steps } from '../../../src/analysis/steps';
import type { DrawnMap } from '../../../src/compute/types';
import { scanFacts } from '../../../src/formats/scanfacts';
import { loadCatalog, type Catalog } from '../../../src/widgets/inspector/catalog';
import { choicesFor, searched, type IRowKind } from '../../../src/widgets/inspector/choices';
import { firstValues, type IStart } from '../../../src/widgets/inspector/firstvalues';
import { factsOf, matching } from '../../../src/widgets/inspector/facts';
import { fromOf } from '../../../src/widgets/inspector/from';
import { measured, compactNumber } from '../../../src/base/measured';
import { tsv } from '../../../src/analysis/output/tsv';
import { numbersTsv } from '../../../src/widgets/inspector/numberstsv';
import { xesScan } from './scans';

/** A scan that has been read, without its facts. */
const read = {
  id: 's1',
  path: 'a.nxs',
  state: 'ready',
  error: null,
  progress: null,
  cost: null
} as const;

describe('numbers for people', () => {
  it.each([
    [9654.4812, 0.0617, '9654.48 ± 0.06'],
    [15.31, 1.74, '15.3 ± 1.7'],
    [2.7312, 0.2914, '2.73 ± 0.29'],
    [0.01092, 0.00041, '0.0109 ± 0.0004'],
    [39071, 198, '39070 ± 200'],
    [1.2345, 0.0962, '1.23 ± 0.10'],
    [-3.9e-6, 3.1e-7, '(−3.90 ± 0.31)·10⁻⁶'],
    [1e-9, 2e-6, '(0.0 ± 2.0)·10⁻⁶'],
    [-0.0001, 0.6, '0.0 ± 0.6'],
    [12345678, 120, '(1.234568 ± 0.000012)·10⁷'],
    [9654.123456789, null, '9654.123'],
    [1.5e-12, null, '1.5·10⁻¹²'],
    [0, null, '0'],
    [5, 0, '5'],
    [5, NaN, '5 ± ?'],
    [NaN, 1, '–']
  ])('%s with σ %s', (value, sigma, text) => {
    expect(measured({ value, sigma })).toBe(text);
  });

  it.each([
    [9654.481, 0.061, '9654.48(6)'],
    [-1.82e-6, 0.4e-6, '−1.8(4)·10⁻⁶'],
    [0.00012, 0.017, '0.000(17)'],
    [1234, 120, '1230(120)'],
    [12.34, 1.2, '12.3(12)'],
    [0.5, null, '0.5'],
    [0.5, NaN, '0.5 ± ?'],
    [NaN, 1, '–']
  ])('has σ in its last digits if there is little room: %p ± %p', (value, sigma, text) => {
    expect(compactNumber({ value, sigma })).toBe(text);
  });

  it('are copied with all digits, one column for each cell, whatever its text', () => {
    const numbers = {
      area: { value: 1 / 3, sigma: 1e-17, unit: 'eV' },
      none: { value: NaN, sigma: null, unit: '' }
    };
    expect(numbersTsv([{ label: 'a\tb\n', numbers }])).toBe(
      'item\tname\tvalue\tsigma\tunit\n' +
        'a b \tarea\t0.3333333333333333\t1e-17\teV\n' +
        'a b \tnone\t\t\t\n'
    );
    expect(tsv([])).toBe('');
  });
});

describe('facts', () => {
  it('are found by all words of a query, in names and values', () => {
    const facts = [
      ['Crystal upper', 'Si (642)'],
      ['Crystal lower', 'Ge (555)'],
      ['Sample', 'Ge foil']
    ] as const;
    expect(matching(facts, ' ge CRYSTAL ')).toEqual([facts[1]]);
    expect(matching(facts, '')).toEqual(facts);
    expect(matching(facts, 'iron')).toEqual([]);
  });

  it('have times that break between day and hour, and others unchanged', () => {
    const timesOf = (startTime: string) => {
      const scan = xesScan();
      const facts = scanFacts({ ...scan, metadata: { ...scan.metadata, startTime } });
      return factsOf({ ...read, facts }).find(([name]) => name === 'Start')?.[1];
    };
    expect(timesOf('2025-10-13T04:21:54.977+01')).toBe('2025-10-13 04:21:54+01');
    expect(timesOf('Monday')).toBe('Monday');
  });

  it('have the arms, and the counting time of a point, if the file states it', () => {
    const [arm] = xesScan().channels;
    const scan = { ...xesScan(), channels: [{ ...arm, name: 'upper' }] };
    const of = (time: number[] | null) => {
      const times = time && Float64Array.from(time);
      const facts = new Map(factsOf({ ...read, facts: scanFacts({ ...scan, time: times }) }));
      return [facts.get('Arm'), facts.get('Time per point (s)')];
    };
    expect(of([1, 1.00004, NaN])).toEqual(['upper', '1']);
    expect(of([0.5, 2])).toEqual(['upper', '0.5 to 2']);
    expect(of(null)).toEqual(['upper', undefined]);
  });
});

describe('facts of files of any facility', () => {
  const factsWith = (name: string, facility: string, bytes: number) => {
    const [channel] = xesScan().channels;
    const facts = scanFacts({ ...xesScan(), facility, channels: [{ ...channel, name }] });
    const cost = { bytes, requests: 1, milliseconds: 1 };
    return new Map(factsOf({ ...read, cost, facts }));
  };

  it('call a channel an arm only if it is one of a spectrometer', () => {
    expect(factsWith('lower', 'x', 1).get('Arm')).toBe('lower');
    const facts = factsWith('albaem-01_ch1', 'x', 1);
    expect([facts.get('Channel'), facts.get('Arm')]).toEqual(['albaem-01_ch1', undefined]);
  });

  it('omit an unknown facility, and have readable bytes', () => {
    const facts = factsWith('default', 'unknown', 5518);
    expect([facts.has('Facility'), facts.get('Read')]).toEqual([false, '5.5 kB']);
    expect(factsWith('default', 'ESRF (BLISS)', 1).get('Facility')).toBe('ESRF (BLISS)');
  });
});

describe('rows as the inputs of a step', () => {
  const scans = [
    { id: 's1', path: 'a' },
    { id: 's2', path: 'b' },
    { id: 'r', path: 'c', role: 'reference' as const }
  ];

  it('are all scans if all samples are meant, whatever their order', () => {
    expect(fromOf({ scans }, [{ id: 's2' }, { id: 's1' }])).toEqual(['scans']);
    const lower = ['s1', 's2'].map(id => ({ id, channel: 'lower' }));
    expect(fromOf({ scans }, lower)).toEqual([{ id: 'scans', channel: 'lower' }]);
    expect(fromOf({ scans: scans.slice(0, 1) }, [{ id: 's1' }])).toEqual(['scans']);
  });

  it('are themselves otherwise, each once', () => {
    expect(fromOf({ scans }, [{ id: 's1' }, { id: 's1' }])).toEqual(['s1']);
    expect(fromOf({ scans }, [{ id: 's1' }, { id: 'r' }])).toEqual(['s1', 'r']);
    expect(fromOf({ scans }, [{ id: 's1' }, { id: 's2', channel: 'lower' }])).toEqual([
      's1',
      { id: 's2', channel: 'lower' }
    ]);
    const arms = ['upper', 'lower'].map(channel => ({ id: 's1', channel }));
    expect(fromOf({ scans: scans.slice(0, 1) }, arms)).toEqual(arms);
    expect(fromOf({ scans }, [])).toEqual([]);
  });
});

describe('the offered steps', () => {
  let catalog: Catalog;
  beforeAll(async () => (catalog = await loadCatalog()));

  const offered = (...rows: IRowKind[]) =>
    choicesFor(catalog, rows).flatMap(({ choices }) => choices.map(({ step }) => step.name));
  const curve: IRowKind = { kinds: ['spectrum'], count: 1 };
  const map: IRowKind = { kinds: ['scan', 'map'], count: 1 };
  const unknown: IRowKind = { kinds: null, count: null };

  it('suit the selection', () => {
    expect(offered(map)).toEqual(expect.arrayContaining(['cut', 'totalYield', 'deadTime']));
    expect(offered(map)).not.toContain('fit');
    expect(offered(map)).not.toContain('average');
    expect(offered({ kinds: ['scan'], count: 1 })).toContain('average');
    expect(offered(curve)).toEqual(expect.arrayContaining(['fit', 'background', 'average']));
    expect(offered(curve)).not.toContain('cut');
    expect(offered({ kinds: ['table'], count: 1 })).toEqual([]);
    expect(offered({ kinds: [], count: 1 })).toEqual([]);
    expect(offered()).toEqual([]);
  });

  it('correct dead time if there are counts, of a time series too, which is not a curve', () => {
    const scan = { kind: 'spectrum', arms: 1, counts: true } as const;
    const series: IRowKind = { kinds: ['scan'], count: 1, scan };
    const spectrum: IRowKind = { kinds: ['scan', 'spectrum'], count: 1, scan };
    const uncounted: IRowKind = { ...spectrum, scan: { ...scan, counts: false } };
    expect([spectrum, series, uncounted].map(row => offered(row).includes('deadTime'))).toEqual([
      true,
      true,
      false
    ]);
    expect(offered(series)).not.toContain('fit');
    expect(offered(uncounted)).toContain('fit');
  });

  it('accept the number of selected rows', () => {
    expect(offered(curve)).not.toContain('difference');
    expect(offered(curve, curve)).toEqual(expect.arrayContaining(['difference', 'fit', 'drift']));
    expect(offered(curve, curve, curve)).not.toContain('difference');
    expect(offered({ ...curve, count: 2 })).toContain('difference');
    expect(offered({ ...curve, count: null })).toContain('difference');
  });

  it('are all offered for what is not known yet, and all belong to a group', () => {
    expect(offered({ ...unknown, count: 2 }).sort()).toEqual(steps.map(({ name }) => name).sort());
  });

  it('are found by name, group and sentence', () => {
    const groups = choicesFor(catalog, [{ ...unknown, count: 2 }]);
    const names = (query: string) =>
      searched(groups, query).flatMap(({ choices }) => choices.map(({ step }) => step.name));
    expect(names('line cut')).toContain('lineCut');
    expect(names('AIC bic')).toEqual(['fit']);
    expect(names('map')).toContain('contours');
    expect(names('average')[0]).toBe('average');
    expect(names('Normalise')[0]).toBe('normalise');
    expect(names('back')[0]).toBe('background');
    expect(names('xyzzy')).toEqual([]);
    expect(names('')).toHaveLength(steps.length);
  });
});

describe('initial values of a step', () => {
  const energy = Float64Array.from({ length: 31 }, (_, i) => 9630 + i);
  const intensity = energy.map(at => Math.exp(-(((at - 9650) / 3) ** 2)));
  const nothing: IStart = { map: null, curve: null, count: 1, looked: { cuts: [], zoom: null } };
  const sigma = energy.map(() => 0.01);
  const curve = { kind: 'spectrum', axis: 'emission', energy, intensity, sigma } as const;
  const map: DrawnMap = {
    kind: 'map',
    view: 'incident',
    incident: Float64Array.of(9658, 9659, 9660),
    emission: energy,
    brightest: { incident: 9659, emission: 9650 },
    extents: { linear: [0, 1], log: [0.1, 1] },
    noise: 0.1,
    cellCount: 93,
    hasCounts: true
  };

  it.each(steps.map(step => [step.name, step] as const))(
    '%s can be computed at once',
    (_, step) => {
      for (const start of [nothing, { ...nothing, curve }, { ...nothing, map }]) {
        expect(() => step.complete(firstValues(step, start))).not.toThrow();
      }
    }
  );

  it('are where there is signal', () => {
    const of = (name: string, start: Partial<IStart>) => {
      const step = steps.find(entry => entry.name === name)!;
      return firstValues(step, { ...nothing, ...start });
    };
    expect(of('cut', { map })).toEqual({ type: 'CIE', at: 9659, width: 1 });
    expect(of('lineCut', { map })).toEqual({
      fromIncident: 9658,
      fromEmission: 9630,
      toIncident: 9660,
      toEmission: 9660
    });
    expect(of('background', { curve })).toEqual({ exclude: [[9640, 9650]] });
    expect(of('calibrate', { curve })).toEqual({ found: [9650], energies: [9650], degree: 0 });
    expect(of('elastic', { curve, count: 2 })).toEqual({ energies: [9650, 9650] });
    expect(of('rebin', { curve })).toEqual({ width: 2 });
    expect(of('area', { curve })).toEqual({});
    const fine = energy.map(at => 9000 + (at - 9630) * 0.0333333);
    expect(of('background', { curve: { ...curve, energy: fine } })).toEqual({
      exclude: [[9000.333, 9000.667]]
    });
  });
});
