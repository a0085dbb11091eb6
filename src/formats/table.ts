import { csvLines, type TextRow } from './columns.js';
import { damageAbove, damageOf } from './text/damaged.js';
import {
  cellsOf,
  layoutOfRows,
  mixedMarks,
  unclearComma,
  widthOfRow,
  type Layout
} from './text/layout.js';
import { bareComment, contentOf, isComment, linesOf, type Line } from './text/lines.js';
import { namesAbove } from './text/names.js';
import { isNumeric, isOrdered, numberIn } from './text/numbers.js';
import { columnsOfRows, invalidTable } from './text/rows.js';
import { rowsWithWords, type Rows } from './text/words.js';
import { isPlainlyElectronVolts } from './units.js';

/** A table of numbers read from text. */
export interface Table {
  /** Names of the columns as written; empty if there is no line of names. */
  names: string[];
  /** Units of the columns if written separately from the names; null for columns without one. */
  units?: readonly (string | null)[];
  /** The columns, all of equal length (n). */
  columns: Float64Array[];
  /** Comment lines, without their mark (`#` or another). */
  comments: string[];
}

/** Header lines that GDA writes above its columns. */
const gdaHeader = /^#\s*(Instrument:|Ring energy:|Initial ring current:|Monochromator |XES )/m;

/** Number of characters used to recognise tables. */
const headLength = 2 ** 18;

/**
 * Whether a text begins like a table of at least two columns of numbers.
 * @param head its first lines.
 */
export function isTable(head: string): boolean {
  if (gdaHeader.test(head.slice(0, 16_384))) {
    return false; // a scan whose first line is damaged: read as a table, its columns would be misinterpreted
  }
  const lines = contentOf(linesOf(head.slice(0, headLength)));
  return (
    firstRow(lines) >= 0 ||
    rowsWithWords(lines) !== null ||
    damageOf(lines, mostHeaderLines) !== null
  );
}

/**
 * Read a table from text without a byte order mark: cells separated by commas, semicolons, tabs or
 * blanks, quoted or not; decimal commas if unambiguous; comments anywhere; an optional line of
 * names (possibly a comment), an optional line of units; text above and below. An empty cell is
 * NaN, and so are words in a column of words only.
 * @throws XESError `table/invalid`, naming the line.
 */
export function readTable(text: string): Table {
  const lines = linesOf(text);
  const content = contentOf(lines);
  const { start, rows: body } = rowsOf(content);
  const { rows, footer } = bodyOf(body);
  if (rows.length === 0) {
    throw invalidTable('it has no rows of at least two numbers');
  }
  const layout = layoutOfTable(rows);
  const above = lines.slice(0, rows[0].number - 1);
  const corner = cornerless(content[start - 1], layout, widthOf(rows, layout));
  const table = corner
    ? { rows: [corner, ...rows], width: widthOf(rows, layout), named: null }
    : withNames(rows, above, layout);
  const { named, width } = table;
  const isName = (line: Line) => named?.lines.includes(line) ?? false;
  return {
    names: named?.names ?? [],
    ...(named?.units ? { units: named.units } : {}),
    columns: columnsOfRows(table.rows, layout, width),
    comments: [
      ...contentOf(above).filter(line => !isName(line)),
      ...lines.filter(line => isComment(line)),
      ...footer
    ].map(({ text: line }) => bareComment(line))
  };
}

/** @throws XESError `table/invalid` if commas may be decimal or thousands separators */
function layoutOfTable(rows: readonly Line[]): Layout {
  const texts = rows.map(row => row.text);
  const layout = layoutOfRows(texts);
  const mixed = mixedMarks(texts, layout);
  if (mixed) {
    throw invalidTable(
      `"${mixed.comma}" has a decimal comma and "${mixed.point}" a point, and which of them parts thousands is not said`
    );
  }
  const unclear = unclearComma(texts, layout);
  if (unclear !== null) {
    throw invalidTable(
      `"${unclear}" may be a decimal number or have its thousands apart, and so may all others with a comma`
    );
  }
  return layout;
}

function widthOf([first]: readonly Line[], layout: Layout): number {
  return cellsOf(first.text, layout).length;
}

/**
 * Rows and the names of their columns; a separator at the beginning or end of every row makes a
 * column only if it has a name.
 */
function withNames(rows: readonly Line[], above: readonly Line[], layout: Layout) {
  const whole = { rows, width: widthOf(rows, layout) };
  const named = namesAbove(above, layout, whole.width);
  const trimmed = withoutEdges(rows, layout, named?.names ?? []);
  const width = widthOf(trimmed, layout);
  const body =
    width === whole.width
      ? { ...whole, named }
      : { rows: trimmed, width, named: namesAbove(above, layout, width) };
  if (Math.max(body.width, body.named?.names.length ?? 0) < 2) {
    throw invalidTable('it has no rows of at least two numbers');
  }
  return body;
}

/**
 * The rows of a table, and the index of the first of them among the lines.
 * @throws XESError `table/invalid` if the first rows have no readable numbers
 */
function rowsOf(content: readonly Line[]): Rows {
  const firstIndex = firstRow(content);
  const worded = firstIndex < 0 ? rowsWithWords(content) : null;
  const damage = worded
    ? (worded.damage ?? null)
    : firstIndex < 0
      ? damageOf(content, mostHeaderLines)
      : damageAbove(content, firstIndex);
  if (damage !== null) {
    throw invalidTable(damage);
  }
  const start = firstIndex >= 0 ? firstIndex : 1;
  return worded ?? { start, rows: content.slice(start) };
}

/** Most lines of text above the numbers. */
const mostHeaderLines = 2000;

/**
 * Index of the first line of numbers that is followed by another of the same width, or is the last;
 * −1 if there is none.
 */
function firstRow(lines: readonly Line[]): number {
  let [last, alone] = [0, -1];
  for (let i = 0; i < Math.min(lines.length, mostHeaderLines); i++) {
    const width = widthOfRow(lines[i].text);
    if (width > 0 && width === last) {
      return i - 1;
    }
    alone = alone < 0 && width > 0 ? i : alone;
    last = width;
  }
  // a single row of numbers is a table only if there is at most a line of names above it
  return alone <= 1 ? alone : -1;
}

/** Rows, and the lines of words below them. */
function bodyOf(lines: readonly Line[]): { rows: readonly Line[]; footer: readonly Line[] } {
  let end = lines.length;
  while (end > 1 && isWords(lines[end - 1].text)) {
    end--;
  }
  return { rows: lines.slice(0, end), footer: lines.slice(end) };
}

/**
 * Whether a line begins with a word that is not a number, unlike a row of numbers with a bad cell.
 */
function isWords(text: string): boolean {
  const [first] = text.trim().split(/[\s,;:=]/, 1);
  return /^["'(*\-=_]*\p{L}/u.test(text.trim()) && !isNumeric(first.replace(/^"|"$/g, ''));
}

/** A line without blanks at its ends; tabs remain, as they may separate cells. */
function withoutBlanks(text: string): string {
  let [start, end] = [0, text.length];
  while (text[start] === ' ') {
    start++;
  }
  while (end > start && text[end - 1] === ' ') {
    end--;
  }
  return text.slice(start, end);
}

/**
 * Rows without the separator at the beginning or end of every row, unless it has a named column.
 */
function withoutEdges(
  rows: readonly Line[],
  { separator }: Layout,
  names: readonly string[]
): readonly Line[] {
  if (separator === 'blanks') {
    return rows;
  }
  const texts = rows.map(({ text }) => withoutBlanks(text));
  const ends = !names.at(-1) && texts.every(text => text.endsWith(separator));
  const begins = !names[0] && texts.every(text => text.startsWith(separator));
  return rows.map((row, i) => ({
    ...row,
    text: texts[i].slice(begins ? 1 : 0, ends ? -1 : undefined)
  }));
}

/**
 * The first row of a matrix whose corner is omitted between blanks, with the corner added; null if
 * there is none.
 */
function cornerless(above: Line | undefined, layout: Layout, width: number): Line | null {
  if (!above || layout.separator !== 'blanks') {
    return null;
  }
  const cells = cellsOf(above.text, layout);
  const energies = cells.map(cell => numberIn(cell) ?? NaN);
  const isAxis = isOrdered(energies) && (energies.length > 2 || isPlainlyElectronVolts(energies));
  return cells.length === width - 1 && width > 2 && isAxis
    ? { ...above, text: `nan ${above.text}` }
    : null;
}

/** A table as comma-separated text: the names, the rows at full precision, the comments. */
export function tableText(
  names: readonly string[],
  columns: readonly Float64Array[],
  comments: readonly string[]
): string {
  return csvLines(tableRows(names, columns), comments);
}

/** Columns of equal length (n) as rows, the first with their names. */
export function* tableRows(
  names: readonly string[],
  columns: readonly Float64Array[]
): Generator<TextRow, void> {
  yield names;
  for (let i = 0; i < (columns[0]?.length ?? 0); i++) {
    yield columns.map(column => column[i]);
  }
}
