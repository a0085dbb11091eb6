import { isTable, readTable, readTableScan, type Scan } from '../../../src/formats';
import { listingOfText } from '../../../src/formats/mapping/listing';
import { readMappedText } from '../../../src/formats/mapping/mappedtable';
import { pointValues } from '../../../src/science';

const invalid = (why: string) =>
  expect.objectContaining({
    code: 'table/invalid',
    message: expect.stringContaining(why) as string
  }) as Error;

const shown = ({ channels: [first], ...scan }: Scan) => ({
  entry: scan.entry,
  emission: [...pointValues(first.emission)],
  intensity: [...first.intensity]
});

describe('first rows without a number', () => {
  it.each(['NA', 'n/a', '1.#QNAN', '****', '#N/A', 'OVER', "1'234"])('%s are refused', word => {
    const rows = (separator: string) =>
      [
        ['energy', 'sample', 'ref'],
        ['7040', word, '1'],
        ['7041', word, '2'],
        ['7042', '5', '3'],
        ['7043', '6', '4']
      ]
        .map(row => row.join(separator))
        .join('\n');
    for (const separator of [',', ' ', '\t', ';']) {
      expect(() => readTable(rows(separator))).toThrow(invalid(`"${word}" in line 3 is no number`));
    }
  });

  it('are rows if they have an invalid number', () => {
    const { names, columns } = readTable('energy a\n7040 -nan(ind)\n7041 2\n7042 3\n');
    expect([names, columns.map(column => [...column])]).toEqual([
      ['energy', 'a'],
      [
        [7040, 7041, 7042],
        [NaN, 2, 3]
      ]
    ]);
  });

  it.each([
    ['units', 'energy,a,b\neV,a.u.,a.u.\n7040,1,2\n7041,3,4\n'],
    ['remarks', 'energy,a,b\n,300 K,310 K\n7040,1,2\n7041,3,4\n'],
    ['sentences', 'measured at 300 K\nenergy a b\n7040 1 2\n7041 3 4\n']
  ])('are no %s', (_, text) => {
    expect([...readTable(text).columns[0]]).toEqual([7040, 7041]);
  });
});

describe('columns of words', () => {
  it('are refused if they are called an energy or an intensity', () => {
    const transfer = 'incident energy (eV),energy transfer (eV),counts\n7110,a7,1\n7111,a8,2\n';
    expect(() => readTableScan(transfer)).toThrow(invalid('"a7" in line 2 is no number'));
    const over = 'emission_eV,counts,ref\n7040,OVER,1\n7041,OVER,2\n';
    expect(() => readTableScan(over)).toThrow(invalid('"OVER" in line 2 is no number'));
  });

  it('are left out if they are called something else', () => {
    const text = 'emission_eV,counts,when\n7040,1,10:30\n7041,2,10:31\n';
    expect(shown(readTableScan(text)).intensity).toEqual([1, 2]);
  });

  it('are none if a dash stands for a minus', () => {
    const rows = '7110,\u2013720,1\n7111,\u2212721,2\n';
    const { channels } = readTableScan(`incident energy (eV),energy transfer (eV),counts\n${rows}`);
    expect([...pointValues(channels[0].emission)]).toEqual([7830, 7832]);
    expect(() => readTable('energy,a\n7040,1\n7041,1.5\u2013200\n7042,3\n')).toThrow(
      invalid('in line 3 is no number')
    );
  });
});

describe('spectra one below another', () => {
  const first = '7040 1\n7041 2\n7042 3\n';
  const second = '7040.5 11\n7041.5 12\n7042.5 13\n';
  const names = '# emission_eV intensity\n';

  it.each([
    ['with a line of names each', `${names}${first}\n\n${names}${second}`],
    ['with names below each other', `${names}${first}${names}${second}`],
    ['with one line of names', `${names}${first}\n${second}`],
    ['with names and remarks', `${names}${first}\n# the second\n${second}`],
    [
      'with names that are no comment',
      `emission_eV intensity\n${first}\nemission_eV intensity\n${second}`
    ]
  ])('%s are scans of one file', (_, text) => {
    const scan = readTableScan(text);
    expect(shown(scan)).toEqual({
      entry: '1',
      emission: [7040, 7041, 7042],
      intensity: [1, 2, 3]
    });
    expect(scan.warnings.map(({ code }) => code)).toContain('scan/several-entries');
    expect(shown(readTableScan(text, { entry: '2' }))).toEqual({
      entry: '2',
      emission: [7040.5, 7041.5, 7042.5],
      intensity: [11, 12, 13]
    });
    expect(listingOfText(text)?.(text).entries.map(({ name }) => name)).toEqual(['1', '2']);
  });

  it('of equal energies retain all of their points', () => {
    const text = `${names}${first}\n${names}${first.replace(/ /g, ' 1')}`;
    expect(shown(readTableScan(text, { entry: '2' })).intensity).toEqual([11, 12, 13]);
  });

  it('are reported if the columns are named', () => {
    const { warnings } = readMappedText(`${names}${first}\n\n${names}${second}`, {
      emission: '1',
      intensity: '2'
    });
    expect(warnings.map(({ code }) => code)).toContain('scan/several-entries');
  });

  it('name the line of a bad number in the file', () => {
    const text = `${names}${first}\n${second}7043.5 x\n7044.5 14\n`;
    expect(() => readTableScan(text, { entry: '2' })).toThrow(invalid('"x" in line 9'));
  });

  it('are one if the next continues it, or a map is written that way', () => {
    expect(shown(readTableScan(`${names}${first}\n7043 4\n7044 5\n`)).emission).toHaveLength(5);
    const map = 'incident_eV emission_eV counts\n';
    const lines = '7110 6390 1\n7110 6391 2\n\n7111 6390 3\n7111 6391 4\n';
    expect(readTableScan(map + lines).kind).toBe('RXES');
  });
});

describe('commas and points in one table', () => {
  it.each([
    '780,5;1.234\n780,6;12.345\n',
    '780.5;1,234\n780.6;12,345\n',
    '780,5\t1.234\n780,6\t12.345\n'
  ])('%j are refused', rows => {
    expect(() => readTable(`Emission energy (eV)${rows[5]}counts\n${rows}`)).toThrow(
      invalid('which of them parts thousands is not said')
    );
  });

  it('are refused if all commas may be thousands separators', () => {
    expect(() => readTable('Emission energy (eV);counts\n7,805;1,234\n7,806;1,235\n')).toThrow(
      invalid('"7,805" may be a decimal number or have its thousands apart')
    );
  });
});

describe('units in a separate line', () => {
  it('are anything in brackets, if one is of an energy', () => {
    const text = 'emission energy;counts\n[keV];[1000 counts]\n7,0405;0,5\n7,0415;0,6\n';
    const { channels, warnings } = readTableScan(text);
    expect([...pointValues(channels[0].emission)]).toEqual([7040.5, 7041.5]);
    expect(warnings).toEqual([]);
  });

  it('may be Hartrees', () => {
    const { channels } = readTableScan('emission energy (Eh),counts\n100,5\n200,6\n');
    expect([...pointValues(channels[0].emission)]).toEqual([2721.1386245981, 5442.2772491962]);
  });
});

describe('an unreadable table', () => {
  it.each([
    [
      'thousands in quotes',
      'energy,counts\n7040,"1,234.5"\n7041,"1,235.5"\n',
      '"1,234.5" in line 2'
    ],
    ['apostrophes', "energy;counts\n7040;1'234\n7041;1'235\n", `"1'234" in line 2`],
    ['a long line', `energy counts\n${'7040 '.repeat(250_000)}\n`, 'line 2 has 1250000 characters'],
    [
      'a long header',
      `${'text\n'.repeat(2500)}energy counts\n7040 1\n7041 2\n`,
      'its numbers begin in line 2502, below more than 2000 lines'
    ]
  ])('because of %s is still a table, and explains why', (_, text, why) => {
    expect(isTable(text)).toBe(true);
    expect(isTable(text.slice(0, 2 ** 18))).toBe(true);
    expect(() => readTable(text)).toThrow(invalid(why));
  });

  it('is not a table without numbers', () => {
    expect(isTable(`${'text\n'.repeat(2500)}a 1\nb 2\n`)).toBe(false);
    expect(isTable("it's 1'234, or so\nmore text\n")).toBe(false);
  });
});
