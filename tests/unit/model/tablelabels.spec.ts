import type { DrawnTable } from '../../../src/compute/types';
import { numberColumn, wordColumn } from '../../../src/formats/columns';
import { tableWithLabels } from '../../../src/model/tablelabels';

const words = (table: DrawnTable) => table.columns[0].values;

describe('a table of several inputs', () => {
  const plain: DrawnTable = {
    kind: 'table',
    columns: [
      wordColumn('scan', ['{0}', '{1}', 'Kβ {0}', '{7}']),
      numberColumn('time', [0, 1, 2, 3])
    ]
  };

  it('has labels if a word stands for an input, and leaves other words', () => {
    const table = tableWithLabels(plain, ['{1}', 'b']);
    expect(words(table)).toEqual(['{1}', 'b', 'Kβ {0}', '{7}']);
    expect(table.columns[1]).toBe(plain.columns[1]);
    expect(words(plain)[0]).toBe('{0}');
  });

  it('is the same until a label changes', () => {
    const before = tableWithLabels(plain, ['a', 'b']);
    expect(tableWithLabels(plain, ['a', 'b'])).toBe(before);
    expect(words(tableWithLabels(plain, ['a', 'c']))[1]).toBe('c');
    const own: DrawnTable = { kind: 'table', columns: [wordColumn('line', ['Kβ'])] };
    expect(tableWithLabels(own, ['a'])).toBe(own);
  });
});
