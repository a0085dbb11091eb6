import { dataset, group, type H5Group, type H5Node } from './h5description.js';
import { writtenColumn } from '../base/writtenaxis.js';

/** A column of a table of results: numbers, or words. */
export interface ResultColumn {
  name: string;
  /** Unit of its numbers; empty if there is none. */
  unit: string;
  /** One value per row. */
  values: Float64Array | readonly string[];
}

/** A column of numbers. */
export function numberColumn(name: string, values: ArrayLike<number>, unit = ''): ResultColumn {
  return { name, unit, values: Float64Array.from(values) };
}

/** A column of words. */
export function wordColumn(name: string, values: readonly string[]): ResultColumn {
  return { name, unit: '', values };
}

/** Number of rows of a table. */
export function rowCount(columns: readonly ResultColumn[]): number {
  return columns[0]?.values.length ?? 0;
}

/** The cells of a row of a table, for text output. */
export type TextRow = readonly (string | number)[];

/** The rows of a table; the first has the names with units (`incident_eV`). */
export function columnsRows(columns: readonly ResultColumn[]): TextRow[] {
  const names = columns.map(({ name, unit }) => (unit ? `${name}_${unit}` : name));
  const written = columns.map(({ values, unit }) => writtenColumn(values, unit));
  const rows = Array.from({ length: rowCount(columns) }, (_, i) =>
    written.map(values => values[i])
  );
  return [names, ...rows];
}

/** Rows as CSV, followed by the comments; numbers have full precision. */
export function csvLines(rows: Iterable<TextRow>, comments: readonly string[] = []): string {
  return [...csvParts(rows, comments)].join('');
}

/** As `csvLines`, in chunks of some thousand lines. */
export function* csvParts(
  rows: Iterable<TextRow>,
  comments: readonly string[] = []
): Generator<string, void> {
  yield* textParts(rows, row =>
    row.map(cell => (typeof cell === 'number' ? cell : textCell(cell))).join(',')
  );
  // after the rows: the first line then has the names, whether a reader uses or skips it
  yield comments.map(comment => `${commentLine(comment)}\n`).join('');
}

/** Lines per chunk: some milliseconds of work. */
const partLines = 4096;

/** Rows as lines of text, in chunks of some thousand. */
export function* textParts(
  rows: Iterable<TextRow>,
  line: (row: TextRow) => string
): Generator<string, void> {
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(line(row), '\n');
    if (lines.length >= 2 * partLines) {
      yield lines.join('');
      lines = [];
    }
  }
  yield lines.join('');
}

/** A table as NeXus: a collection of its columns with their units, not plottable data. */
export function columnsGroup(
  title: string,
  columns: readonly ResultColumn[],
  attributes: Readonly<Record<string, string>> = {}
): H5Group {
  const members = columns.map(({ name, unit, values }): [string, H5Node] => [
    name,
    dataset(writtenColumn(values, unit), values instanceof Float64Array ? { units: unit } : {})
  ]);
  return group(
    'NXcollection',
    { title: dataset(title), ...Object.fromEntries(members) },
    attributes
  );
}

/** A text cell for CSV, protected from being interpreted as a formula by spreadsheets. */
function textCell(text: string): string {
  const cell = harmless(text);
  return /[",;\n\r]/.test(cell) ? quoted(cell) : cell;
}

/**
 * A text cell for tab-separated output, without tabs and line breaks. Commas need no quotes here; a
 * leading quote does, as a spreadsheet would otherwise read up to the next quote.
 */
export function tabbedCell(text: string): string {
  const cell = harmless(text.replace(/\s+/g, ' '));
  return /^\s*"/.test(cell) ? quoted(cell) : cell;
}

/** A text that spreadsheets do not interpret as a formula. */
function harmless(text: string): string {
  return withoutFormulas(/^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text);
}

function quoted(cell: string): string {
  return `"${cell.replace(/"/g, '""')}"`;
}

/** A comment of a table, on one line. */
export function commentLine(text: string): string {
  return `# ${withoutFormulas(text.replace(/\s*[\r\n]+\s*/g, ' '))}`;
}

/**
 * Some spreadsheets start a new cell after a comma, a semicolon or a tab, and interpret it as a
 * formula if it begins like one: an apostrophe in front makes it text.
 */
function withoutFormulas(text: string): string {
  return text.replace(beginsFormula, "$1'");
}

/** A plain number is not a formula; `-2+3` is. */
const beginsFormula = /([,;\t]\s*"?)(?=[=+@]|-(?![\d.])|-[\d.]+(?:e[+-]?\d+)?\s*[-+*/^&|!(<>=])/gi;
