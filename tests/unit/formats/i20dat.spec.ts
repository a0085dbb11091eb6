import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { firstChannel } from '../../../src/formats';
import { XESError } from '../../../src/base/errors';
import { scanMap } from '../../../src/science';
import { describeReal } from './realscans';
import { isGdaAscii, readI20Dat } from './i20';

const head = [
  '# DIAMOND LIGHT SOURCE',
  '# Instrument: I20-XAS Date: Wed, 8 Oct 2025 17:04:54 BST',
  '# XES upper spectrometer : crystal material Si, crystal cut: (6 4 2), Rowland circle radius: 995.0 mm',
  "# Nexus output file: '/dls/i20/data/2025/sp41335-1/nexus/1_1.nxs'",
  '# Sample name: ZnO'
];
const command =
  'scan bragg1WithOffset 9658.0 9658.7 0.3 XESEnergyUpper [Range1 : 8632.00, 8632.30, 0.30] I1 medipix1';
const names = [
  'Energy',
  'XESEnergyUpper',
  'XESBraggUpper',
  'I1',
  'FF_medipix1',
  'FFI1_medipix1',
  'Time'
];

/** A file of a 3 × 2 map with the first points of it. */
function text(points = 6, commandLine = `# Sample description: # command: ${command}`): string {
  const rows = Array.from({ length: points }, (_, i) =>
    [9658 + Math.floor(i / 2) * 0.3, 8632 + (i % 2) * 0.3, 81.7, 1000, 7 + i, 0.007, 1]
      .map(value => value.toFixed(4).padEnd(16))
      .join('\t')
  );
  const table = [
    `# ${names.map(name => name.padEnd(16)).join('\t')}\t`,
    ...rows.map(row => `${row}\t`)
  ];
  return [...head, commandLine, '#', ...table, '# Final ring current: 298.08465', ''].join('\n');
}

describe('readI20Dat', () => {
  it('reads the table, and recomputes the ratio', () => {
    expect(isGdaAscii(text())).toBe(true);
    const scan = readI20Dat(text());
    expect(scan).toMatchObject({
      format: 'gda-ascii',
      kind: 'RXES',
      shape: [3, 2],
      points: { planned: 6, measured: 6 },
      warnings: []
    });
    expect(scan.channels.map(({ name }) => name)).toEqual(['upper']);
    expect(scan.channels[0].intensity[1]).toBe(8 / 1000); // the file says 0.007
    expect(scan.metadata).toMatchObject({
      scanCommand: command,
      sample: 'ZnO',
      experiment: 'sp41335-1',
      crystals: { upper: 'Si (6 4 2)' }
    });
  });

  it('reads Windows line ends, and a command on a line of its own', () => {
    const scan = readI20Dat(text(6, `# command: ${command}`).replaceAll('\n', '\r\n'));
    expect(scan.points.measured).toBe(6);
    expect(scan.metadata.scanCommand).toBe(command);
  });

  it('reports that a scan stopped early, and leaves out a truncated line', () => {
    const scan = readI20Dat(text(4));
    expect(scan.points).toEqual({ planned: 6, measured: 4 });
    expect(scan.warnings).toEqual([expect.objectContaining({ code: 'scan/aborted' })]);
    const whole = text();
    const cut = whole.slice(0, whole.indexOf('# Final') - 60);
    expect(readI20Dat(cut).points.measured).toBe(5);
    const inLastNumber = whole.slice(0, whole.indexOf('# Final') - 15);
    expect(inLastNumber).toMatch(/\t1\.\d*$/);
    expect(readI20Dat(inLastNumber).points.measured).toBe(5);
  });

  it.each([
    ['scan XESEnergyLower [Range1 : 9620.00, 9680.00, 0.30] bragg1WithOffset 9900.0 I1', [201]],
    [
      'scan XESEnergyGroup [Range1 : 8634.00, 8643.80, 0.20, Range2 : 9564.00, 9578.70, 0.30] I1',
      [50]
    ],
    [
      'scan XESEnergyLower [Range1 : 1.0, 2.0, 0.5, Range2 : 3.0, 4.0, 1.0] bragg1WithOffset 9900.0',
      [5]
    ],
    [
      'scan XESEnergyLower [Range1 : 1.0, 3.0, 0.5, Range2 : 3.0, 5.0, 1.0] bragg1WithOffset 9900.0',
      [7]
    ],
    ['scan bragg1WithOffset 9650.0 9680.0 0.2 XESEnergyUpper 8639.2', [151]],
    ['scan XESEnergyUpper [Range1 : 1.0, 2.0, 0.5] bragg1WithOffset 9650.0 9651.0 0.5 I1', [3, 3]],
    ['scan something else', [6]]
  ])('finds the planned shape of %s', (line, shape) => {
    expect(readI20Dat(text(6, `# command: ${line}`)).shape).toEqual(shape);
  });

  it('reports what each arm measured: one may stand still while the other moves', () => {
    const columns = [
      'Energy',
      'XESEnergyUpper',
      'XESEnergyLower',
      'I1',
      'FF_medipix1',
      'FF_medipix2'
    ];
    const lines = (emission: (moving: number) => [number, number]) =>
      Array.from({ length: 6 }, (_, i) =>
        [9658 + Math.floor(i / 2) * 0.3, ...emission(8632 + (i % 2) * 0.3), 1000, i, i].join('\t')
      ).map(row => `${row}\t`);
    const group =
      '# command: scan bragg1WithOffset 9658.0 9658.7 0.3 XESEnergyGroup [Range1 : 8639.0, 8639.0, 0.0, Range2 : 8632.0, 8632.3, 0.3]';
    const read = (emission: (moving: number) => [number, number]) =>
      readI20Dat([...head, group, `# ${columns.join('\t')}\t`, ...lines(emission)].join('\n'));
    const lower = read(moving => [8639, moving]);
    expect([lower.kind, lower.shape]).toEqual(['RXES', [3, 2]]);
    expect(lower.channels.map(({ kind }) => kind)).toEqual(['HERFD-XANES', 'RXES']);
    expect(firstChannel(lower)?.name).toBe('lower');
    expect(scanMap(lower, lower.channels[1]).intensity).toHaveLength(6);
    const upper = read(moving => [moving, 8639]);
    expect(upper.kind).toBe('RXES');
    expect(upper.channels.map(({ kind }) => kind)).toEqual(['RXES', 'HERFD-XANES']);
  });

  it('reports what is missing, by a code', () => {
    const code = (edited: string) => {
      try {
        readI20Dat(edited);
      } catch (error) {
        return (error as XESError).code;
      }
      return 'no error';
    };
    expect(code('hello')).toBe('scan/unknown-format');
    expect(code(text().replace('XESEnergyUpper  ', 'Other'))).toBe('scan/no-energy');
    expect(code(text().replace('FF_medipix1', 'Other'))).toBe('scan/no-intensity');
  });

  it('throws only errors that say what to do', () => {
    const whole = text();
    const mangled = fc
      .tuple(
        fc.nat(whole.length),
        fc.nat(40),
        fc.oneof(
          fc.string(),
          fc.constantFrom('\t', '\n', '#', 'NaN', '1e999', '-', '\0', '[Range1 : 0, 1e9, 0]')
        )
      )
      .map(([at, length, insert]) => whole.slice(0, at) + insert + whole.slice(at + length));
    const attempt = (input: string) => {
      try {
        const scan = readI20Dat(input);
        expect(scan.channels.length).toBeGreaterThan(0);
        expect(scan.channels[0].emission).toHaveLength(scan.points.measured);
      } catch (error) {
        expect(error).toBeInstanceOf(XESError);
      }
    };
    fc.assert(fc.property(mangled, attempt), { numRuns: 500 });
    fc.assert(fc.property(fc.string(), attempt));
  });
});

describeReal('a real map of I20 in ASCII', path => {
  it('279192 has the sum and maximum that were computed independently', () => {
    const scan = readI20Dat(readFileSync(path('XES_ZnZSM5_air500_279192_1.dat'), 'utf8'));
    expect(scan).toMatchObject({
      kind: 'RXES',
      shape: [17, 51],
      points: { planned: 867, measured: 867 }
    });
    const map = scanMap(scan, scan.channels[0]);
    expect([map.emission.length, map.incident.length]).toEqual([51, 17]);
    expect(map.intensity.reduce((a, b) => a + b, 0)).toBeCloseTo(1.0241379670777, 12);
    expect(Math.max(...map.intensity)).toBeCloseTo(0.01684729064, 10);
    map.incident.forEach((energy, j) => expect(energy).toBeCloseTo(9658 + 0.3 * j, 2));
  });
});
