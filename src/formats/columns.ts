import { dataset, group, type H5Group, type H5Node } from './h5description.js';
import { writtenColumn } from '../base/writtenaxis.js';

/** A column of a table of results: numbers, or words. */
export interface ResultColumn {
  name: string;
  /** Unit of its numbers; empty where they have none. */
  unit: string;
  /** One value a row. */
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

/** Rows of a table. */
export function rowCount(columns: readonly ResultColumn[]): number {
  return columns[0]?.values.length ?? 0;
}

/** A row of a table as text: its cells. */
export type TextRow = readonly (string | number)[];

/** The rows of a table, the first with the names and their units (`incident_eV`). */
export function columnsRows(columns: readonly ResultColumn[]): TextRow[] {
  const names = columns.map(({ name, unit }) => (unit ? `${name}_${unit}` : name));
  const written = columns.map(({ values, unit }) => writtenColumn(values, unit));
  const rows = Array.from({ length: rowCount(columns) }, (_, i) =>
    written.map(values => values[i])
  );
  return [names, ...rows];
}

/** Rows as CSV, then the comments; a number is at full precision. */
export function csvLines(rows: Iterable<TextRow>, comments: readonly string[] = []): string {
  return [...csvParts(rows, comments)].join('');
}

/** The same in pieces of some thousand lines. */
export function* csvParts(
  rows: Iterable<TextRow>,
  comments: readonly string[] = []
): Generator<string, void> {
  yield* textParts(rows, row =>
    row.map(cell => (typeof cell === 'number' ? cell : textCell(cell))).join(',')
  );
  // behind the rows: a reader that takes the first line for the names is right, and so is one that skips it
  yield comments.map(comment => `${commentLine(comment)}\n`).join('');
}

/** Lines of a piece: some milliseconds of work. */
const partLines = 4096;

/** Rows as lines of text, in pieces of some thousand. */
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

/** A table as NeXus: a collection of its columns with their units; it is no curve to be plotted. */
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

/** A cell of text as CSV has it; one that a spreadsheet would take for a formula is none. */
function textCell(text: string): string {
  const cell = harmless(text);
  return /[",;\n\r]/.test(cell) ? quoted(cell) : cell;
}

/**
 * A cell of text between tabs, without tabs and lines of its own. Commas ask for no quotes here; a quote at its
 * beginning does, else a spreadsheet would take all up to the next one for this cell.
 */
export function tabbedCell(text: string): string {
  const cell = harmless(text.replace(/\s+/g, ' '));
  return /^\s*"/.test(cell) ? quoted(cell) : cell;
}

/** A text that a spreadsheet takes for no formula. */
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
 * What follows a comma, a semicolon or a tab is a cell of its own to some spreadsheet, and a formula where it
 * begins as one: an apostrophe in front makes it text.
 */
function withoutFormulas(text: string): string {
  return text.replace(beginsFormula, "$1'");
}

/** A number of its own is none; `-2+3` is calculated. */
const beginsFormula = /([,;\t]\s*"?)(?=[=+@]|-(?![\d.])|-[\d.]+(?:e[+-]?\d+)?\s*[-+*/^&|!(<>=])/gi;
