import { readTree } from '../../../src/formats';
import { pointValues } from '../../../src/science';
import { FakeTree, type FakeNode } from './faketree';

/** Emission energies from 6390 eV and incident ones from 7108 eV, evenly 1 eV apart. */
const energies = (emission: number, incident: number): Record<string, FakeNode> => ({
  '/entry/data/emission': Array.from({ length: emission }, (_, i) => 6390 + i),
  '/entry/data/emission@units': 'eV',
  '/entry/data/incident': Array.from({ length: incident }, (_, i) => 7108 + i),
  '/entry/data/incident@units': 'eV'
});

/** An NXdata whose signal z holds 1, 2, 3, … over these shapes. */
const read = (shape: [number, number], nodes: Record<string, FakeNode>) =>
  readTree(
    new FakeTree({
      '/@default': 'entry',
      '/entry@default': 'data',
      '/entry@NX_class': 'NXentry',
      '/entry/data@NX_class': 'NXdata',
      '/entry/data@signal': 'z',
      '/entry/data/z': {
        shape,
        values: Array.from({ length: shape[0] * shape[1] }, (_, i) => i + 1)
      },
      ...nodes
    })
  );

describe('NXdata without axes', () => {
  it('use an energy along the axis of its length', () => {
    const { kind, incident, channels } = read([3, 4], energies(3, 4));
    expect(kind).toBe('RXES');
    expect([...pointValues(incident!)].slice(0, 5)).toEqual([7108, 7109, 7110, 7111, 7108]);
    expect([...pointValues(channels[0].emission)].slice(0, 5)).toEqual([
      6390, 6390, 6390, 6390, 6391
    ]);
  });

  it('take no centres of one axis for the edges of another', () => {
    const { kind, incident, channels } = read([3, 4], energies(4, 3));
    expect(kind).toBe('RXES');
    expect([...pointValues(incident!)].slice(0, 5)).toEqual([7108, 7108, 7108, 7108, 7109]);
    expect([...pointValues(channels[0].emission)].slice(0, 5)).toEqual([
      6390, 6391, 6392, 6393, 6390
    ]);
  });

  it('are refused if an energy fits along both', () => {
    expect(() => read([3, 3], energies(3, 3))).toThrow(
      expect.objectContaining({
        code: 'scan/columns-unknown',
        message: expect.stringContaining('along which axis of the signal "emission" runs') as string
      })
    );
  });
});

describe('transposed arrays next to a map', () => {
  const axes = { ...energies(3, 4), '/entry/data@axes': 'emission,incident' };
  const turned = { shape: [4, 3], values: Array.from({ length: 12 }, (_, i) => i) };

  it('are not its uncertainties', () => {
    const { channels, warnings } = read([3, 4], { ...axes, '/entry/data/z_errors': turned });
    expect(channels[0].sigma).toBeNull();
    expect(warnings).toEqual([
      {
        code: 'nexus/errors-ignored',
        message:
          '"z_errors" has 4 × 3 values where the signal has 3 × 4: the uncertainties are not known.'
      }
    ]);
  });

  it('are reported as missing values of σ, if others exist', () => {
    const warningsOf = (values: number[]) => {
      const sigma = { shape: [3, 4], values };
      const { channels, warnings } = read([3, 4], { ...axes, '/entry/data/z_errors': sigma });
      return [[...(channels[0].sigma ?? [])].filter(Number.isNaN).length, warnings];
    };
    expect(warningsOf(Array<number>(12).fill(2))).toEqual([0, []]);
    expect(warningsOf(Array<number>(12).fill(NaN))).toEqual([12, []]);
    expect(warningsOf([-1, NaN, ...Array<number>(10).fill(2)])).toEqual([
      2,
      [
        {
          code: 'spectrum/sigma-missing',
          message: expect.stringContaining('missing, or below zero, at 2 of 12 points') as string
        }
      ]
    ]);
  });

  it('are not energies of its points', () => {
    const emission = { shape: [4, 3], values: turned.values.map(i => 6390 + i) };
    expect(() =>
      read([3, 4], {
        ...energies(3, 4),
        '/entry/data@axes': '.,incident',
        '/entry/data/emission': emission
      })
    ).toThrow(expect.objectContaining({ code: 'scan/columns-unknown' }));
  });
});

describe('NXdata whose values are stored scaled', () => {
  it.each([
    ['a factor beside the signal', { '/entry/data/z_scaling_factor': [0.5] }],
    ['a factor of the group', { '/entry/data/scaling_factor': [0.5] }],
    ['an offset', { '/entry/data/z_offset': [3] }],
    ['a factor as an attribute', { '/entry/data/z@scale_factor': '0.5' }],
    ['a factor of an axis', { '/entry/data/emission_scaling_factor': [1000] }]
  ])('is refused, not read unscaled: %s', (_, nodes) => {
    expect(() => read([3, 4], { ...energies(3, 4), ...nodes })).toThrow(
      expect.objectContaining({
        code: 'scan/columns-unknown',
        message: expect.stringContaining('stored scaled') as string
      })
    );
  });

  it('is read if the factor is 1 and the offset 0', () => {
    const nodes = { '/entry/data/z_scaling_factor': [1], '/entry/data/z_offset': [0] };
    expect(read([3, 4], { ...energies(3, 4), ...nodes }).kind).toBe('RXES');
  });
});
