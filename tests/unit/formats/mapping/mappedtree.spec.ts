import { readTree, type Scan } from '../../../../src/formats';
import { TreeArrays } from '../../../../src/formats/mapping/treearrays';
import type { ReadChoice, ScanMapping } from '../../../../src/formats/mapping/types';
import { listingOf } from '../../../../src/formats/mapping/unknown';
import { energyAt, pointValues } from '../../../../src/science/pointaxis';
import { FakeTree, type FakeNode } from '../faketree';

/** Three incident and two emission energies; cell (w, W) has 10·w + W. */
const grid: Record<string, FakeNode> = {
  '/entry@NX_class': 'NXentry',
  '/entry@default': 'data',
  '@default': 'entry',
  '/@default': 'entry',
  '/entry/title': 'a map',
  '/entry/data@NX_class': 'NXdata',
  '/entry/data@signal': 'z',
  '/entry/data@axes': 'en2,en1',
  '/entry/data/z': { shape: [2, 3], values: [0, 1, 2, 10, 11, 12] },
  '/entry/data/en1': [7110, 7111, 7112],
  '/entry/data/en2': [6390, 6391],
  '/entry/data/en1@units': 'eV',
  '/entry/data/en2@units': 'eV',
  '/entry/counters/i0': { shape: [2, 3], values: [1, 2, 4, 1, 2, 4] },
  '/entry/counters/row': [10, 20],
  '/entry/counters/flat': [1, 2, 3, 4],
  '/entry/counters/bare': [7.11, 7.111, 7.112],
  '/entry/counters/other': { shape: [2, 3], values: [6, 5, 4, 3, 2, 1] }
};

const read = (columns: ScanMapping, nodes = grid, choice: ReadChoice = {}): Scan =>
  readTree(new FakeTree(nodes), { ...choice, columns });
const codes = ({ warnings }: Scan) => warnings.map(({ code }) => code);
const refusal = (columns: ScanMapping, nodes = grid) => {
  try {
    read(columns, nodes);
    return null;
  } catch (error) {
    return error as Error & { code: string };
  }
};

describe('a mapping of an HDF5 file', () => {
  it('assigns the axes of a grid, and the rest is declared', () => {
    const scan = read({ incident: 'en1', emission: 'en2' });
    expect([scan.kind, scan.shape, scan.points.measured]).toEqual(['RXES', [2, 3], 6]);
    expect([...scan.channels[0].intensity]).toEqual([0, 1, 2, 10, 11, 12]);
    expect(scan.incident && [0, 1, 3].map(i => energyAt(scan.incident!, i))).toEqual([
      7110, 7111, 7110
    ]);
    expect(energyAt(scan.channels[0].emission, 3)).toBe(6391);
    expect(codes(scan)).toEqual([]);
    expect(scan.metadata.title).toBe('a map');
  });

  it('leaves the other axis to the other energy, which is reported', () => {
    const scan = read({ incident: 'en1' });
    expect([scan.kind, codes(scan)]).toEqual(['RXES', ['scan/axis-assumed']]);
    expect(scan.warnings[0].message).toContain('"en2" is: it is taken as the emission energy');
    const turned = read({ emission: 'en1' });
    expect(turned.warnings[0].message).toContain('"en2" is: it is taken as the incident energy');
    expect(energyAt(turned.channels[0].emission, 2)).toBe(7112);
  });

  it('may name the monitor alone, of each point or of each row', () => {
    const both = { incident: 'en1', emission: 'en2' };
    const scan = read({ ...both, monitor: 'i0' });
    expect([...scan.channels[0].intensity]).toEqual([0, 0.5, 0.5, 10, 5.5, 3]);
    expect([scan.monitor, scan.channels[0].counts, scan.channels[0].sigma]).toEqual([
      null,
      null,
      null
    ]);
    const rows = read({ ...both, monitor: 'row' });
    expect([...rows.channels[0].intensity]).toEqual([0, 0.1, 0.2, 0.5, 0.55, 0.6]);
  });

  it('has counts with their Poisson σ, over a monitor', () => {
    const [channel] = read({
      incident: 'en1',
      emission: 'en2',
      counts: 'z',
      monitor: 'i0'
    }).channels;
    expect(channel.counts && [...channel.counts]).toEqual([0, 1, 2, 10, 11, 12]);
    expect(channel.sigma?.[0]).toBe(1);
    expect(channel.sigma?.[4]).toBeCloseTo(Math.sqrt(11) / 2, 14);
  });

  it('has several channels, by the names of their arrays', () => {
    const scan = read({ incident: 'en1', emission: 'en2', intensity: ['z', 'other'] });
    expect(scan.channels.map(({ name }) => name)).toEqual(['z', 'other']);
    expect([...scan.channels[1].intensity]).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('scales energies by their own unit, else by the given one', () => {
    const { incident, warnings } = read({ incident: 'bare', emission: 'en2', unit: 'keV' });
    expect(incident && pointValues(incident)[1]).toBeCloseTo(7111, 9);
    expect(warnings.map(({ code }) => code)).toEqual(['scan/unit-declared']);
    expect(refusal({ incident: 'bare', emission: 'en2' })?.message).toContain(
      '"bare" has no unit, and its numbers may be eV or keV (say unit=eV or unit=keV)'
    );
  });

  it('refuses a unit for an array in degrees, and a monitor of one point', () => {
    const angles = { ...grid, '/entry/data/en1@units': 'deg' };
    const error = refusal(
      { emission: 'en2', incident: 'en1', intensity: 'z', unit: 'keV' },
      angles
    );
    expect(error?.code).toBe('scan/columns-unknown');
    expect(error?.message).toContain('"en1" is in "deg"');
    const columns = { emission: 'en2', incident: 'en1', intensity: 'z', monitor: 'once' };
    const once = (shape: number[]) => ({ ...grid, '/entry/data/once': { shape, values: [10] } });
    expect(refusal(columns, once([1]))?.code).toBe('scan/shape-mismatch');
    expect(read(columns, once([])).channels[0].intensity[1]).toBe(0.1);
  });

  it('reports which of several entries is shown by default', () => {
    const second = Object.fromEntries(
      Object.entries(grid).map(([path, node]) => [path.replace('/entry', '/second'), node])
    );
    const columns = { emission: 'en2', incident: 'en1', intensity: 'z' };
    const several = read(columns, { ...grid, ...second, '/@default': 'entry' });
    expect(codes(several)).toEqual(['nexus/several-entries']);
    expect(several.warnings[0].message).toContain('(entry, second); entry is shown');
    expect(codes(read(columns, { ...grid, ...second }, { entry: 'second' }))).toEqual([]);
    expect(codes(read(columns))).toEqual([]);
  });

  it('derives a third energy from two: Δ = Ω − ω', () => {
    const nodes: Record<string, FakeNode> = {
      '/a/intensity': [1, 2, 3],
      '/a/omega': [7000, 7000.5, 7001],
      '/a/loss': [100, 100.25, -1]
    };
    const byLoss = { incident: 'omega', transfer: 'loss', intensity: 'intensity' };
    expect(refusal(byLoss, nodes)?.message).toContain('"loss" has no unit');
    const [{ emission }] = read({ ...byLoss, unit: 'eV' }, nodes).channels;
    expect([...pointValues(emission)]).toEqual([6900, 6900.25, 7002]);
    const scan = read(
      { emission: 'omega', transfer: 'loss', intensity: 'intensity', unit: 'eV' },
      nodes
    );
    expect(scan.incident && [...pointValues(scan.incident)]).toEqual([7100, 7100.75, 7000]);
    expect(
      refusal({ transfer: 'loss', intensity: 'intensity', unit: 'eV' }, nodes)?.message
    ).toMatch(/"loss" is the energy transfer, and alone does not say/);
  });

  it('accepts edges, one value for all points, and a row', () => {
    const nodes: Record<string, FakeNode> = {
      '/a/y': { shape: [1, 3], values: [5, 6, 7] },
      '/a/edges': [7000, 7001, 7002, 7003],
      '/a/held': { shape: [], values: [9000] }
    };
    const scan = read({ emission: 'edges', incident: 'held', intensity: 'y' }, nodes);
    expect([scan.kind, scan.shape]).toEqual(['XES', [3]]);
    expect([...pointValues(scan.channels[0].emission)]).toEqual([7000.5, 7001.5, 7002.5]);
    expect(scan.incident && [...pointValues(scan.incident)]).toEqual([9000, 9000, 9000]);
    expect(codes(scan)).toContain('scan/edges-assumed');
  });

  it('leaves out points without a number, and reports how many', () => {
    const nodes: Record<string, FakeNode> = {
      '/a/y': [5, NaN, 7, 8],
      '/a/e': [7000, 7001, 0, 7003]
    };
    const scan = read({ emission: 'e', intensity: 'y' }, nodes);
    expect(scan.points).toEqual({ planned: 4, measured: 2 });
    expect(codes(scan)).toEqual(['scan/unit-assumed', 'scan/bad-points']);
  });

  it('uses the declared σ of the intensity, over the monitor', () => {
    const nodes: Record<string, FakeNode> = {
      '/a/y': [5, 6],
      '/a/y_errors': [1, 2],
      '/a/e': [7000, 7001],
      '/a/m': [2, 4]
    };
    const declared = read({ emission: 'e', intensity: 'y', monitor: 'm' }, nodes).channels[0];
    expect(declared.sigma && [...declared.sigma]).toEqual([0.5, 0.5]);
    const withSigma = read({ emission: 'e', intensity: 'y', sigma: 'm' }, nodes).channels[0];
    expect(withSigma.sigma && [...withSigma.sigma]).toEqual([2, 4]);
  });

  it.each([
    [
      { incident: 'en1', emission: 'en2', intensity: 'i9' },
      'scan/columns-unknown',
      /no array "i9"\. Entry "entry" has z, en1, en2, i0/
    ],
    [{ incident: 'en1', emission: 'row' }, 'scan/columns-unknown', /"row" has no unit/],
    [
      { incident: 'en1', emission: 'en1' },
      'scan/columns-unknown',
      /axis 1 of "z" \(2 × 3\) has no energies/
    ],
    [
      { emission: 'en2', intensity: 'flat' },
      'scan/shape-mismatch',
      /"en2" has 2 values and "flat" 4/
    ],
    [{ intensity: ['z', 'row'] }, 'scan/shape-mismatch', /"row" has 2 values and "z" 2 × 3/],
    [
      { incident: 'en1', emission: 'en2', monitor: 'z', intensity: 'row' },
      'scan/shape-mismatch',
      /"z" has 2 × 3 values and "row" 2/
    ]
  ])('is refused if it does not fit: %j', (columns, code, sentence) => {
    const error = refusal(columns);
    expect([error?.code, error?.message]).toEqual([code, expect.stringMatching(sentence)]);
    expect(listingOf(error) !== null).toBe(code === 'scan/columns-unknown');
  });

  it('does not guess along which axis of a square an energy runs', () => {
    const nodes: Record<string, FakeNode> = {
      '/a/z': { shape: [2, 2], values: [1, 2, 3, 4] },
      '/a/e1': [7000, 7001],
      '/a/e2': [8000, 8001]
    };
    const columns = { incident: 'e2', emission: 'e1', intensity: 'z' };
    expect(refusal(columns, nodes)?.message).toContain('along which axis of "z" "e2" runs');
    const declared = { ...nodes, '/a@signal': 'z', '/a@axes': 'e2,e1', '/a@NX_class': 'NXdata' };
    const scan = read(columns, declared);
    expect(scan.incident && [...pointValues(scan.incident)]).toEqual([8000, 8000, 8001, 8001]);
  });

  it('is requested if a file of arrays declares nothing', () => {
    const nodes = { '/a/y': [5, 6], '/a/e': [7000, 7001] };
    const error = (() => {
      try {
        return readTree(new FakeTree(nodes));
      } catch (reason) {
        return reason as Error;
      }
    })();
    expect(listingOf(error)?.arrays).toMatchObject([
      { name: 'y', path: '/a/y', shape: [2], range: [5, 6], guess: 'intensity' },
      { name: 'e', path: '/a/e', shape: [2], range: [7000, 7001], guess: 'energy' }
    ]);
    expect((error as Error).message).toContain('--columns emission=e,intensity=y');
  });
});

describe('the arrays of a tree', () => {
  const nodes: Record<string, FakeNode> = {
    '/1.1@NX_class': 'NXentry',
    '/2.1@NX_class': 'NXentry',
    '/1.1/title': 'first',
    '/1.1/a/x': [1, 2],
    '/1.1/b/x': [3, 4],
    '/1.1/b/name': 'a text',
    '/1.1/b/linked': [3, 4],
    '/1.1/b/linked@target': '/1.1/b/x',
    '/2.1/c/y': [5, 6]
  };

  it('have short, unique names, and are found by paths too', () => {
    const arrays = new TreeArrays(new FakeTree(nodes), '1.1');
    const listing = arrays.listing();
    expect(listing.arrays.map(({ name }) => name)).toEqual(['a/x', 'b/x']);
    expect(listing.entries).toEqual([
      { name: '1.1', title: 'first' },
      { name: '2.1', title: '' }
    ]);
    expect(listing.entry).toBe('1.1');
    expect(arrays.find('/1.1/b/x').name).toBe('b/x');
    expect(arrays.find('/1.1/b/linked').name).toBe('b/x');
    expect(arrays.find('b/linked').name).toBe('b/x');
    expect([...arrays.values('/2.1/c/y')]).toEqual([5, 6]);
    expect(() => arrays.find('x')).toThrow('no array "x". Entry "1.1" has a/x, b/x');
    expect(() => arrays.find('/1.1/b/name')).toThrow('"/1.1/b/name" holds no numbers');
    expect(() => arrays.find('name')).toThrow('"name" holds no numbers');
    expect(() => arrays.find('/1.1/b')).toThrow('no array');
    expect(() => new TreeArrays(new FakeTree(nodes), '3.1')).toThrow('no entry "3.1"');
  });

  it('are named by the link with the more specific name', () => {
    const linked: Record<string, FakeNode> = {
      '/1.1@NX_class': 'NXentry',
      '/1.1/instrument/det/data': [1, 2],
      '/1.1/measurement/det': [1, 2],
      '/1.1/measurement/det@target': '/1.1/instrument/det/data'
    };
    const arrays = new TreeArrays(new FakeTree(linked));
    expect(arrays.listing().arrays).toMatchObject([{ name: 'det', path: '/1.1/measurement/det' }]);
    expect(arrays.find('/1.1/instrument/det/data').name).toBe('det');
    expect(arrays.find('instrument/det/data').name).toBe('det');
  });

  it('are bounded', () => {
    const many = Object.fromEntries(
      Array.from({ length: 1000 }, (_, i): [string, number[]] => [`/a/x${i}`, [i, i + 1]])
    );
    expect(new TreeArrays(new FakeTree(many)).listing().arrays).toHaveLength(400);
  });
});
