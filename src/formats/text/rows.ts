import { XESError } from '../../base/errors.js';
import { cellsOf, type Layout } from './layout.js';
import type { Line } from './lines.js';
import { numberIn } from './numbers.js';

/** Most columns of a table; a longer line is not a row of a table. */
const mostColumns = 20_000;

/** Most numbers of a table: a text of the largest accepted size has no more. */
const mostNumbers = 32 * 2 ** 20;

/**
 * Rows as columns of equal length (n).
 * @throws XESError `table/invalid`, naming a line with another number of cells or with a cell that
 * is not a number.
 */
export function columnsOfRows(
  rows: readonly Line[],
  layout: Layout,
  width: number
): Float64Array[] {
  if (width > mostColumns) {
    throw invalidTable(`it has ${width} columns, and ${mostColumns} are the most that are read`);
  }
  const cells = (row: Line) => requireWidth(cellsOf(row.text, layout), width, row.number);
  if (width * rows.length > mostNumbers) {
    rows.forEach(cells);
    throw invalidTable(`it has ${width} columns of ${rows.length} rows, which is too much`);
  }
  const columns = Array.from({ length: width }, () => new Float64Array(rows.length));
  rows.forEach((row, i) => {
    cells(row).forEach((cell, k) => {
      const value = numberIn(cell);
      if (value === null) {
        throw invalidTable(`"${cell.slice(0, 30)}" in line ${row.number} is no number`);
      }
      columns[k][i] = value;
    });
  });
  return columns;
}

/** A row's cells, without an empty cell after the last separator. */
function requireWidth(row: string[], width: number, number: number): string[] {
  const cells = row.length === width + 1 && row[width] === '' ? row.slice(0, width) : row;
  if (cells.length !== width) {
    throw invalidTable(`line ${number} has ${cells.length} columns where the first has ${width}`);
  }
  return cells;
}

/** The error for a text that is not a table. @param what the fault, as a clause. */
export function invalidTable(what: string): XESError {
  return new XESError(
    'table/invalid',
    `This is no table that can be read: ${what}. Export it again.`
  );
}
