import { openFile } from '../../../src/io/node';
import { readTree, type Scan } from '../../../src/formats';
import { type XESError } from '../../../src/base/errors';
import { pointValues, scanSpectrum } from '../../../src/science';
import { FakeTree, type FakeNode } from './faketree';
import { describeReal } from './realscans';

const I1 = '/entry1/I1';
const upper = '/entry1/instrument/medipix1';
const lower = '/entry1/instrument/medipix2';

/** A small emission spectrum of the upper arm. */
function spectrum(): Record<string, FakeNode> {
  return {
    [`${I1}/bragg1WithOffset`]: [9900.001, 9900, 9899.999],
    [`${I1}/I1`]: [1000, 2000, 4000],
    [`${I1}/Time`]: [1, 1, 1],
    [`${I1}/XESEnergyUpper`]: [8638, 8639, 8640],
    [`${I1}/XESBraggUpper`]: [81.7, 81.6, 81.5],
    [`${upper}/medipix1_roi_total`]: [10, 0, 100],
    [`${upper}/FFI1_medipix1`]: [0.01, 0, 0.025],
    [`${upper}/data`]: '->medipix1-1.hdf:/entry/data',
    '/entry1/scan_command': 'scan XESEnergyUpper …',
    '/entry1/scan_dimensions': [3],
    '/entry1/before_scan/Sample_Parameters': '<?xml?><I20><name> ZnO </name><descr'
  };
}

function codeOf(nodes: Record<string, FakeNode>): string {
  try {
    readTree(new FakeTree(nodes));
  } catch (error) {
    return (error as XESError).code;
  }
  return 'no error';
}

const codesOf = ({ warnings }: Scan) => warnings.map(({ code }) => code);

function without(...names: string[]): Record<string, FakeNode> {
  return Object.fromEntries(Object.entries(spectrum()).filter(([key]) => !names.includes(key)));
}

describe('readI20', () => {
  it('reads energies, counts, monitor and the usual metadata', () => {
    const scan = readTree(new FakeTree(spectrum()));
    expect(scan).toMatchObject({
      format: 'nexus',
      kind: 'XES',
      incidentJitter: 0.015,
      shape: [3],
      points: { planned: 3, measured: 3 },
      links: { missing: ['medipix1-1.hdf:/entry/data'] },
      warnings: []
    });
    expect(scan.metadata).toMatchObject({ sample: 'ZnO', scanCommand: 'scan XESEnergyUpper …' });
    const [channel] = scan.channels;
    expect(channel.name).toBe('upper');
    expect([...channel.intensity]).toEqual([0.01, 0, 0.025]);
    expect([...(channel.sigma ?? [])]).toEqual([Math.sqrt(10) / 1000, 1 / 2000, 10 / 4000]);
  });

  it('reports what each arm measured: the upper may stand still while the lower moves', () => {
    const nodes = {
      ...spectrum(),
      [`${I1}/XESEnergyUpper`]: [8639, 8639, 8639],
      [`${I1}/XESEnergyLower`]: [8638, 8639, 8640],
      [`${lower}/medipix2_roi_total`]: [1, 2, 3]
    };
    const scan = readTree(new FakeTree(nodes));
    expect(scan.kind).toBe('XES');
    expect(scan.channels.map(({ kind }) => kind)).toEqual(['time-series', 'XES']);
  });

  it('reads both arms, and only the ratio if counts are absent', () => {
    const nodes = without(`${upper}/medipix1_roi_total`);
    nodes[`${I1}/XESEnergyLower`] = [9570, 9571, 9572];
    nodes[`${lower}/medipix2_roi_total`] = [1, 2, 3];
    const scan = readTree(new FakeTree(nodes));
    expect(scan.channels.map(({ name }) => name)).toEqual(['upper', 'lower']);
    expect(scan.channels[0].counts).toBeNull();
    expect(scan.channels[0].sigma).toBeNull();
    expect(scan.warnings).toEqual([expect.objectContaining({ code: 'scan/no-counts' })]);
  });

  it('opens an aborted scan with what it has, and reports it', () => {
    const short = readTree(new FakeTree({ ...spectrum(), '/entry1/scan_dimensions': [4] }));
    expect(short.points).toEqual({ planned: 4, measured: 3 });
    expect(short.warnings).toEqual([expect.objectContaining({ code: 'scan/aborted' })]);
    const tail = { ...spectrum(), [`${upper}/medipix1_roi_total`]: [10, 20, NaN] };
    const scan = readTree(new FakeTree(tail));
    expect(scan.points).toEqual({ planned: 3, measured: 2 });
    expect(scanSpectrum(scan, scan.channels[0]).energy).toHaveLength(2);
  });

  it('does not take the fill value of points never reached for an energy', () => {
    const nodes = {
      ...spectrum(),
      [`${I1}/XESEnergyUpper`]: [8638, 8639, 0],
      [`${I1}/I1`]: [1000, 2000, 0],
      [`${upper}/medipix1_roi_total`]: [10, 20, 0]
    };
    const scan = readTree(new FakeTree(nodes));
    expect(pointValues(scan.channels[0].emission)[2]).toBeNaN();
    expect(scan.points.measured).toBe(2);
    expect(codesOf(scan)).toEqual(['scan/aborted']);
  });

  it.each([0, 1, 2])(
    'energy number %i of 0 is a bad point if it has counts, not an early stop',
    at => {
      const energies = [8638, 8639, 8640].map((energy, i) => (i === at ? 0 : energy));
      const counts = { [`${upper}/medipix1_roi_total`]: [10, 20, 30] };
      const nodes = { ...spectrum(), ...counts, [`${I1}/XESEnergyUpper`]: energies };
      const scan = readTree(new FakeTree(nodes));
      expect(scan.points).toEqual({ planned: 3, measured: 3 });
      expect(codesOf(scan)).toEqual(['scan/bad-points']);
      expect(scanSpectrum(scan, scan.channels[0]).energy).toHaveLength(2);
    }
  );

  it('leaves out a point whose monitor is infinite, and reports it', () => {
    const scan = readTree(new FakeTree({ ...spectrum(), [`${I1}/I1`]: [1000, Infinity, 4000] }));
    expect([...scan.channels[0].intensity]).toEqual([0.01, NaN, 0.025]);
    expect(codesOf(scan)).toEqual(['scan/bad-points']);
  });

  it.each(['keV', 'kev', 'KeV', 'kiloelectronvolt'])('reads energies in %s', unit => {
    const energies = [8.638, 8.639, 8.64];
    const nodes = { ...spectrum(), [`${I1}/XESEnergyUpper`]: energies };
    const units = { [`${I1}/XESEnergyUpper@units`]: unit };
    const { emission } = readTree(new FakeTree({ ...nodes, ...units })).channels[0];
    pointValues(emission).forEach((energy, i) =>
      expect(energy).toBeCloseTo([8638, 8639, 8640][i], 9)
    );
    const wrong = { [`${I1}/XESEnergyUpper@units`]: 'degree' };
    expect(codeOf({ ...nodes, ...wrong })).toBe('scan/columns-unknown');
  });

  it('retains the points of an array that is short or long, and reports it', () => {
    const short = readTree(new FakeTree({ ...spectrum(), [`${I1}/I1`]: [1000, 2000] }));
    expect([...short.channels[0].intensity]).toEqual([0.01, 0, NaN]);
    expect(codesOf(short)).toContain('scan/short-array');
    expect(short.warnings[0].message).toContain('I1 has 2 values where the scan has 3 points');
    const counts = { [`${upper}/medipix1_roi_total`]: [10, 0, 100, 5] };
    const long = readTree(new FakeTree({ ...spectrum(), ...counts }));
    expect(long.channels[0].intensity).toEqual(Float64Array.of(0.01, 0, 0.025));
    expect(codesOf(long)).toEqual(['scan/long-array']);
  });

  it('accepts one incident energy for all points', () => {
    const scan = readTree(new FakeTree({ ...spectrum(), [`${I1}/bragg1WithOffset`]: [9900] }));
    expect([scan.incident, scan.kind]).toEqual([Float64Array.of(9900, 9900, 9900), 'XES']);
  });

  it('refuses arrays whose rows match no point', () => {
    const map = { shape: [2, 3], values: [8638, 8639, 8640, 8638, 8639, 8640] };
    const counts = { shape: [2, 2], values: [1, 2, 3, 4] };
    const nodes = {
      ...spectrum(),
      [`${I1}/XESEnergyUpper`]: map,
      [`${upper}/medipix1_roi_total`]: counts
    };
    expect(codeOf({ ...nodes, [`${I1}/I1`]: [1] })).toBe('scan/shape-mismatch');
  });

  it('reports what is missing, by a code', () => {
    expect(codeOf(without(`${I1}/XESEnergyUpper`))).toBe('scan/no-energy');
    expect(codeOf(without(`${upper}/medipix1_roi_total`, `${upper}/FFI1_medipix1`))).toBe(
      'scan/no-intensity'
    );
    expect(codeOf({ '/data/x': 'a text' })).toBe('scan/unknown-format');
    expect(codeOf({ '/data/x': [1, 2] })).toBe('scan/columns-unknown');
  });

  it('needs neither monitor nor incident energy', () => {
    const scan = readTree(new FakeTree(without(`${I1}/I1`, `${I1}/bragg1WithOffset`)));
    expect(scan.kind).toBe('XES');
    expect([...scan.channels[0].intensity]).toEqual([10, 0, 100]);
  });
});

const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

/** Area under a curve by the trapezoidal rule. */
function area(x: Float64Array, y: Float64Array): number {
  return x.slice(1).reduce((total, to, i) => total + ((to - x[i]) * (y[i] + y[i + 1])) / 2, 0);
}

describeReal('real scans of I20', path => {
  it('279496: two arms', async () => {
    const { scan } = await openFile(path('279496_1.nxs'));
    expect(scan.kind).toBe('XES');
    expect(scan.metadata.sample).toBe('XES_silicalite1_air500_at400');
    const [kalpha, kbeta] = scan.channels;
    expect(sum(kalpha.intensity)).toBeCloseTo(0.7458550832606338, 12);
    expect(area(pointValues(kalpha.emission), kalpha.intensity)).toBeCloseTo(0.14858258145, 10);
    expect(sum(kbeta.intensity)).toBeCloseTo(0.19255068372, 10);
    expect(area(pointValues(kbeta.emission), kbeta.intensity)).toBeCloseTo(0.05739127435, 10);
    const { energy, intensity } = scanSpectrum(scan, kalpha);
    expect(energy[intensity.indexOf(Math.max(...intensity))]).toBeCloseTo(8639.2, 6);
    expect(scan.links.missing).toEqual([
      'medipix1-279496.hdf:/entry/instrument/detector/data',
      'medipix2-279496.hdf:/entry/instrument/detector/data'
    ]);
  });

  it('280754: Kβ, equal in both of its forms', async () => {
    const { scan } = await openFile(path('280754_1.nxs'));
    const { scan: ascii } = await openFile(path('ZnO_standard_280754_1.dat'));
    const [{ emission, intensity, counts }] = scan.channels;
    expect(sum(intensity)).toBeCloseTo(3.9575322183, 9);
    expect(area(pointValues(emission), intensity)).toBeCloseTo(1.1861625807, 9);
    expect(ascii.channels[0].counts).toEqual(counts);
    expect(ascii.channels[0].emission).toEqual(emission);
    expect(ascii.kind).toBe(scan.kind);
    expect(ascii.metadata.sample).toBe(scan.metadata.sample);
  });
});
