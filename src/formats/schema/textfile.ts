import { XESError } from '../../base/errors.js';
import { TableArrays } from '../mapping/tablearrays.js';
import type { FileListing } from '../mapping/types.js';
import type { NamesRule, TextFileRules } from './types.js';

/** A text file split by a schema. */
export interface TextFile {
  /** The lines that are not rows. */
  header: string;
  /** Columns by name, one value per row; the first of equal names. */
  columns: ReadonlyMap<string, Float64Array>;
  rows: number;
}

/**
 * Split a text into its header and its columns.
 * @throws XESError `scan/unknown-format`, naming the line of the schema, if the names of its
 * columns are not found
 */
export function textFileOf(text: string, facility: string, rules: TextFileRules): TextFile {
  const { comment, separator, after } = rules;
  const lines = text.split(/\r?\n/);
  const isRow =
    comment === null
      ? (line: string) => isNumbers(line, separator)
      : (line: string) => line !== '' && !line.startsWith(comment);
  const header = lines.filter(line => !isRow(line) || (comment !== null && line === ''));
  const head = header.join('\n');
  const names = namesIn(head, rules.names);
  if (names.length === 0) {
    throw new XESError(
      'scan/unknown-format',
      `No line of column names: this is no file of ${facility}. Looked for ${patternOf(rules.names)} (/text/names).`
    );
  }
  const from = after ? lines.findIndex(line => after.test(line)) + 1 : 0;
  const rows: number[][] = [];
  for (const line of lines.slice(from).filter(isRow)) {
    const row = cellsOf(line, separator).map(cell => (cell.trim() === '' ? NaN : Number(cell)));
    // a truncated line lacks a column, or the separator at its end: its last number may be
    // incomplete
    if (row.length >= names.length) {
      rows.push(row);
    }
  }
  const columns = new Map<string, Float64Array>();
  names.forEach((name, i) => {
    if (name !== '' && !columns.has(name)) {
      columns.set(
        name,
        Float64Array.from(rows, row => row[i] ?? NaN)
      );
    }
  });
  return { header: head, columns, rows: rows.length };
}

/** The listing of its columns. */
export function listingByRules({ columns }: TextFile): FileListing {
  const names = [...columns.keys()];
  return new TableArrays({ names, columns: [...columns.values()], comments: [] }).listing();
}

/** The cells of a line; surrounding blanks do not separate cells, but a tab at the end does. */
function cellsOf(line: string, separator: RegExp): string[] {
  return (separator.test(' ') ? line.trim() : line).split(separator);
}

function isNumbers(line: string, separator: RegExp): boolean {
  const cells = cellsOf(line, separator);
  return (
    cells.length > 1 && cells.every(cell => cell.trim() !== '' && Number.isFinite(Number(cell)))
  );
}

/** Names of columns in the order of the columns. */
function namesIn(header: string, rule: NamesRule): readonly string[] {
  if (!('pattern' in rule)) {
    return rule;
  }
  const { pattern, after, take, separator } = rule;
  const start = after?.exec(header);
  const part = start ? header.slice(start.index + start[0].length) : header;
  const matches = [...part.matchAll(pattern)];
  if (take === 'last') {
    const line = matches.at(-1);
    const names = line ? (line[1] ?? line[0]) : '';
    return line ? names.split(separator ?? /\t/).map(name => name.trim()) : [];
  }
  const isNumbered = matches.some(match => match.length > 2);
  const named = matches.map((match, i) => ({
    at: isNumbered ? Number(match[1]) - 1 : i,
    name: (match[isNumbered ? 2 : 1] ?? match[0]).trim()
  }));
  const valid = named.filter(({ at }) => Number.isInteger(at) && at >= 0 && at < mostColumns);
  const length = Math.max(0, ...valid.map(({ at }) => at + 1));
  return Array.from({ length }, (_, i) => valid.find(({ at }) => at === i)?.name ?? '');
}

/** Most columns that a header may number. */
const mostColumns = 1000;

function patternOf(rule: NamesRule): string {
  return 'pattern' in rule ? `a line like ${rule.pattern.source}` : rule.join(', ');
}
