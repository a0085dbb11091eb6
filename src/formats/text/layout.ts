import { isNumeric, mayBeThousands, withPoint } from './numbers.js';

/** Separator of the cells of a line; `blanks` is any number of blanks and tabs. */
export type Separator = ';' | ',' | '\t' | 'blanks';

/** How the cells of a line are separated, and whether commas in cells are decimal commas. */
export interface Layout {
  separator: Separator;
  hasDecimalCommas: boolean;
}

/** Cells separated by blanks, with decimal points: for formats with a fixed layout. */
export const plainLayout: Layout = { separator: 'blanks', hasDecimalCommas: false };

/** The cells of a line, without the quotes around them. */
export function cellsOf(line: string, { separator, hasDecimalCommas }: Layout): string[] {
  const cells = partsOf(line, separator);
  return hasDecimalCommas ? cells.map(withPoint) : cells;
}

/** The cells of a line before decimal commas are converted to points. */
export function partsOf(line: string, separator: Separator): string[] {
  if (line.includes('"')) {
    return quotedParts(line, separator);
  }
  const parts = separator === 'blanks' ? line.trim().split(/\s+/) : line.split(separator);
  return parts.map(part => part.trim());
}

/**
 * Cells, some of them quoted; nothing separates cells within quotes, and a doubled quote is a
 * literal quote.
 */
function quotedParts(line: string, separator: Separator): string[] {
  const text = line.trim();
  const isApart = (letter: string) =>
    separator === 'blanks' ? /\s/.test(letter) : letter === separator;
  const parts: string[] = [];
  let [cell, isQuoted] = ['', false];
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '"' && isQuoted && text[i + 1] === '"') {
      cell += letter;
      i++;
    } else if (letter === '"' && (isQuoted || cell.trim() === '')) {
      isQuoted = !isQuoted;
    } else if (!isQuoted && isApart(letter)) {
      if (separator !== 'blanks' || cell !== '') {
        parts.push(cell.trim());
      }
      cell = '';
    } else {
      cell += letter;
    }
  }
  return [...parts, cell.trim()];
}

/**
 * The layout of a line of numbers. A comma is decimal if something else separates the cells:
 * semicolons, or tabs and blanks between numbers of this form only, or quotes.
 */
export function layoutOf(line: string): Layout {
  const layouts = layoutsOf(line);
  return layouts.find(layout => isRow(cellsOf(line, layout))) ?? layouts[0];
}

/** Possible layouts of a line, the most likely first. */
function layoutsOf(line: string): Layout[] {
  const hasComma = line.includes(',');
  const isDecimal = (separator: Separator) =>
    hasComma && partsOf(line, separator).some(part => /\d,\d|^[+-]?,\d/.test(part));
  const layoutWith = (separator: Separator): Layout => ({
    separator,
    hasDecimalCommas: separator === ';' || isDecimal(separator)
  });
  const hasTab = line.includes('\t');
  return [
    ...(line.includes(';') ? [layoutWith(';')] : []),
    ...(hasTab ? [layoutWith('\t')] : []),
    ...(hasComma ? [layoutWith('blanks'), layoutWith(',')] : [layoutWith('blanks')])
  ];
}

function isRow(cells: readonly string[]): boolean {
  return cells.length >= 2 && cells.every(isNumeric);
}

/** A longer line is not a row of numbers. */
export const longestRow = 1_000_000;

/** The number of columns of a line of numbers; 0 for any other line. */
export function widthOfRow(line: string): number {
  if (line.length > longestRow) {
    return 0;
  }
  const cells = cellsOf(line, layoutOf(line));
  return isRow(cells) && cells.some(cell => cell !== '') ? cells.length : 0;
}

/** Number of rows used to test a layout. */
const triedRows = 20;

/**
 * The first layout in which all of the first rows can be read: not every row needs a decimal comma.
 */
export function layoutOfRows(rows: readonly string[]): Layout {
  const head = rows.slice(0, triedRows);
  const layouts = head.map(layoutOf);
  const isWhole = (layout: Layout) => {
    const read = head.map(row => cellsOf(row, layout));
    return read.every(row => row.length === read[0].length && row.every(isNumeric));
  };
  return layouts.find(isWhole) ?? layouts[0] ?? plainLayout;
}

/**
 * The first number with a comma, if no row shows whether it is a decimal or a thousands separator;
 * null if that is clear.
 */
export function unclearComma(rows: readonly string[], layout: Layout): string | null {
  if (!layout.hasDecimalCommas) {
    return null;
  }
  let unclear: string | null = null;
  for (const row of rows) {
    for (const part of row.includes(',') ? partsOf(row, layout.separator) : []) {
      if (part.includes(',')) {
        if (!mayBeThousands(part)) {
          return null;
        }
        unclear ??= part;
      }
    }
  }
  return unclear;
}

/**
 * The first number with a decimal comma and the first with a point, if rows have both: one of them
 * is a thousands separator, or two programs wrote the file. Null if there is only one of them.
 */
export function mixedMarks(
  rows: readonly string[],
  { separator, hasDecimalCommas }: Layout
): { comma: string; point: string } | null {
  if (!hasDecimalCommas) {
    return null;
  }
  const first = (mark: ',' | '.') => {
    for (const row of rows) {
      const found = row.includes(mark)
        ? partsOf(row, separator).find(part => part.includes(mark) && isNumeric(withPoint(part)))
        : undefined;
      if (found !== undefined) {
        return found;
      }
    }
    return null;
  };
  const comma = first(',');
  const point = comma === null ? null : first('.');
  return comma === null || point === null ? null : { comma, point };
}
