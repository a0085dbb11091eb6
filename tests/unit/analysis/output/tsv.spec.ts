import { curvesTsv, tableTsv, tsv } from '../../../../src/analysis/output/tsv';
import { numberColumn, wordColumn } from '../../../../src/formats/columns';
import { numbersTsv } from '../../../../src/widgets/inspector/numberstsv';

const link = '=HYPERLINK("http://example.org","scan")';

const curve = {
  kind: 'spectrum',
  axis: 'emission',
  spectrum: {
    energy: Float64Array.of(-1.5, 2),
    intensity: Float64Array.of(NaN, -1e-7),
    sigma: Float64Array.of(Infinity, 1 / 3)
  }
} as const;

describe('text copied for a spreadsheet', () => {
  it('has labels that are not formulas, and numbers that are numbers', () => {
    expect(
      curvesTsv([
        { name: link, value: curve },
        { name: '-2+3', value: curve }
      ]).split('\n')
    ).toEqual([
      [
        ...['\'=HYPERLINK("http://example.org","scan") '].flatMap(name =>
          ['energy_eV', 'intensity', 'sigma'].map(column => name + column)
        ),
        ...['energy_eV', 'intensity', 'sigma'].map(column => `'-2+3 ${column}`)
      ].join('\t'),
      '-1.5\t\t\t-1.5\t\t',
      '2\t-1e-7\t0.3333333333333333\t2\t-1e-7\t0.3333333333333333',
      ''
    ]);
  });

  it('has no formula after a comma either', () => {
    expect(tsv([['a,=1+1', '@x', '+y']])).toBe("a,'=1+1\t'@x\t'+y\n");
  });

  it('has cells that begin with a quote as separate cells', () => {
    expect(tsv([['"best" ZnO', 'the "best"'], ['next']])).toBe(
      '"""best"" ZnO"\tthe "best"\nnext\n'
    );
  });

  it.each([
    [
      'numbers',
      () => numbersTsv([{ label: link, numbers: { '=a': { value: -1, sigma: null, unit: '=b' } } }])
    ],
    [
      'tables',
      () =>
        tableTsv({
          kind: 'table',
          columns: [wordColumn('=item', [link]), numberColumn('shift', [-0.5], 'eV')]
        })
    ]
  ])('is safe for %s', (_, text) => {
    const cells = text()
      .split(/[\t\n]/)
      .filter(cell => cell !== '');
    expect(cells.length).toBeGreaterThan(3);
    for (const cell of cells) {
      expect(cell).toMatch(/^[^=+@"-]|^-[\d.]+$/);
    }
    expect(cells).toContain(`'${link}`);
  });
});
