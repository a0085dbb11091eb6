import { readTree } from '../../../src/formats';
import { pointValues } from '../../../src/science';
import { FakeTree } from './faketree';

const counted = (length: number, start = 1) => Array.from({ length }, (_, k) => start + k);

/** A map z over energies of these lengths, its counts 1, 2, 3, … */
function read(shape: number[], incident: number, emission: number, isGrowing = false) {
  const tree = new FakeTree({
    '/@default': 'data',
    '/data@NX_class': 'NXdata',
    '/data@signal': 'z',
    '/data@axes': 'incident,emission',
    '/data/z': { shape, values: counted(shape[0] * shape[1]) },
    '/data/incident': counted(incident, 7108),
    '/data/incident@units': 'eV',
    '/data/emission': counted(emission, 6390),
    '/data/emission@units': 'eV'
  });
  return readTree(Object.assign(tree, { isGrowing }));
}

const incidents = ({ incident }: ReturnType<typeof read>) => [
  ...new Set(pointValues(incident ?? new Float64Array()))
];

describe('a map that was stopped', () => {
  it('has the complete rows, and reports it', () => {
    const scan = read([3, 4], 10, 4);
    expect(scan.points).toEqual({ planned: 12, measured: 12 });
    expect([...scan.channels[0].intensity]).toEqual(counted(12));
    expect(incidents(scan)).toEqual([7108, 7109, 7110]);
    expect(scan.warnings).toEqual([
      {
        code: 'scan/short-array',
        message:
          '"incident" has 10 values where the signal has 3, as of a scan that was stopped: the rest is left out.'
      }
    ]);
  });

  it.each([
    [[3, 4], 3, 9],
    [[3, 4], 2, 4],
    [[3, 4], 3, 3]
  ])('of %j with %i and %i energies is refused', (shape, incident, emission) => {
    expect(() => read(shape, incident, emission)).toThrow(
      expect.objectContaining({ code: 'scan/columns-unknown' })
    );
  });

  it('has one energy more: these are edges, but of a running scan the next point', () => {
    expect(incidents(read([3, 4], 4, 4))).toEqual([7108.5, 7109.5, 7110.5]);
    const running = read([3, 4], 4, 4, true);
    expect(incidents(running)).toEqual([7108, 7109, 7110]);
    expect(running.warnings.map(({ code }) => code)).toEqual(['scan/short-array']);
    expect(running.warnings[0].message).toContain('as of a scan that is running');
  });

  it('has counts before their energies, while it is running: these have none', () => {
    const running = read([3, 4], 2, 4, true);
    expect(incidents(running)).toEqual([7108, 7109, NaN]);
    expect(running.warnings.map(({ code }) => code)).toContain('scan/short-array');
  });
});

describe('a spectrum that is being written', () => {
  const read = (values: number[], isGrowing: boolean) =>
    readTree(
      Object.assign(
        new FakeTree({
          '/@default': 'data',
          '/data@NX_class': 'NXdata',
          '/data@signal': 'z',
          '/data@axes': 'emission',
          '/data/z': values,
          '/data/emission': counted(values.length, 8630),
          '/data/emission@units': 'eV'
        }),
        { isGrowing }
      )
    );
  const intensities = (values: number[], isGrowing: boolean) => [
    ...read(values, isGrowing).channels[0].intensity
  ];

  it('has no counts yet where the file holds the HDF5 fill value', () => {
    expect(intensities([1, 0, 3, 0, 0], true)).toEqual([1, 0, 3, NaN, NaN]);
    expect(intensities([1, 0, 3, 0, 0], false)).toEqual([1, 0, 3, 0, 0]);
    expect(intensities([0, 0], true)).toEqual([0, 0]);
    expect(read([1, 0, 3, 0, 0], true).points).toEqual({ planned: 5, measured: 3 });
  });
});
