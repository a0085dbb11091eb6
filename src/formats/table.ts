import { XESError } from '../science/errors.js';
import { csvLines } from './columns.js';

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
  const lines = contentLines(head.slice(0, 4096)).slice(0, 2);
  const layout = layoutOfTable(lines);
  const rows = lines.map(({ text }) => cells(text, layout));
  const isOfNumbers = (row: string[]) => row.length >= 2 && row.every(cell => isNumeric(cell));
  return rows.length > 0 && (rows.length === 2 ? isOfNumbers(rows[1]) : isOfNumbers(rows[0]));
}

/**
 * Read a table: cells parted by commas, semicolons, tabs or blanks, decimal commas where they can be no
 * others, comments anywhere, a line of names or none; an empty cell is NaN.
 * @throws XESError `table/invalid`, naming the line.
 */
export function readTable(text: string): Table {
  const bare = text.replace(/^\uFEFF/, '');
  const lines = contentLines(bare);
  const comments = bare
    .split(/\r?\n/)
    .filter(line => line.startsWith('#'))
    .map(line => line.slice(1).trim());
  const layout = layoutOfTable(lines);
  const first = lines[0] ? firstCells(lines[0].text, layout, lines[1]?.text) : [];
  const hasNames = first.some(cell => !isNumeric(cell));
  const names = hasNames ? first : [];
  const rows = hasNames ? lines.slice(1) : lines;
  if (first.length < 2 || rows.length === 0) {
    throw invalid('it has no rows of at least two numbers');
  }
  const columns = first.map(() => new Float64Array(rows.length));
  rows.forEach(({ text: row, number }, i) => {
    const values = cells(row, layout);
    if (values.length !== first.length) {
      throw invalid(
        `line ${number} has ${values.length} columns where the first has ${first.length}`
      );
    }
    values.forEach((cell, k) => {
      if (!isNumeric(cell)) {
        throw invalid(`"${cell.slice(0, 30)}" in line ${number} is no number`);
      }
      columns[k][i] = toNumber(cell);
    });
  });
  return { names, columns, comments };
}

/** A table as comma-separated text: the names, the rows at full precision, then the comments. */
export function tableText(
  names: readonly string[],
  columns: readonly Float64Array[],
  comments: readonly string[]
): string {
  function* rows() {
    yield names;
    for (let i = 0; i < (columns[0]?.length ?? 0); i++) {
      yield columns.map(column => column[i]);
    }
  }
  return csvLines(rows(), comments);
}

function contentLines(text: string): { text: string; number: number }[] {
  return text
    .replace(/^\uFEFF/, '')
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

/** The layout of a table: its second line has numbers where it is a table at all. */
function layoutOfTable(lines: readonly { text: string }[]): Layout {
  return layoutOf((lines[1] ?? lines[0] ?? { text: '' }).text);
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
