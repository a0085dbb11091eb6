import fc from 'fast-check';
import { isText, openText, readTable, readTableScan } from '../../../src/formats';
import { XESError } from '../../../src/base/errors';
import { decodeText } from '../../../src/io/text';

/** Reads a text in all ways: what is thrown must be a message for people. */
function tried(text: string): void {
  isText(text);
  for (const read of [readTable, readTableScan, (all: string) => openText(all)]) {
    try {
      read(text);
    } catch (error) {
      if (!(error instanceof XESError)) {
        throw error;
      }
    }
  }
}

const number = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e250, max: 1e250 })
  .map(value => value + 0);
/** The header of a file of each format; each has three columns. */
const headers = {
  spec: ['#F x', '#E 1', '', '#S 1  ascan en 1 2 3 1', '#N 3', '#L Energy (eV)  I0  counts'],
  several: ['#S 1  ct', '#L a  b  c', '1 2 3', '#S 1  ct', '#L a  b  c'],
  xdi: ['# XDI/1.0', '# Column.1: energy eV', '# Column.2: i0', '# Column.3: mu', '# ///', '#---'],
  fio: ['%c', 'Name: x', '%d', 'Col 1 energy', 'Col 2 I0', 'Col 3 counts'],
  labview: [
    '# 1-D Scan File created by LabVIEW Control Panel  1/1/2019;',
    '# Here is a readable list of column headings:',
    '#  1) Mono Energy *   3) counts',
    '#  2) I0'
  ],
  ssrl: [
    'SSRL   EXAFS Data Collector 1.3',
    'x',
    'PTS: 4 COLS: 3',
    'Data:',
    'Energy',
    'I0',
    'I1',
    ''
  ],
  photonFactory: [
    '  9809  KEK-PF',
    'x',
    ' Mono : Si D= 3.1 A',
    ' Angle(c) Angle(o) time/s',
    '  Mode 0 0'
  ],
  sshade: ['*Spectrum*', '- Title: x', 'energy(eV)\ta\tb'],
  matrix: ['# top row: incident (eV), first col: emission (eV)', 'nan 9000.5 9001.5'],
  plain: ['energy_eV intensity sigma']
};
const rows = fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 20 });
const file = fc
  .tuple(fc.constantFrom(...Object.values(headers)), rows, fc.constantFrom('\n', '\r\n', '\r'))
  .map(([header, numbers, end]) =>
    [...header, ...numbers.map(row => ` ${row.join(' ')}`), ''].join(end)
  );

/** Changes of a text at a position (0 to 1): deletion, insertion, duplication or move. */
const mutation = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.nat({ max: 40 }),
  fc.oneof(
    fc.string(),
    fc.constantFrom(
      '#S 2 x\n',
      '@A 1 2\\\n',
      '"',
      ',',
      ';',
      '\t',
      '\0',
      '%d\n',
      '\n#L ',
      '1e999',
      '\u2212'
    )
  )
);
const mutated = fc
  .tuple(file, fc.array(mutation, { minLength: 1, maxLength: 5 }))
  .map(([text, mutations]) =>
    mutations.reduce((all, [place, length, inserted]) => {
      const at = Math.floor(place * all.length);
      return all.slice(0, at) + inserted + all.slice(at + length);
    }, text)
  );

describe('any text', () => {
  it('of random bytes is read or refused with a message', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), bytes => tried(decodeText(bytes))),
      { numRuns: 500 }
    );
  });

  it('from a damaged file is read or refused with a message', () => {
    fc.assert(fc.property(mutated, tried), { numRuns: 1500 });
  });

  it('of each format is recognised', () => {
    for (const header of Object.values(headers)) {
      expect(isText([...header, ' 1 2 3', ' 4 5 6', ''].join('\n'))).toBe(true);
    }
  });
});

describe('a long text', () => {
  // each of these would take minutes in quadratic time
  const long = 400_000;
  const names = `energy_eV${' '.repeat(long)}intensity`;
  it.each([
    ['blank lines', `energy_eV,intensity\n1,2\n${'\n'.repeat(long)}3,4`],
    ['blanks in a comment', `# ${names}\n1 2\n3 4\n`],
    ['blanks in a line of names', `${names}\n1 2\n3 4\n`],
    ['brackets', `${'['.repeat(long)},${'('.repeat(long)}\n1,2\n3,4\n`],
    ['quotes', `${'"'.repeat(long)}\n1,2\n3,4\n`],
    ['signs of comments', `#${' #'.repeat(long)}\n1,2\n3,4\n`],
    ['digits', `energy_eV,intensity\n${'1'.repeat(long)},2\n3,4\n`],
    ['commas', `${','.repeat(long)}\n${','.repeat(long)}\n`],
    ['short rows below a wide one', `${'1,'.repeat(15_000)}1\n`.repeat(2) + '1,2\n'.repeat(long)],
    ['headings', `# 1-D Scan File created by LabVIEW\n# ${'1)   '.repeat(long)}\n1 2\n3 4\n`],
    ['lines of a header', `  9809  KEK-PF${'\n'.repeat(long)}`],
    ['columns of words', `a,b,c\n${`x${',1'.repeat(2)}\n`.repeat(long / 8)}`],
    ['scans', '#S 1 ct\n'.repeat(long / 4)],
    ['continued spectra', `#S 1 ct\n#L a  b\n1 2\n${'@A 1\\\n'.repeat(long / 4)}`],
    ['fields', `# XDI/1.0\n# Column.1:${' '.repeat(long)}\n# ${'a.'.repeat(long)}\n1 2\n3 4\n`]
  ])('of %s is read or refused', (_, text) => {
    tried(text);
    expect(isText('1,2\n3,4\n')).toBe(true);
  });
});

describe('numbers in any dialect', () => {
  const dialects = fc.record({
    separator: fc.constantFrom(' ', '  ', '\t', ',', ', ', ';', ' \t '),
    hasDecimalCommas: fc.boolean(),
    exponent: fc.constantFrom('e', 'E', 'D', 'd'),
    isQuoted: fc.boolean(),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    isEndless: fc.boolean(),
    header: fc.constantFrom(
      [],
      ['# a comment'],
      ['text above the numbers of many words', ''],
      ['% x', '! y', '// z']
    ),
    footer: fc.constantFrom([], ['', 'End of file'], ['# the end']),
    naming: fc.constantFrom('comment', 'line', 'none')
  });
  const table = fc.integer({ min: 2, max: 5 }).chain(width =>
    fc.array(fc.array(number, { minLength: width, maxLength: width }), {
      minLength: 2,
      maxLength: 10
    })
  );

  it('are the same numbers', () => {
    fc.assert(
      fc.property(table, dialects, (values, dialect) => {
        const { separator, exponent, end, footer, header, naming } = dialect;
        const hasCommas = dialect.hasDecimalCommas && !separator.includes(',');
        const isQuoted = dialect.isQuoted && /^[,;\t]$/.test(separator);
        const cell = (value: number) => {
          // with a digit behind the comma that no thousands have
          const text = value.toExponential(Math.max(4, 17)).replace('e', exponent);
          const own = hasCommas ? text.replace('.', ',') : text;
          return isQuoted ? `"${own}"` : own;
        };
        const names = ['energy', 'i0', 'mu', 'time', 'sigma']
          .slice(0, values[0].length)
          .join(separator);
        const lines = [
          ...header,
          ...(naming === 'none' ? [] : [naming === 'comment' ? `# ${names}` : names]),
          ...values.map(row => row.map(cell).join(separator)),
          ...footer
        ];
        const read = readTable(lines.join(end) + (dialect.isEndless ? '' : end));
        expect(read.columns.map(column => [...column])).toEqual(
          values[0].map((_, k) => values.map(row => row[k]))
        );
        expect(read.names).toHaveLength(naming === 'none' ? 0 : values[0].length);
      }),
      { numRuns: 1000 }
    );
  });
});
