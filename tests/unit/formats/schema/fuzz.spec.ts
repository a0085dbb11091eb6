import fc from 'fast-check';
import { XESError } from '../../../../src/base/errors';
import { readSchema, readSchemaText, readTree, type Scan } from '../../../../src/formats';
import { FakeTree, type FakeNode } from '../faketree';

const schema = readSchema({
  type: 'xes-facility',
  version: 1,
  name: 'Fuzz',
  hdf5: {
    recognise: { paths: ['/s*'] },
    entries: 's*',
    motors: { from: 'title', arrays: 'c/{motor}' },
    incident: { motor: '^mono', paths: ['m/mono'], unit: 'keV', jitter: 0.01 },
    emission: { motor: '^xes', paths: ['m/xes'], unit: 'keV' },
    monitor: 'c/i0',
    time: 'c/t',
    channels: [
      { counts: 'c/n', ratio: 'c/r', bragg: 'c/b' },
      { each: 'c/d*', intensity: '{each}' },
      { name: 'mu', transmission: { signal: 'plot' } }
    ],
    shape: 'dims',
    planned: { command: 'spec' },
    metadata: { scanCommand: 'title' }
  },
  text: {
    recognise: { header: '^#' },
    names: { pattern: '^# (.*)$', separator: 'blanks' },
    incident: 'mono',
    emission: 'xes',
    monitor: 'i0',
    channels: [{ counts: 'n' }, { name: 'mu', transmission: 'n' }]
  }
});

/** Each point has what a scan needs, whatever its content. */
function expectSound(scan: Scan): void {
  const n = scan.channels[0].emission.length;
  const arrays = scan.channels.flatMap(({ intensity, sigma, counts, bragg, emission }) => [
    intensity,
    sigma,
    counts,
    bragg,
    emission
  ]);
  [...arrays, scan.incident, scan.monitor, scan.time].forEach(entry =>
    expect(entry === null ? n : entry.length).toBe(n)
  );
  expect(scan.points.measured).toBeLessThanOrEqual(n);
}

function attempt(read: () => Scan): 'read' | 'refused' {
  try {
    expectSound(read());
    return 'read';
  } catch (error) {
    if (!(error instanceof XESError)) {
      throw error;
    }
    return 'refused';
  }
}

const number = fc.oneof(
  fc.double({ min: 8, max: 10, noNaN: true }),
  fc.constantFrom(0, -1, NaN, Infinity, 1e300, 5, 8638)
);
const array = fc.oneof(
  fc.array(number, { maxLength: 6 }),
  fc.array(number, { minLength: 4, maxLength: 4 }),
  fc.constant<number[]>([8.6, 8.61, 8.62, 8.63])
);
const node: fc.Arbitrary<FakeNode> = fc.oneof(
  { weight: 6, arbitrary: array },
  { weight: 1, arbitrary: fc.constantFrom<FakeNode>('a text', '->other.h5:/x') },
  {
    weight: 2,
    arbitrary: fc.array(number, { minLength: 4, maxLength: 4 }).map(values => ({
      shape: [2, 2],
      values
    }))
  }
);
const places = [
  'm/mono',
  'm/xes',
  'c/mono',
  'c/xes',
  'c/i0',
  'c/t',
  'c/n',
  'c/r',
  'c/b',
  'c/d1',
  'c/d2',
  'plot/y',
  'dims'
];
const title = fc.constantFrom(
  'ascan xes 8 9 3 1',
  'amesh mono 8 9 1 xes 8 9 1 1',
  'ascan',
  'mesh a b c',
  'ascan xes 0 1 1e9 1',
  'loopscan 5 1',
  ''
);

describe('any file', () => {
  it('is read by a schema with everything its points need, or refused by a code', () => {
    const seen = { read: 0, refused: 0 };
    const tree = fc.record({
      nodes: fc.dictionary(fc.constantFrom(...places), node),
      title,
      units: fc.dictionary(fc.constantFrom(...places), fc.constantFrom('eV', 'keV', 'deg', ''))
    });
    fc.assert(
      fc.property(tree, ({ nodes, title: command, units }) => {
        const all = {
          '/s1/title': command,
          '/s1/plot@signal': 'y',
          ...Object.fromEntries(
            Object.entries(nodes).map(([path, fakeNode]) => [`/s1/${path}`, fakeNode])
          ),
          ...Object.fromEntries(
            Object.entries(units).map(([path, unit]) => [`/s1/${path}@units`, unit])
          )
        };
        seen[attempt(() => readTree(new FakeTree(all), { schemas: [schema] }))]++;
      }),
      { numRuns: 3000 }
    );
    expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(30);
  });

  it('and any text', () => {
    const seen = { read: 0, refused: 0 };
    const cell = fc.oneof(
      number.map(String),
      fc.constantFrom('', '#', 'mono', '8638', '8639.5', '1e', '-')
    );
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 5 }), { maxLength: 6 });
    const names = fc.shuffledSubarray(['mono', 'xes', 'i0', 'n', 'mono'], { minLength: 2 });
    fc.assert(
      fc.property(names, rows, (head, cells) => {
        const lines = [`# ${head.join(' ')}`, ...cells.map(row => row.join(' '))];
        seen[attempt(() => readSchemaText(lines.join('\n'), schema))]++;
      }),
      { numRuns: 3000 }
    );
    expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(20);
  });
});
