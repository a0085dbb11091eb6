import { csvLines, type TextRow } from './columns.js';
import { cellsOf, layoutOfRows, unclearComma, widthOfRow, type Layout } from './text/layout.js';
import { bareComment, contentOf, isComment, linesOf, type Line } from './text/lines.js';
import { namesAbove } from './text/names.js';
import { isNumeric } from './text/numbers.js';
import { columnsOfRows, invalidTable } from './text/rows.js';

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
  return firstRow(contentOf(linesOf(head.slice(0, headLength))).slice(0, mostHeaderLines)) >= 0;
}

/**
 * Read a table from text without a byte order mark: cells separated by commas, semicolons, tabs or blanks, in quotes
 * or not, decimal commas where they can be no others, comments anywhere, a line of names or none (in a comment too),
 * of units or none, text above and below; an empty cell is NaN.
 * @throws XESError `table/invalid`, naming the line.
 */
export function readTable(text: string): Table {
  const lines = linesOf(text);
  const content = contentOf(lines);
  const found = firstRow(content.slice(0, mostHeaderLines));
  const start = found >= 0 ? found : 1;
  const body = bodyOf(content.slice(start));
  const texts = body.rows.map(row => row.text);
  const layout = layoutOfRows(texts);
  const rows = withoutEdges(body.rows, layout);
  const first = rows[0];
  if (!first) {
    throw invalidTable('it has no rows of at least two numbers');
  }
  const unclear = unclearComma(texts, layout);
  if (unclear !== null) {
    throw invalidTable(
      `"${unclear}" may be a decimal number or have its thousands apart, and so may all others with a comma`
    );
  }
  const width = cellsOf(first.text, layout).length;
  const above = lines.slice(0, first.number - 1);
  const corner = cornerless(content[start - 1], layout, width);
  const named = corner ? null : namesAbove(above, layout, width);
  if (Math.max(width, named?.names.length ?? 0) < 2) {
    throw invalidTable('it has no rows of at least two numbers');
  }
  const isName = (line: Line) => named?.lines.includes(line) ?? false;
  return {
    names: named?.names ?? [],
    ...(named?.units ? { units: named.units } : {}),
    columns: columnsOfRows(corner ? [corner, ...rows] : rows, layout, width),
    comments: [
      ...contentOf(above).filter(line => !isName(line)),
      ...lines.filter(line => isComment(line)),
      ...body.footer
    ].map(({ text: line }) => bareComment(line))
  };
}

/** Lines of text that may stand above the numbers. */
const mostHeaderLines = 300;

/** Index of the first line of numbers that more of the kind follow, or that is the last; −1 where there is none. */
function firstRow(lines: readonly Line[]): number {
  const widths = lines.map(({ text }) => widthOfRow(text));
  const isPair = (i: number) => widths[i] > 0 && widths[i] === widths[i + 1];
  const pair = widths.findIndex((_, i) => isPair(i));
  const alone = widths.findIndex(width => width > 0);
  // one row of numbers is a table where nothing but a line of names is above it
  return pair >= 0 ? pair : alone >= 0 && alone <= 1 ? alone : -1;
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

/** Rows without the separator that each begins or ends with. */
function withoutEdges(rows: readonly Line[], { separator }: Layout): readonly Line[] {
  if (separator === 'blanks') {
    return rows;
  }
  const blanks = (text: string) =>
    separator === '\t' ? text.replace(/^ +| +$/g, '') : text.trim();
  const bare = rows.map(row => ({ ...row, text: blanks(row.text) }));
  const ends = bare.every(({ text }) => text.endsWith(separator));
  const begins = bare.every(({ text }) => text.startsWith(separator));
  return bare.map(row => ({
    ...row,
    text: row.text.slice(begins ? 1 : 0, ends ? -1 : undefined)
  }));
}

/** The first row of a matrix whose corner is left out between blanks, with it; null where there is none. */
function cornerless(above: Line | undefined, layout: Layout, width: number): Line | null {
  if (!above || layout.separator !== 'blanks') {
    return null;
  }
  const cells = cellsOf(above.text, layout);
  return cells.length === width - 1 && width > 2 && cells.every(isNumeric)
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
