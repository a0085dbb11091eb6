/** @jest-environment jsdom */
import type { DrawnTable } from '../../../src/compute/types';
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
      ['E (eV)', 'line'],
      ['9659.3', '<b>Kβ</b>'],
      ['', 'Kα']
    ]);
    expect(view.node.querySelectorAll('td.jp-mod-number')).toHaveLength(2);
    expect(view.node.querySelector('b')).toBeNull();
    view.showTables([]);
    expect(view.node.childElementCount).toBe(0);
    view.dispose();
  });

  it('shows the first thousand rows, and says so', () => {
    const values = Float64Array.from({ length: 1500 }, (_, i) => i);
    const { view, rows } = shown([{ name: 'n', unit: '', values }]);
    expect(rows).toHaveLength(1001);
    expect(rows[1000]).toEqual(['999']);
    expect(view.node.querySelector('p')?.textContent).toBe(
      'The first 1\u202f000 of 1\u202f500 rows.'
    );
    view.dispose();
  });

  it('stands below others with its name, as far as rows are shown', () => {
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

  it('is not built again for the same table', () => {
    const table: DrawnTable = { kind: 'table', columns: [] };
    const view = new TableView();
    view.showTables([{ label: 'a', table }]);
    const { firstChild } = view.node;
    view.showTables([{ label: 'a', table }]);
    expect(view.node.firstChild).toBe(firstChild);
    view.dispose();
  });
});
