import type { XESError } from '../../../../src/base/errors';
import { readSchema, readTree, type FacilitySchema, type Scan } from '../../../../src/formats';
import type { ReadChoice } from '../../../../src/formats/mapping/types';
import { pointValues } from '../../../../src/science';
import { FakeTree, type FakeNode } from '../faketree';

/** A facility with one detector, whose energies are in keV without saying so. */
const single = (rules: Record<string, unknown> = {}): FacilitySchema =>
  readSchema({
    type: 'xes-facility',
    version: 1,
    name: 'Single',
    hdf5: {
      recognise: { paths: ['/scan*/counters'] },
      entries: 'scan*',
      incident: { paths: 'motors/mono', unit: 'keV' },
      emission: { paths: ['motors/analyser', 'motors/analyzer'], unit: 'keV' },
      monitor: 'counters/i0',
      time: { paths: 'counters/ms', scale: 0.001 },
      channels: [{ counts: ['counters/apd', 'counters/sdd'], ratio: 'derived/apd_norm' }],
      metadata: {
        title: ['title', 'name'],
        sample: { path: 'notes', pattern: 'sample=(\\w+);.*batch=(\\w+)' }
      },
      ...rules
    }
  });

const spectrum: Record<string, FakeNode> = {
  '/scan1/motors/mono': [9.9],
  '/scan1/motors/analyser': [8.638, 8.639, 8.64],
  '/scan1/counters/i0': [1000, 2000, 4000],
  '/scan1/counters/ms': [100, 200, 300],
  '/scan1/counters/apd': [10, 0, 100],
  '/scan1/notes': 'operator=x; sample=ZnO; batch=b7; end',
  '/scan1/name': 'a name'
};

const read = (nodes: Record<string, FakeNode>, schema = single(), choice: ReadChoice = {}): Scan =>
  readTree(new FakeTree(nodes), { schemas: [schema], ...choice });

const without = (...paths: string[]): Record<string, FakeNode> =>
  Object.fromEntries(Object.entries(spectrum).filter(([path]) => !paths.includes(path)));

function errorOf(nodes: Record<string, FakeNode>, schema = single(), choice: ReadChoice = {}) {
  try {
    read(nodes, schema, choice);
  } catch (error) {
    return error as XESError;
  }
  throw new Error('it opens');
}

const emissionOf = (scan: Scan) => [...pointValues(scan.channels[0].emission)];

describe('a facility with one detector', () => {
  it('is read by its schema', () => {
    const scan = read(spectrum);
    expect(scan).toMatchObject({
      facility: 'Single',
      kind: 'XES',
      shape: [3],
      points: { planned: 3, measured: 3 },
      warnings: [],
      metadata: { title: 'a name', sample: 'ZnO b7' }
    });
    expect(scan.entries).toBeUndefined();
    expect(emissionOf(scan).map(energy => energy.toFixed(6))).toEqual([
      '8638.000000',
      '8639.000000',
      '8640.000000'
    ]);
    expect([...pointValues(scan.incident!)]).toEqual([9900, 9900, 9900]);
    expect([...scan.time!]).toEqual([0.1, 0.2, 0.3]);
    const [{ name, intensity, sigma, counts }] = scan.channels;
    expect([name, [...intensity], [...counts!]]).toEqual([
      'default',
      [0.01, 0, 0.025],
      [10, 0, 100]
    ]);
    expect([...sigma!]).toEqual([Math.sqrt(10) / 1000, 1 / 2000, 10 / 4000]);
  });

  it('uses the first of its existing arrays', () => {
    const other = { ...without('/scan1/counters/apd'), '/scan1/counters/sdd': [1, 2, 4] };
    expect([...read(other).channels[0].intensity]).toEqual([0.001, 0.001, 0.001]);
    const both = { ...spectrum, '/scan1/counters/sdd': [1, 2, 4] };
    expect([...read(both).channels[0].intensity]).toEqual([0.01, 0, 0.025]);
  });

  it('falls back to the ratio to the monitor, which has no uncertainties', () => {
    const ratio = { ...without('/scan1/counters/apd'), '/scan1/derived/apd_norm': [0.1, 0.2, 0.3] };
    const scan = read(ratio);
    expect([...scan.channels[0].intensity]).toEqual([0.1, 0.2, 0.3]);
    expect(scan.channels[0]).toMatchObject({ counts: null, sigma: null, unit: 'counts / monitor' });
    expect(scan.warnings.map(({ code }) => code)).toEqual(['scan/no-counts']);
  });

  it('reports that a monitor that it names is missing, and nothing if it names none', () => {
    const scan = read(without('/scan1/counters/i0'));
    expect([...scan.channels[0].intensity]).toEqual([10, 0, 100]);
    expect(scan.warnings.map(({ code }) => code)).toEqual(['scan/no-monitor']);
    const unnamed = readSchema({
      type: 'xes-facility',
      version: 1,
      name: 'a',
      hdf5: {
        recognise: { paths: ['/scan1'] },
        entries: 'scan1',
        incident: { paths: 'motors/mono', unit: 'keV' },
        emission: { paths: 'motors/analyser', unit: 'keV' },
        channels: [{ counts: 'counters/apd' }]
      }
    });
    expect(read(spectrum, unnamed).warnings).toEqual([]);
  });

  it('prefers the unit in the file over its own', () => {
    const inEV = { ...spectrum, '/scan1/motors/analyser': [8638, 8639, 8640] };
    expect(emissionOf(read({ ...inEV, '/scan1/motors/analyser@units': 'eV' }))[0]).toBe(8638);
    const wrong = errorOf({ ...inEV, '/scan1/motors/analyser@units': 'deg' });
    expect([wrong.code, wrong.message]).toEqual([
      'scan/columns-unknown',
      expect.stringContaining('analyser is in "deg"')
    ]);
  });

  it('requires a unit if neither the file nor the schema has one', () => {
    const error = errorOf(spectrum, single({ emission: 'motors/analyser' }));
    expect(error.code).toBe('scan/columns-unknown');
    expect(error.message).toContain('give "unit" at /hdf5/emission');
  });

  it.each([
    ['be about 8639000 eV', [8638, 8639, 8640]],
    ['be about 0.0078125 eV', [7.8e-6, 7.8125e-6, 8e-6]]
  ])('refuses its own unit if energies would %s', (problem, analyser) => {
    const error = errorOf({ ...spectrum, '/scan1/motors/analyser': analyser });
    expect(error.code).toBe('scan/columns-unknown');
    expect(error.message).toContain(`(keV, /hdf5/emission) its energies would ${problem}`);
  });

  it('is not refused for one bad reading', () => {
    const glitch = { ...spectrum, '/scan1/motors/analyser': [0.001, 8.639, 8.64] };
    expect(emissionOf(read(glitch))[1]).toBeCloseTo(8639, 9);
  });

  it('is a scan of the incident energy if that moves, the emission energy known or not', () => {
    const moved = { ...spectrum, '/scan1/motors/mono': [9.65, 9.66, 9.67] };
    const held = { ...moved, '/scan1/motors/analyser': [8.639] };
    expect([read(held).kind, emissionOf(read(held))]).toEqual(['HERFD-XANES', [8639, 8639, 8639]]);
    const unknown = Object.fromEntries(
      Object.entries(moved).filter(([path]) => !path.includes('analyser'))
    );
    const scan = read(unknown);
    expect([scan.kind, scan.points.measured]).toEqual(['HERFD-XANES', 3]);
    expect(emissionOf(scan)).toEqual([NaN, NaN, NaN]);
  });

  it('has the jitter that its schema declares', () => {
    const jittered = { ...spectrum, '/scan1/motors/mono': [9.9, 9.9001, 9.8999] };
    const schema = single({ incident: { paths: 'motors/mono', unit: 'keV', jitter: 0.5 } });
    expect(read(jittered, schema)).toMatchObject({ kind: 'XES', incidentJitter: 0.5 });
    expect(read(jittered).incidentJitter).toBeUndefined();
  });

  it('retains the points of a short array', () => {
    const scan = read({ ...spectrum, '/scan1/counters/apd': [10, 20] });
    expect([...scan.channels[0].intensity]).toEqual([0.01, 0.01, NaN]);
    expect(scan.warnings.map(({ code }) => code)).toEqual(['scan/short-array', 'scan/aborted']);
  });

  it('reports what was searched for and not found, line by line of the schema', () => {
    const energy = errorOf(without('/scan1/motors/analyser', '/scan1/motors/mono'));
    expect(energy.code).toBe('scan/no-energy');
    expect(energy.message).toContain('/scan1/motors/mono (/hdf5/incident)');
    expect(energy.message).toContain(
      '/scan1/motors/analyser or /scan1/motors/analyzer (/hdf5/emission)'
    );
    const counts = errorOf(without('/scan1/counters/apd'));
    expect(counts.code).toBe('scan/no-intensity');
    expect(counts.message).toContain(
      '/scan1/counters/apd or /scan1/counters/sdd (/hdf5/channels/0/counts); /scan1/derived/apd_norm (/hdf5/channels/0/ratio)'
    );
    const link = errorOf({ ...spectrum, '/scan1/counters/apd': '->apd.h5:/data' });
    expect(link.message).toContain('It links to what is not there: apd.h5:/data');
  });
});

describe('several channels', () => {
  const schema = single({
    channels: [{ each: 'counters/det_*', intensity: '{each}' }, { counts: 'counters/apd' }]
  });

  it('are each array that a pattern finds, by its name', () => {
    const scan = read(
      { ...spectrum, '/scan1/counters/det_a': [1, 2, 3], '/scan1/counters/det_b': [4, 5, 6] },
      schema
    );
    expect(scan.channels.map(({ name, sigma }) => [name, sigma === null])).toEqual([
      ['det_a', true],
      ['det_b', true],
      ['default', false]
    ]);
    expect([...scan.channels[1].intensity]).toEqual([0.004, 0.0025, 0.0015]);
  });

  it('are the existing ones', () => {
    expect(read(spectrum, schema).channels.map(({ name }) => name)).toEqual(['default']);
  });

  it('may be absorption, the logarithm of a ratio', () => {
    const absorbed = single({ channels: [{ name: 'mu', transmission: 'counters/apd' }] });
    const scan = read({ ...spectrum, '/scan1/counters/apd': [500, 1000, 1000] }, absorbed);
    expect([...scan.channels[0].intensity]).toEqual([Math.log(2), Math.log(2), Math.log(4)]);
  });
});

describe('a scan of motors that the title names', () => {
  const schema = single({
    motors: { from: 'title', arrays: 'counters/{motor}' },
    incident: { motor: '^mono', paths: 'motors/mono', unit: 'keV' },
    emission: { motor: '^xes', paths: 'motors/analyser', unit: 'keV' },
    planned: { command: 'spec' },
    metadata: { title: 'title', scanCommand: 'title' }
  });
  const scanned = (title: string, arrays: Record<string, number[]>) => ({
    ...without('/scan1/motors/mono', '/scan1/motors/analyser'),
    '/scan1/title': title,
    ...Object.fromEntries(
      Object.entries(arrays).map(([name, values]) => [`/scan1/counters/${name}`, values])
    )
  });

  it('has the energies of those', () => {
    const scan = read(
      scanned('ascan xes_en 8.638 8.640 2 1', { xes_en: [8.638, 8.639, 8.64], mono_x: [1, 2, 3] }),
      schema
    );
    expect([scan.kind, scan.incident, scan.points]).toEqual([
      'XES',
      null,
      { planned: 3, measured: 3 }
    ]);
  });

  it('stopped early if the command planned more', () => {
    const scan = read(scanned('dscan mono -1 1 9 1', { mono: [9.65, 9.66, 9.67] }), schema);
    expect([scan.kind, scan.points]).toEqual(['HERFD-XANES', { planned: 10, measured: 3 }]);
    expect(scan.warnings.map(({ code }) => code)).toEqual(['scan/aborted']);
  });

  it('may be a map', () => {
    const xes = [8.638, 8.639, 8.64, 8.638, 8.639, 8.64];
    const mono = [9.65, 9.65, 9.65, 9.66, 9.66, 9.66];
    const counts = { '/scan1/counters/apd': [1, 2, 3, 4, 5, 6] };
    const one = { '/scan1/counters/i0': [10], '/scan1/counters/ms': [1] };
    const title = 'amesh xes_en 8.638 8.64 2 mono 9.65 9.66 1 1';
    const scan = read({ ...scanned(title, { xes_en: xes, mono }), ...counts, ...one }, schema);
    expect([scan.kind, scan.shape]).toEqual(['RXES', [2, 3]]);
  });

  it('of something else is a time series of all its points', () => {
    const scan = read(
      { ...spectrum, '/scan1/motors/analyser': [8.638], '/scan1/title': 'dscan sx -1 1 2 1' },
      schema
    );
    expect([scan.kind, scan.points]).toEqual(['time-series', { planned: 3, measured: 3 }]);
    expect([...scan.channels[0].counts!]).toEqual([10, 0, 100]);
    expect(scan.warnings).toEqual([]);
  });

  it('is outranked by the first scan of an energy', () => {
    const second = Object.fromEntries(
      Object.entries(spectrum).map(([path, node]) => [path.replace('scan1', 'scan2'), node])
    );
    const first = { ...spectrum, '/scan1/motors/analyser': [8.638] };
    expect(read({ ...first, ...second }, schema)).toMatchObject({ kind: 'XES', entry: 'scan2' });
    expect(read({ ...first, ...second }, schema, { entry: 'scan1' }).kind).toBe('time-series');
  });

  it('is refused if none of them is an energy, with the expected name', () => {
    const error = errorOf(scanned('ascan slit 0 1 2 1', { slit: [0, 1, 2] }), schema);
    expect(error.code).toBe('scan/no-energy');
    expect(error.message).toContain('a scanned motor called ^mono');
  });
});

describe('the selection of files by a schema', () => {
  const recognising = (recognise: unknown) => single({ recognise });
  const opens = (schema: FacilitySchema, choice: ReadChoice = {}, more = {}) => {
    try {
      return read({ ...spectrum, ...more }, schema, choice).facility;
    } catch (error) {
      return (error as XESError).code;
    }
  };
  const attribute = { path: '/', name: 'creator', pattern: '^Sys 2' };

  it.each<[string, unknown, ReadChoice, Record<string, FakeNode>, string]>([
    ['a path', { paths: ['/scan1/counters'] }, {}, {}, 'Single'],
    ['a path that is not there', { paths: ['/scan1', '/other'] }, {}, {}, 'scan/columns-unknown'],
    ['an attribute', { attributes: [attribute] }, {}, { '/@creator': 'Sys 2.1' }, 'Single'],
    [
      'an attribute that says something else',
      { attributes: [attribute] },
      {},
      { '/@creator': 'Sys 3' },
      'scan/columns-unknown'
    ],
    ['a text', { texts: [{ path: '/*/notes', pattern: 'operator' }] }, {}, {}, 'Single'],
    ['a name', { name: '^b\\d+_.*\\.h5$' }, { fileName: 'b7_x.h5' }, {}, 'Single'],
    ['another name', { name: '^b\\d+_' }, { fileName: 'c7.h5' }, {}, 'scan/columns-unknown'],
    ['a name that is not known', { name: '^b\\d+_' }, {}, {}, 'scan/columns-unknown']
  ])('uses %s', (_, recognise, choice, more, expected) => {
    expect(opens(recognising(recognise), choice, more)).toBe(expected);
  });

  it("prefers the user's schema over those of this program", () => {
    const i20 = { '/entry1/I1/XESEnergyUpper': [8638, 8639], '/entry1/I1/det': [5, 6] };
    const own = readSchema({
      type: 'xes-facility',
      version: 1,
      name: 'Own',
      hdf5: {
        recognise: { paths: ['/entry1/I1'] },
        entries: 'entry1',
        channels: [{ emission: { paths: 'I1/XESEnergyUpper', unit: 'eV' }, counts: 'I1/det' }]
      }
    });
    expect(read(i20, own).facility).toBe('Own');
  });

  const declared: Record<string, FakeNode> = {
    '/scan1/counters/x': [1],
    '/scan1@NX_class': 'NXentry',
    '/scan1/data@NX_class': 'NXdata',
    '/scan1/data@signal': 'y',
    '/scan1/data@axes': 'emission',
    '/scan1/data/y': [1, 2],
    '/scan1/data/emission': [8638, 8639],
    '/scan1/data/emission@units': 'eV'
  };

  it('leaves a file to its own declaration only on request', () => {
    expect(errorOf(declared).code).toBe('scan/no-energy');
    expect(read(declared, single({ otherwise: 'declaration' })).facility).toBe('unknown');
  });
});

describe('entries', () => {
  const several = {
    ...Object.fromEntries(
      [10, 2, 1].flatMap(k =>
        Object.entries(spectrum).map(([path, node]): [string, FakeNode] => [
          path.replace('/scan1/', `/scan${k}/`),
          path.endsWith('/apd') ? [k, k, k] : path.endsWith('/name') ? `the ${k}th` : node
        ])
      )
    ),
    '/other/x': [1]
  };

  it('are those that the schema names, in natural order', () => {
    const scan = read(several);
    expect(scan.entry).toBe('scan1');
    expect(scan.entries?.map(({ name }) => name)).toEqual(['scan1', 'scan2', 'scan10']);
    expect(scan.warnings.map(({ code }) => code)).toEqual(['nexus/several-entries']);
  });

  it('are requested by name', () => {
    const scan = read(several, single(), { entry: 'scan10' });
    expect([scan.entry, scan.channels[0].counts?.[0], scan.warnings]).toEqual(['scan10', 10, []]);
    const error = errorOf(several, single(), { entry: 'other' });
    expect([error.code, error.message]).toEqual([
      'scan/entry-missing',
      expect.stringContaining('It has 3: scan1, scan2, scan10')
    ]);
  });

  it('without a scan are skipped', () => {
    const lacks = Object.fromEntries(
      Object.entries(several).filter(([path]) => path !== '/scan1/counters/apd')
    );
    expect(read(lacks).entry).toBe('scan2');
    expect(errorOf(lacks, single(), { entry: 'scan1' }).code).toBe('scan/no-intensity');
  });

  it('that the file marks as default come first', () => {
    expect(read({ ...several, '/@default': 'scan2' }).entry).toBe('scan2');
  });
});
