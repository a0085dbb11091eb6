import { readTree } from '../../../src/formats';
import { pointValues } from '../../../src/science';
import { FakeTree, type FakeNode } from './faketree';

const counted = (n: number, start = 1) => Array.from({ length: n }, (_, k) => start + k);
const scalar = (value: number): FakeNode => ({ shape: [], values: [value] });
const I1 = '/entry1/I1';
const counts = '/entry1/instrument/medipix1/medipix1_roi_total';

/** A spectrum of both arms of I20: eleven energies, N = 7, 8, … over I1 = 100. */
const spectrum: Record<string, FakeNode> = {
  [`${I1}/bragg1WithOffset`]: counted(11).map(() => 9650),
  [`${I1}/I1`]: counted(11).map(() => 100),
  [`${I1}/XESEnergyUpper`]: counted(11, 8630),
  [`${I1}/XESEnergyLower`]: counted(11, 8630),
  [counts]: counted(11, 7),
  '/entry1/instrument/medipix2/medipix2_roi_total': counted(11, 7)
};

const read = (changed: Record<string, FakeNode>) =>
  readTree(new FakeTree({ ...spectrum, ...changed }));
const codes = ({ warnings }: ReturnType<typeof read>) => warnings.map(({ code }) => code);

describe('an array of one value among many points', () => {
  it('has the counts of the first of them, and no other', () => {
    const scan = read({ [counts]: [7] });
    const [upper, lower] = scan.channels;
    expect([...upper.intensity]).toEqual([0.07, ...counted(10).map(() => NaN)]);
    expect(lower.intensity[10]).toBe(0.17);
    expect(scan.points.measured).toBe(11);
    expect(scan.warnings[0]).toEqual({
      code: 'scan/short-array',
      message: `${counts} has 1 value where the scan has 11 points: the last 10 points have none.`
    });
  });

  it('has the monitor of the first of them', () => {
    const scan = read({ [`${I1}/I1`]: [100] });
    expect([...scan.channels[0].intensity].slice(0, 2)).toEqual([0.07, NaN]);
    expect(codes(scan)).toContain('scan/short-array');
  });

  it('applies to all if it is a scalar, or if a motor stood still', () => {
    const scan = read({ [`${I1}/I1`]: scalar(100), [`${I1}/bragg1WithOffset`]: [9650] });
    expect(scan.channels[0].intensity[10]).toBe(0.17);
    expect(pointValues(scan.incident!)[10]).toBe(9650);
    expect(codes(scan)).toEqual([]);
  });
});

describe('an energy that stopped before the others', () => {
  it('does not truncate the arm that continued', () => {
    const scan = read({ [`${I1}/XESEnergyUpper`]: counted(5, 8630) });
    const [upper, lower] = scan.channels;
    expect([...pointValues(lower.emission)]).toEqual(counted(11, 8630));
    expect([...pointValues(upper.emission)].slice(3, 6)).toEqual([8633, 8634, NaN]);
    expect(lower.intensity[10]).toBe(0.17);
    expect(scan.points).toEqual({ planned: 11, measured: 11 });
    expect(scan.warnings[0].message).toContain('XESEnergyUpper has 5 values where the scan has 11');
  });

  it('is named if an array fits none of its points', () => {
    const shape = { shape: [3, 2], values: counted(6) };
    expect(() => read({ [counts]: shape })).toThrow(
      `${counts} has 3 × 2 values where ${I1}/XESEnergyUpper has 11`
    );
  });
});

describe('a foreign file with a group /entry1/I1', () => {
  it('is read as declared', () => {
    const scan = readTree(
      new FakeTree({
        '/entry1@NX_class': 'NXentry',
        '/entry1@default': 'I1',
        '/entry1/I1@NX_class': 'NXdata',
        '/entry1/I1@signal': 'I1',
        '/entry1/I1@axes': 'emission_energy',
        '/entry1/I1/I1': counted(5),
        '/entry1/I1/emission_energy': counted(5, 8630),
        '/entry1/I1/emission_energy@units': 'eV'
      })
    );
    expect([scan.facility, [...scan.channels[0].intensity]]).toEqual(['unknown', counted(5)]);
  });
});

describe('energies of two axes whose own axes are in another order', () => {
  const turned = (energies: number[], indices: string, shape = [4, 3]) => {
    const [incident, emission] = [
      energies.map(k => 9650 + (k % 3)),
      energies.map(k => 8630 + Math.floor(k / 3))
    ];
    return readTree(
      new FakeTree({
        '/@default': 'data',
        '/data@NX_class': 'NXdata',
        '/data@signal': 'z',
        '/data@incident_energy_indices': indices,
        '/data@emission_energy_indices': indices,
        '/data/z': { shape: [3, 4], values: counted(12) },
        '/data/incident_energy': { shape, values: incident },
        '/data/incident_energy@units': 'eV',
        '/data/emission_energy': { shape, values: emission },
        '/data/emission_energy@units': 'eV'
      })
    );
  };

  it('are turned to those of the signal', () => {
    const { incident, channels } = turned(counted(12, 0), '1,0');
    const points = counted(12, 0);
    expect([...pointValues(incident!)]).toEqual(points.map(k => 9650 + Math.floor(k / 4)));
    expect([...pointValues(channels[0].emission)]).toEqual(points.map(k => 8630 + (k % 4)));
  });

  it.each([
    ['0,1', [4, 3]],
    ['1,0', [3, 4]],
    ['0,1', [2, 6]]
  ])('are refused if they run along %s with the shape %j', (indices, shape) => {
    expect(() => turned(counted(12, 0), indices, shape)).toThrow(
      expect.objectContaining({ code: 'scan/columns-unknown' })
    );
  });
});

describe('an axis called energy next to one value of both energies', () => {
  it('needs clarification', () => {
    const tree = new FakeTree({
      '/entry@NX_class': 'NXentry',
      '/entry/data@NX_class': 'NXdata',
      '/entry/data@signal': 'z',
      '/entry/data@axes': 'energy',
      '/entry/data/z': counted(4),
      '/entry/data/energy': counted(4, 8630),
      '/entry/data/energy@units': 'eV',
      '/entry/emission_energy': scalar(8638),
      '/entry/incident_energy': scalar(9650)
    });
    expect(() => readTree(tree)).toThrow('whether "energy" is the incident or the emission energy');
  });
});

describe('a map of an NXdata over the energy transfer', () => {
  it('is a map though no emission energy occurs twice', () => {
    const scan = readTree(
      new FakeTree({
        '/@default': 'data',
        '/data@NX_class': 'NXdata',
        '/data@signal': 'z',
        '/data@axes': 'incident_energy,energy_transfer',
        '/data/z': { shape: [31, 41], values: counted(31 * 41) },
        '/data/incident_energy': counted(31, 0).map(k => 9650 + 0.21 * k),
        '/data/incident_energy@units': 'eV',
        '/data/energy_transfer': counted(41, 0).map(k => 1000 + 0.5317 * k),
        '/data/energy_transfer@units': 'eV'
      })
    );
    expect([scan.kind, scan.channels[0].kind, scan.shape]).toEqual(['RXES', 'RXES', [31, 41]]);
  });

  it('is a map if the emission energies of its points are readings', () => {
    const off = (k: number) => 0.004 * Math.sin(12.9898 * (k + 1) ** 2);
    const scan = readTree(
      new FakeTree({
        '/@default': 'data',
        '/data@NX_class': 'NXdata',
        '/data@signal': 'z',
        '/data@axes': 'incident_energy,.',
        '/data@emission_energy_indices': '0,1',
        '/data/z': { shape: [5, 8], values: counted(40) },
        '/data/incident_energy': counted(5, 9650),
        '/data/incident_energy@units': 'eV',
        '/data/emission_energy': {
          shape: [5, 8],
          values: counted(40, 0).map(k => 8630 + (k % 8) + off(k))
        },
        '/data/emission_energy@units': 'eV'
      })
    );
    expect(scan.kind).toBe('RXES');
  });
});
