/** @jest-environment jsdom */
import type { DrawnTable } from '../../../src/compute/types';
import { inWords, numberText } from '../../../src/widgets/tablecolumns';
import { TableView } from '../../../src/widgets/stage/table';

function shown(columns: DrawnTable['columns']) {
  const view = new TableView();
  view.showTables([{ label: 'a', table: { kind: 'table', columns } }]);
  const rows = [...view.node.querySelectorAll('tr')].map(row =>
    [...row.children].map(({ textContent }) => textContent)
  );
  return { view, rows };
}

describe('the table of a result', () => {
  it('has its columns with their units, numbers as such, and text as text', () => {
    const { view, rows } = shown([
      { name: 'E', unit: 'eV', values: Float64Array.of(9659.3000000000001, NaN) },
      { name: 'line', unit: '', values: ['<b>Kβ</b>', 'Kα'] }
    ]);
    expect(rows).toEqual([
      ['E (eV)', 'Line'],
      ['9659.3', '<b>Kβ</b>'],
      ['', 'Kα']
    ]);
    expect(view.node.querySelectorAll('td.jp-mod-number')).toHaveLength(2);
    expect(view.node.querySelector('b')).toBeNull();
    view.showTables([]);
    expect(view.node.childElementCount).toBe(0);
    view.dispose();
  });

  it('has headings in words, and numbers rounded to their σ; full precision is in tooltips', () => {
    const { view, rows } = shown([
      { name: 'scan', unit: '', values: ['a', 'b', 'c'] },
      { name: 'shift', unit: 'eV', values: Float64Array.of(0, -0.0312345678, NaN) },
      { name: 'shift_sigma', unit: 'eV', values: Float64Array.of(0, 0.00412345, NaN) },
      { name: 'redchi', unit: '', values: Float64Array.of(NaN, 1.0234567891, 0.98765432) },
      { name: 'redchi_shifted', unit: '', values: Float64Array.of(NaN, 12.34567, 1e-5) },
      { name: 'energy', unit: 'eV', values: Float64Array.of(9659.30001, 1.5e-7, 8638.86) },
      { name: 'other_sigma', unit: '', values: Float64Array.of(1, 2, 3) }
    ]);
    expect(rows).toEqual([
      [
        'Scan',
        'Shift (eV)',
        'Reduced χ²',
        'Reduced χ² after the shift',
        'Energy (eV)',
        'other_sigma'
      ],
      ['a', '0', '', '', '9659.30001', '1'],
      ['b', '−0.031(4)', '1.02', '12.3', '1.5·10⁻⁷', '2'],
      ['c', '', '0.988', '0.00001', '8638.86', '3']
    ]);
    const hints = [...view.node.querySelectorAll<HTMLElement>('tr:nth-child(3) td')].map(
      ({ title }) => title
    );
    expect(hints.slice(1, 3)).toEqual(['-0.0312345678 ± 0.00412345', '1.0234567891']);
    view.dispose();
  });

  it('has other numbers formatted uniformly: those without a σ to a sensible precision', () => {
    expect(numberText('redchi', { value: 46.14868074, sigma: null })).toBe('46.1');
    expect(numberText('redchi', { value: NaN, sigma: null })).toBe('–');
    expect(numberText('area', { value: 0.0098043, sigma: 0.00060503 })).toBe('0.0098 ± 0.0006');
    expect(numberText('energy', { value: 9648.8123, sigma: null })).toBe('9648.812');
    expect([inWords('m1'), inWords('toString')]).toEqual(['Centroid', 'toString']);
  });

  it('shows the first thousand rows, and reports it', () => {
    const values = Float64Array.from({ length: 1500 }, (_, i) => i);
    const { view, rows } = shown([{ name: 'n', unit: '', values }]);
    expect(rows).toHaveLength(1001);
    expect(rows[1000]).toEqual(['999']);
    expect(view.node.querySelector('p')?.textContent).toBe(
      'The first 1\u202f000 of 1\u202f500 rows.'
    );
    view.dispose();
  });

  it('is below others with its name, within the limit of rows', () => {
    const of = (length: number): DrawnTable => ({
      kind: 'table',
      columns: [{ name: 'n', unit: '', values: new Float64Array(length) }]
    });
    const view = new TableView();
    view.showTables(['a', '<b>b</b>', 'c', 'd'].map((label, i) => ({ label, table: of(400 + i) })));
    const texts = (name: string) =>
      [...view.node.querySelectorAll(name)].map(({ textContent }) => textContent);
    expect(texts('caption')).toEqual(['a', '<b>b</b>', 'c']);
    expect(texts('p')).toEqual(['The first 199 of 402 rows.', '1 more of 4 tables.']);
    expect(view.node.querySelectorAll('td')).toHaveLength(1000);
    view.showTables([{ label: 'a', table: of(1) }]);
    expect([texts('caption'), texts('p')]).toEqual([[], []]);
    view.dispose();
  });

  it('is not rebuilt for the same table', () => {
    const table: DrawnTable = { kind: 'table', columns: [] };
    const view = new TableView();
    view.showTables([{ label: 'a', table }]);
    const { firstChild } = view.node;
    view.showTables([{ label: 'a', table }]);
    expect(view.node.firstChild).toBe(firstChild);
    view.dispose();
  });
});
