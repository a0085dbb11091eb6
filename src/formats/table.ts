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

/** A table of numbers as text has it. */
export interface Table {
  /** Names of the columns as they stand there; empty where there is no line of names. */
  names: string[];
  /** Units of the columns where they stand apart from the names; null of one that has none there. */
  units?: readonly (string | null)[];
  /** The columns, all of one length (n). */
  columns: Float64Array[];
  /** The lines that begin with `#` or another mark of comments, without it. */
  comments: string[];
}

/** Lines of the header that GDA writes above its columns. */
const gdaHeader = /^#\s*(Instrument:|Ring energy:|Initial ring current:|Monochromator |XES )/m;

/** Characters that tables are recognised by. */
const headLength = 2 ** 18;

/** Whether a text begins as a table of at least two columns of numbers does. @param head its first lines. */
export function isTable(head: string): boolean {
  if (gdaHeader.test(head.slice(0, 16_384))) {
    return false; // a scan whose first line is damaged: as a table its columns would mean something else
  }
  const lines = contentOf(linesOf(head.slice(0, headLength)));
  return (
    firstRow(lines) >= 0 ||
    rowsWithWords(lines) !== null ||
    damageOf(lines, mostHeaderLines) !== null
  );
}

/**
 * Read a table from text without a byte order mark: cells separated by commas, semicolons, tabs or blanks, in quotes
 * or not, decimal commas where they can be no others, comments anywhere, a line of names or none (in a comment too),
 * of units or none, text above and below; an empty cell is NaN, and so are words where a column holds nothing else.
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

/** @throws XESError `table/invalid` where commas may be decimal ones or part thousands */
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

/** Rows and the names of their columns; a separator that each row begins or ends with has a column where it has a name. */
function withNames(rows: readonly Line[], above: readonly Line[], layout: Layout) {
  const whole = { rows, width: widthOf(rows, layout) };
  const named = namesAbove(above, layout, whole.width);
  const bare = withoutEdges(rows, layout, named?.names ?? []);
  const width = widthOf(bare, layout);
  const body =
    width === whole.width
      ? { ...whole, named }
      : { rows: bare, width, named: namesAbove(above, layout, width) };
  if (Math.max(body.width, body.named?.names.length ?? 0) < 2) {
    throw invalidTable('it has no rows of at least two numbers');
  }
  return body;
}

/**
 * The rows of a table, and which of the lines is the first of them.
 * @throws XESError `table/invalid` where the first rows have no numbers that can be read
 */
function rowsOf(content: readonly Line[]): Rows {
  const found = firstRow(content);
  const worded = found < 0 ? rowsWithWords(content) : null;
  const damage = worded
    ? (worded.damage ?? null)
    : found < 0
      ? damageOf(content, mostHeaderLines)
      : damageAbove(content, found);
  if (damage !== null) {
    throw invalidTable(damage);
  }
  const start = found >= 0 ? found : 1;
  return worded ?? { start, rows: content.slice(start) };
}

/** Lines of text that may stand above the numbers. */
const mostHeaderLines = 2000;

/** Index of the first line of numbers that more of the kind follow, or that is the last; −1 where there is none. */
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
  // one row of numbers is a table where nothing but a line of names is above it
  return alone <= 1 ? alone : -1;
}

/** Rows, and the lines of words below the last of them. */
function bodyOf(lines: readonly Line[]): { rows: readonly Line[]; footer: readonly Line[] } {
  let end = lines.length;
  while (end > 1 && isWords(lines[end - 1].text)) {
    end--;
  }
  return { rows: lines.slice(0, end), footer: lines.slice(end) };
}

/** Whether a line begins with a word that is no number: a row of numbers with a bad cell does not. */
function isWords(text: string): boolean {
  const [first] = text.trim().split(/[\s,;:=]/, 1);
  return /^["'(*\-=_]*\p{L}/u.test(text.trim()) && !isNumeric(first.replace(/^"|"$/g, ''));
}

/** A line without blanks at its ends; tabs may part cells. */
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

/** Rows without the separator that each begins or ends with, unless a name stands there. */
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

/** The first row of a matrix whose corner is left out between blanks, with it; null where there is none. */
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
