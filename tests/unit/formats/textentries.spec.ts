import { readTableScan } from '../../../src/formats';
import type { FileListing } from '../../../src/formats/mapping/types';
import type { XESError } from '../../../src/base/errors';
import { pointValues } from '../../../src/science';

const scan = (number: number, factor: number, command = `ascan en 1000 1002 2 1`) =>
  [
    `#S ${number}  ${command}`,
    '#D Fri Jun 28 13:38:56 2013',
    '#P0 1.5 2.5',
    '#N 2',
    '#L emission energy (eV)  counts',
    ...[1000, 1001, 1002].map((energy, i) => `${energy} ${factor * (i + 1)}`),
    ''
  ].join('\n');
const header = '#F scans\n#E 1371554237\n#O0 gamma  two theta\n\n';
const file = header + scan(1, 1) + scan(2, 10) + scan(2, 100) + scan(3, 1000, 'ct');

describe('the scans of a SPEC file', () => {
  const intensity = (entry?: string) =>
    readTableScan(file, entry === undefined ? undefined : { entry }).channels[0].intensity[0];

  it('are entries by their numbers, a repeated one with a counter', () => {
    expect(readTableScan(file)).toMatchObject({
      entry: '1',
      entries: [
        { name: '1', title: 'ascan en 1000 1002 2 1' },
        { name: '2', title: 'ascan en 1000 1002 2 1' },
        { name: '2.2', title: 'ascan en 1000 1002 2 1' },
        { name: '3', title: 'ct' }
      ],
      metadata: {
        title: 'ascan en 1000 1002 2 1',
        scanCommand: 'ascan en 1000 1002 2 1',
        startTime: 'Fri Jun 28 13:38:56 2013'
      },
      warnings: [
        {
          code: 'scan/several-entries',
          message:
            'This file has 4 scans, and none was chosen: scan 1 is shown. The others are 2, 2.2, 3.'
        }
      ]
    });
  });

  it.each([
    ['2', 10],
    ['2.1', 10],
    ['2.2', 100],
    ['3', 1000]
  ])('are read by their names: %s', (entry, first) => {
    expect(intensity(entry)).toBe(first);
    expect(readTableScan(file, { entry }).warnings).toEqual([]);
  });

  it.each(['4', '2.3', '', '__proto__', '1 '])('that do not exist are refused: "%s"', entry => {
    expect(() => readTableScan(file, { entry })).toThrow(
      expect.objectContaining({
        code: 'scan/entry-missing',
        message: expect.stringContaining('1, 2, 2.2, 3') as string
      })
    );
  });

  it('are not searched for in a text of one scan', () => {
    const table = 'emission_eV,intensity\n1000,1\n1001,2\n';
    expect(readTableScan(table).entries).toBeUndefined();
    expect(() => readTableScan(table, { entry: '1' })).toThrow(
      expect.objectContaining({ code: 'scan/entry-missing' })
    );
    const single = readTableScan(header + scan(5, 1), { entry: '5' });
    expect([single.entries, single.channels[0].intensity[2]]).toEqual([undefined, 3]);
  });

  it('are named if the content of one of them is requested', () => {
    const open = file.replaceAll('emission energy (eV)', 'en');
    expect(() => readTableScan(open, { entry: '2' })).toThrow(
      expect.objectContaining({
        code: 'scan/columns-unknown',
        message: expect.stringContaining(
          'This is of scan 2; the file has 4 scans: 1, 2, 2.2, 3.'
        ) as string
      })
    );
  });

  it.each([
    ['mesh en 1 2 3 xes 1 2 4 1', 20],
    ['dscan en -1 1 10 1', 11],
    ['a2scan en 1 2 xes 1 2 6 1', 7],
    ['loopscan 10 1', 3],
    ['ascan en 1 2 x 1', 3]
  ])('have the number of planned points of their command: %s', (command, planned) => {
    const { points, warnings } = readTableScan(header + scan(1, 1, command));
    expect(points).toEqual({ planned, measured: 3 });
    expect(warnings.map(({ code }) => code)).toEqual(planned > 3 ? ['scan/aborted'] : []);
  });
});

describe('what stood still while a scan was measured', () => {
  const still = [
    '#F scans',
    '#O0 gamma  emission energy',
    '#O1 two theta',
    '',
    '#S 1 ascan mono 9000 9002 2 1',
    '#P0 1.5 6403.8',
    '#P1 7e1',
    '#L mono  det',
    '9000 1',
    '9001 2',
    '9002 3',
    '#S 2 ascan mono 9000 9002 2 1',
    '#P0 1.5',
    '#L mono  det',
    '9000 1',
    '9001 2',
    ''
  ].join('\n');
  const columns = { incident: 'mono', emission: 'emission energy', intensity: 'det', unit: 'eV' };

  it('can be an energy, by its name', () => {
    const scan = readTableScan(still, { columns, entry: '1' });
    expect(scan.kind).toBe('HERFD-XANES');
    expect(pointValues(scan.channels[0].emission)).toEqual(Float64Array.of(6403.8, 6403.8, 6403.8));
    expect(scan.incident && pointValues(scan.incident)).toEqual(Float64Array.of(9000, 9001, 9002));
  });

  it('is not listed if the numbers of values and names differ', () => {
    expect(() => readTableScan(still, { columns, entry: '2' })).toThrow(
      expect.objectContaining({
        code: 'scan/columns-unknown',
        message: expect.stringContaining('There is no array "emission energy"') as string
      })
    );
  });

  it('is in the listing after the columns, as one value, without a number', () => {
    const listed = (choice: object) => {
      try {
        readTableScan(still, { entry: '1', ...choice });
      } catch (error) {
        return error as XESError & { details: FileListing };
      }
      throw new Error('it opens');
    };
    const { details } = listed({ columns: { incident: 'no such', intensity: 'det' } });
    expect(details.arrays.map(({ name, shape }) => [name, shape])).toEqual([
      ['mono', [3]],
      ['det', [3]],
      ['gamma', []],
      ['emission energy', []],
      ['two theta', []]
    ]);
    expect(details).toMatchObject({ entry: '1', entries: [{ name: '1' }, { name: '2' }] });
    expect(listed({ columns: { incident: '3', intensity: 'det' } }).message).toContain(
      'by number 1 to 2'
    );
  });

  it('is a parameter of a .fio that is a number', () => {
    const fio =
      '%c\nx\n%p\nEMISSION = 6403.8\nSAMPLE = 3 oxide\n%d\nCol 1 mono\nCol 2 det\n9000 1\n9001 2\n';
    const mapping = { incident: 'mono', emission: 'EMISSION', intensity: 'det', unit: 'eV' };
    const scan = readTableScan(fio, { columns: mapping });
    expect(pointValues(scan.channels[0].emission)).toEqual(Float64Array.of(6403.8, 6403.8));
  });
});
