import { wordWithLabel } from '../analysis/steps/labels.js';
import type { DrawnTable } from '../compute/types.js';
import type { ResultColumn } from '../formats/columns.js';

const known = new WeakMap<DrawnTable, { labels: readonly string[]; table: DrawnTable }>();

/**
 * A table with placeholders replaced by labels; the same object until a label changes.
 * @param labels of its inputs.
 */
export function tableWithLabels(plain: DrawnTable, labels: readonly string[]): DrawnTable {
  const before = known.get(plain);
  if (
    before?.labels.length === labels.length &&
    before.labels.every((label, i) => label === labels[i])
  ) {
    return before.table;
  }
  const columns = plain.columns.map(column => columnWithLabels(column, labels));
  const isSame = columns.every((column, i) => column === plain.columns[i]);
  const table = isSame ? plain : { ...plain, columns };
  known.set(plain, { labels, table });
  return table;
}

function columnWithLabels(column: ResultColumn, labels: readonly string[]): ResultColumn {
  const { values } = column;
  if (values instanceof Float64Array) {
    return column;
  }
  const words = values.map(word => wordWithLabel(word, labels));
  return words.every((word, i) => word === values[i]) ? column : { ...column, values: words };
}
