import { isEnergy, roleOfName } from '../roles.js';
import { unitOfLabel } from '../units.js';
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
  /** What keeps them from being read, as the middle of a sentence; absent where nothing does. */
  damage?: string;
}

/**
 * The rows of a table in which some columns hold words (times of day, labels) beside two of numbers at least: the words
 * are left out, as empty cells; where a name says that an energy or an intensity should stand there, that is damage. The
 * names must stand in the line above.
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
      const names = partsOf(lines[start - 1].text, separator);
      const needed = names.findIndex((name, k) => kinds[start][k] === 'w' && isNeeded(name));
      const rows = lines.slice(start).map(line => withoutWords(line, separator, kinds[start]));
      return {
        start,
        rows,
        ...(needed < 0 ? {} : { damage: spoilt(lines[start], separator, needed) })
      };
    }
  }
  return null;
}

/** Whether a column of words can't be left out, for its name says that it is an energy or what was measured. */
function isNeeded(name: string): boolean {
  const role = roleOfName(unitOfLabel(name).stem);
  return isEnergy(role) || role === 'intensity' || role === 'monitor' || role === 'sigma';
}

function spoilt({ text, number }: Line, separator: Separator, column: number): string {
  return `"${partsOf(text, separator)[column].slice(0, 30)}" in line ${number} is no number`;
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
