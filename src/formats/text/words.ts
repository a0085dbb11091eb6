import { partsOf, type Separator } from './layout.js';
import type { Line } from './lines.js';
import { isNumeric, withPoint } from './numbers.js';

const separators: readonly Separator[] = [';', '\t', ','];

/** Lines that are looked through for the first row. */
const mostLines = 2000;

/** Where the rows of a table begin, and the rows. */
export interface Rows {
  start: number;
  rows: readonly Line[];
}

/**
 * The rows of a table in which some columns hold words (times of day, labels) beside two of numbers at least: the words
 * are left out, as empty cells. The names must stand in the line above.
 * @returns null of anything else.
 */
export function rowsWithWords(lines: readonly Line[]): Rows | null {
  for (const separator of separators) {
    const kinds = lines.slice(0, mostLines).map(({ text }) => kindsOf(text, separator));
    const start = kinds.findIndex(
      (kind, i) =>
        isMixed(kind) && kinds[i + 1] === kind && i > 0 && kinds[i - 1] === 'w'.repeat(kind.length)
    );
    if (start > 0) {
      const rows = lines.slice(start).map(line => withoutWords(line, separator, kinds[start]));
      return { start, rows };
    }
  }
  return null;
}

/** Longer lines have no words in this sense. */
const longest = 100_000;

/** A letter a cell: `n` for a number (or nothing), `w` for words. */
function kindsOf(text: string, separator: Separator): string {
  return text.length > longest || !text.includes(separator)
    ? ''
    : partsOf(text, separator)
        .map(part => (isNumeric(withPoint(part)) ? 'n' : 'w'))
        .join('');
}

function isMixed(kind: string): boolean {
  return kind.includes('w') && /n.*n/.test(kind);
}

function withoutWords(line: Line, separator: Separator, kinds: string): Line {
  const parts = partsOf(line.text, separator);
  if (parts.length !== kinds.length) {
    return line;
  }
  const cells = parts.map((part, k) =>
    kinds[k] === 'w' ? '' : part.includes(separator) ? `"${part}"` : part
  );
  return { ...line, text: cells.join(separator) };
}
