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
  const names = columns.map(({ name, unit }) => quoted(unit ? `${name}_${unit}` : name));
  const rows = Array.from({ length: rowCount(columns) }, (_, i) =>
    columns.map(({ values }) => quoted(String(values[i]))).join(',')
  );
  return [names.join(','), ...rows, ...comments.map(comment => `# ${oneLine(comment)}`), ''].join(
    '\n'
  );
}

/** A table as NeXus: a collection of its columns with their units; it is no curve to be plotted. */
export function columnsGroup(title: string, columns: readonly ResultColumn[]): H5Group {
  const members = columns.map(({ name, unit, values }): [string, H5Node] => [
    name,
    dataset(values, values instanceof Float64Array ? { units: unit } : {})
  ]);
  return group('NXcollection', { title: dataset(title), ...Object.fromEntries(members) });
}

/** A cell of text as CSV has it. */
export function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** What stands in a comment of a table. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}
