import { XESError } from '../science/errors.js';
import { oneLine } from './columns.js';

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
  const rows = lines.map(({ text }) => cells(text));
  const isOfNumbers = (row: string[]) => row.length >= 2 && row.every(cell => isNumeric(cell));
  return rows.length > 0 && (rows.length === 2 ? isOfNumbers(rows[1]) : isOfNumbers(rows[0]));
}

/**
 * Read a table: cells parted by commas, semicolons, tabs or blanks, comments anywhere, a line of names
 * or none; an empty cell is NaN.
 * @throws XESError `table/invalid`, naming the line.
 */
export function readTable(text: string): Table {
  const lines = contentLines(text);
  const comments = text
    .split(/\r?\n/)
    .filter(line => line.startsWith('#'))
    .map(line => line.slice(1).trim());
  const first = lines[0] ? cells(lines[0].text) : [];
  const hasNames = first.some(cell => !isNumeric(cell));
  const names = hasNames ? first : [];
  const rows = hasNames ? lines.slice(1) : lines;
  if (first.length < 2 || rows.length === 0) {
    throw invalid('it has no rows of at least two numbers');
  }
  const columns = first.map(() => new Float64Array(rows.length));
  rows.forEach(({ text: row, number }, i) => {
    const values = cells(row);
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
  const lines = [names.join(',')];
  const rows = columns[0]?.length ?? 0;
  for (let i = 0; i < rows; i++) {
    lines.push(columns.map(column => String(column[i])).join(','));
  }
  // behind the rows: whoever takes the first line for the names, and whoever skips it, is right
  lines.push(...comments.map(comment => `# ${oneLine(comment)}`));
  return lines.join('\n') + '\n';
}

function contentLines(text: string): { text: string; number: number }[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, i) => ({ text: line.trim(), number: i + 1 }))
    .filter(line => line.text !== '' && !line.text.startsWith('#'));
}

function cells(line: string): string[] {
  const separator = line.includes(',')
    ? ','
    : line.includes(';')
      ? ';'
      : line.includes('\t')
        ? '\t'
        : /\s+/;
  return line.split(separator).map(cell => cell.trim().replace(/^"(.*)"$/, '$1'));
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
