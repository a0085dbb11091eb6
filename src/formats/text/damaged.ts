import { cellsOf, layoutOf, longestRow, partsOf, widthOfRow, type Separator } from './layout.js';
import type { Line } from './lines.js';
import { isNumeric } from './numbers.js';

/** Placeholders that programs write for missing numbers. */
const noNumber =
  /^(?:n\.?\/?a\.?|null|none|nil|missing|[-+]?1\.#\w+|[-+]?nan\w*(?:\([^)]*\))?|[*?_#-]+|#(?:n\/a|div\/0!|value!|num!|ref!)|over(?:flow|load|range)?|ovfl|ovrflw|invalid|undef(?:ined)?|err(?:or)?)$/i;

/** A number with thousands separators. */
const withThousands = /^[+-]?\d{1,3}(?:[,.'\u2019\u00a0\u202f]\d{3})+(?:[.,]\d+)?$/;

/**
 * The fault in rows directly above the first intact one: they have the same width and begin with a
 * number, but contain something else too. Null if there are none.
 * @param start index of the first intact row.
 */
export function damageAbove(lines: readonly Line[], start: number): string | null {
  if (start <= 0) {
    return null;
  }
  const whole = lines[start].text;
  const layout = layoutOf(whole);
  const width = cellsOf(whole, layout).length;
  const { text, number } = lines[start - 1];
  if (text.length > longestRow) {
    return null;
  }
  const cells = cellsOf(text, layout);
  const bad = cells.find(cell => !isNumeric(cell));
  const isRow = cells.length === width && bad !== undefined && begins(cells, layout.separator);
  return isRow ? `"${bad.slice(0, 30)}" in line ${number} is no number` : null;
}

/** Whether cells are those of a row: names, units and sentences may contain numbers too. */
function begins(cells: readonly string[], separator: Separator): boolean {
  const isNumber = (cell: string) => cell !== '' && isNumeric(cell);
  const isSpoilt = (cell: string) => noNumber.test(cell) || withThousands.test(cell);
  return (
    cells.some(isNumber) &&
    (separator === 'blanks'
      ? cells.every(cell => isNumber(cell) || isSpoilt(cell))
      : isNumber(cells[0]) || isSpoilt(cells[0]))
  );
}

/**
 * Why a text without rows of numbers is a table nevertheless, and why it can't be read, as a clause
 * with the line's number; null for a text that is not a table.
 * @param from index of the first line not yet searched for rows.
 */
export function damageOf(lines: readonly Line[], from: number): string | null {
  const [long] = lines.filter(({ text }) => text.length > longestRow);
  if (long && /^[\s\d.,;+-]{1,100}/.test(long.text)) {
    return `line ${long.number} has ${long.text.length} characters, and ${longestRow} are the most that are read`;
  }
  for (const { text, number } of lines.slice(0, from)) {
    const spoilt = text.length > 10_000 ? undefined : thousandsIn(text);
    if (spoilt !== undefined) {
      return `"${spoilt}" in line ${number} has its thousands apart`;
    }
  }
  const late = lines.slice(from).findIndex(isRowOfTwo);
  return late < 0
    ? null
    : `its numbers begin in line ${lines[from + late].number}, below more than ${from} lines of text`;
}

function isRowOfTwo({ text }: Line, i: number, lines: readonly Line[]): boolean {
  const width = widthOfRow(text);
  return width > 0 && i + 1 < lines.length && widthOfRow(lines[i + 1].text) === width;
}

const separators: readonly Separator[] = [';', '\t', ',', 'blanks'];

/** The first number with thousands separators in a line of numbers only. */
function thousandsIn(text: string): string | undefined {
  for (const separator of separators) {
    const cells = partsOf(text, separator);
    const isSpoilt = (cell: string) => !isNumeric(cell) && withThousands.test(cell);
    if (cells.length >= 2 && cells.every(cell => isNumeric(cell) || isSpoilt(cell))) {
      return cells.find(isSpoilt);
    }
  }
  return undefined;
}
