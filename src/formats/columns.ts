import { dataset, group, type H5Group, type H5Node } from './h5description.js';

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

/** A table as CSV: names with their units (`incident_eV`), the rows at full precision, then the comments. */
export function columnsCsv(
  columns: readonly ResultColumn[],
  comments: readonly string[] = []
): string {
  const names = columns.map(({ name, unit }) => (unit ? `${name}_${unit}` : name));
  const rows = Array.from({ length: rowCount(columns) }, (_, i) =>
    columns.map(({ values }) => values[i])
  );
  return csvLines([names, ...rows], comments);
}

/** Rows as CSV, then the comments; a number is at full precision. */
export function csvLines(
  rows: Iterable<readonly (string | number)[]>,
  comments: readonly string[] = []
): string {
  const lines: string[] = [];
  for (const row of rows) {
    lines.push(row.map(cell => (typeof cell === 'number' ? cell : textCell(cell))).join(','));
  }
  // behind the rows: a reader that takes the first line for the names is right, and so is one that skips it
  lines.push(...comments.map(commentLine));
  return lines.join('\n') + '\n';
}

/** A table as NeXus: a collection of its columns with their units; it is no curve to be plotted. */
export function columnsGroup(
  title: string,
  columns: readonly ResultColumn[],
  attributes: Readonly<Record<string, string>> = {}
): H5Group {
  const members = columns.map(({ name, unit, values }): [string, H5Node] => [
    name,
    dataset(values, values instanceof Float64Array ? { units: unit } : {})
  ]);
  return group(
    'NXcollection',
    { title: dataset(title), ...Object.fromEntries(members) },
    attributes
  );
}

/** A cell of text as CSV has it; one that a spreadsheet would take for a formula is none. */
function textCell(text: string): string {
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  const cell = withoutFormulas(safe);
  return /[",;\n\r]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}

/** A comment of a table, on one line. */
function commentLine(text: string): string {
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
