import { XESError } from '../base/errors.js';
import { csvLines, type TextRow } from './columns.js';
import { isEnergy, roleOfName } from './roles.js';
import { unitOfLabel } from './units.js';

/** A table of numbers as text has it. */
export interface Table {
  /** Names of the columns as they stand there; empty where there is no line of names. */
  names: string[];
  /** The columns, all of one length (n). */
  columns: Float64Array[];
  /** The lines that begin with `#`, without it. */
  comments: string[];
}

/** Lines of the header that GDA writes above its columns. */
const gdaHeader = /^#\s*(Instrument:|Ring energy:|Initial ring current:|Monochromator |XES )/m;

/** Whether a text begins as a table of at least two columns of numbers does. @param head its first lines. */
export function isTable(head: string): boolean {
  if (gdaHeader.test(head)) {
    return false; // a scan whose first line is damaged: as a table its columns would mean something else
  }
  const lines = contentLines(head.slice(0, 16_384)).slice(0, mostHeaderLines);
  return firstRow(lines) >= 0;
}

/**
 * Read a table from text without a byte order mark: cells separated by commas, semicolons, tabs or blanks, decimal
 * commas where they can be no others, comments anywhere, a line of names or none (in a comment too), text above; an
 * empty cell is NaN.
 * @throws XESError `table/invalid`, naming the line.
 */
export function readTable(text: string): Table {
  const lines = contentLines(text);
  const found = firstRow(lines.slice(0, mostHeaderLines));
  const start = found >= 0 ? found : 1;
  const rows = lines.slice(start);
  const layout = layoutOfTable(rows);
  const width = rows[0] ? cells(rows[0].text, layout).length : 0;
  const above = lines[start - 1];
  const first = above ? firstCells(above.text, layout, rows[0]?.text) : [];
  if (rows.length === 0 || Math.max(width, first.length) < 2) {
    throw invalid('it has no rows of at least two numbers');
  }
  const isNamed = first.length >= 2 && (found < 0 || first.length === width);
  const comments = commentLines(text);
  const names = isNamed ? first : namesInComments(text, width);
  const header = lines.slice(0, isNamed ? start - 1 : start).map(({ text: line }) => line);
  return {
    names,
    columns: columnsOf(rows, layout, isNamed ? first.length : width),
    comments: [...header, ...comments]
  };
}

/** Lines of text that may stand above the numbers. */
const mostHeaderLines = 300;

/** Index of the first line of numbers that more of the kind follow, or that is the last; −1 where there is none. */
function firstRow(lines: readonly Line[]): number {
  const widths = lines.map(({ text }) => {
    const row = cells(text, layoutOf(text));
    return row.length >= 2 && row.every(isNumeric) && row.some(cell => cell !== '')
      ? row.length
      : 0;
  });
  const isPair = (i: number) => widths[i] > 0 && widths[i] === widths[i + 1];
  const pair = widths.findIndex((_, i) => isPair(i));
  const alone = widths.findIndex(width => width > 0);
  // one row of numbers is a table where nothing but a line of names is above it
  return pair >= 0 ? pair : alone >= 0 && alone <= 1 ? alone : -1;
}

function columnsOf(rows: readonly Line[], layout: Layout, width: number): Float64Array[] {
  const columns = Array.from({ length: width }, () => new Float64Array(rows.length));
  rows.forEach(({ text: row, number }, i) => {
    const values = cells(row, layout);
    if (values.length !== width) {
      throw invalid(`line ${number} has ${values.length} columns where the first has ${width}`);
    }
    values.forEach((cell, k) => {
      if (!isNumeric(cell)) {
        throw invalid(`"${cell.slice(0, 30)}" in line ${number} is no number`);
      }
      columns[k][i] = toNumber(cell);
    });
  });
  return columns;
}

function commentLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .filter(line => line.startsWith('#'))
    .map(line => line.slice(1).trim());
}

/**
 * The names in the last comment above the numbers, where it has as many words as there are columns; none without.
 * A sentence may have as many words by chance: where blanks alone part them, the first must be an energy, or
 * all must be known.
 */
function namesInComments(text: string, width: number): string[] {
  const lines = text.split(/\r?\n/);
  const numbered = lines.flatMap(line => /^#\s*Column\.\d+:\s*(.+)$/.exec(line)?.[1] ?? []);
  if (numbered.length === width) {
    return numbered.map(name => name.trim()); // as XDI lists them, with their units
  }
  const end = lines.findIndex(line => line.trim() !== '' && !line.startsWith('#'));
  const above = lines.slice(0, Math.max(end, 0)).filter(line => /\p{L}/u.test(line));
  const bare = (above.at(-1) ?? '').replace(/^#+L?\s*/, '').trim();
  const fits = (words: string[]) =>
    words.length === width && words.every(word => word !== '' && !isNumeric(word));
  const apart = [/\t+/, /\s{2,}/, /\s*[,;]\s*/].map(separator => bare.split(separator)).find(fits);
  const words = bare.split(/\s+/);
  const roles = words.map(word => roleOfName(unitOfLabel(word).stem));
  const areNames = isEnergy(roles[0]) || !roles.includes('unknown');
  return apart ?? (fits(words) && areNames ? words : []);
}

/** A table as comma-separated text: the names, the rows at full precision, then the comments. */
export function tableText(
  names: readonly string[],
  columns: readonly Float64Array[],
  comments: readonly string[]
): string {
  return csvLines(tableRows(names, columns), comments);
}

/** Columns of one length (n) as rows, the first with their names. */
export function* tableRows(
  names: readonly string[],
  columns: readonly Float64Array[]
): Generator<TextRow, void> {
  yield names;
  for (let i = 0; i < (columns[0]?.length ?? 0); i++) {
    yield columns.map(column => column[i]);
  }
}

/** A line with something in it that is no comment, and where it stands. */
interface Line {
  text: string;
  number: number;
}

function contentLines(text: string): Line[] {
  return text
    .split(/\r?\n/)
    .map((line, i) => ({ text: line.trim(), number: i + 1 }))
    .filter(line => line.text !== '' && !line.text.startsWith('#'));
}

/** How the cells of a line are parted, and whether a comma in one is a decimal one. */
interface Layout {
  separator: string | RegExp;
  hasDecimalCommas: boolean;
}

/**
 * The layout of a line of numbers. A comma is a decimal one where something else parts the cells: semicolons,
 * or tabs and blanks between nothing but such numbers.
 */
function layoutOf(line: string): Layout {
  if (line.includes(';')) {
    return { separator: ';', hasDecimalCommas: true };
  }
  if (line.includes(',')) {
    const separator = line.includes('\t') ? '\t' : /\s+/;
    const parts = line.trim().split(separator);
    const isDecimals =
      parts.length >= 2 &&
      parts.every(part => isNumeric(withPoint(part.trim()))) &&
      parts.some(part => /\d,\d/.test(part));
    return isDecimals
      ? { separator, hasDecimalCommas: true }
      : { separator: ',', hasDecimalCommas: false };
  }
  return { separator: line.includes('\t') ? '\t' : /\s+/, hasDecimalCommas: false };
}

/** Rows that a layout is tried on. */
const triedRows = 20;

/** The layout of the first row that all first rows can be read in: a decimal comma need not be in each. */
function layoutOfTable(rows: readonly Line[]): Layout {
  const head = rows.slice(0, triedRows);
  const layouts = head.map(({ text }) => layoutOf(text));
  const isWhole = (layout: Layout) => {
    const read = head.map(({ text }) => cells(text, layout));
    return read.every(row => row.length === read[0].length && row.every(isNumeric));
  };
  return layouts.find(isWhole) ?? layouts[0] ?? layoutOf('');
}

/** The cells of the line of names: in the table's layout, or in its own where that gives as many as below. */
function firstCells(line: string, layout: Layout, below: string | undefined): string[] {
  const [row, own] = [cells(line, layout), cells(line, layoutOf(line))];
  const count = below === undefined ? row.length : cells(below, layout).length;
  return row.length !== count && own.length === count ? own : row;
}

function cells(line: string, { separator, hasDecimalCommas }: Layout): string[] {
  return line.split(separator).map(cell => {
    const bare = cell.trim().replace(/^"(.*)"$/, '$1');
    return hasDecimalCommas ? withPoint(bare) : bare;
  });
}

/** A number with a decimal comma as one with a point; anything else as it is. */
function withPoint(cell: string): string {
  return /^[+-]?\d*,\d+(e[+-]?\d+)?$/i.test(cell) ? cell.replace(',', '.') : cell;
}

const notANumber = /^[+-]?nan$/i;
const infinite = /^([+-]?)inf(inity)?$/i;

function isNumeric(cell: string): boolean {
  return cell === '' || notANumber.test(cell) || infinite.test(cell) || isDecimal(cell);
}

/** Decimal numbers alone: `0x10` and its like are no numbers of a table. */
function isDecimal(cell: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell);
}

function toNumber(cell: string): number {
  const isInfinite = infinite.exec(cell);
  if (isInfinite) {
    return isInfinite[1] === '-' ? -Infinity : Infinity;
  }
  return cell === '' || notANumber.test(cell) ? NaN : Number(cell);
}

function invalid(what: string): XESError {
  return new XESError(
    'table/invalid',
    `This is no table that can be read: ${what}. Export it again.`
  );
}
