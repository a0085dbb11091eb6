import { isEnergy, roleOfName } from '../roles.js';
import { unitOfLabel } from '../units.js';
import { partsOf, type Separator } from './layout.js';
import type { Line } from './lines.js';
import { isNumeric, withPoint } from './numbers.js';

const separators: readonly Separator[] = [';', '\t', ','];

/** Most lines searched for the first row. */
const mostLines = 2000;

/** The rows of a table, and the index of the first. */
export interface Rows {
  start: number;
  rows: readonly Line[];
  /** Why they can't be read, as a clause; absent if they can. */
  damage?: string;
}

/**
 * The rows of a table in which some columns hold words (times of day, labels) in addition to at
 * least two columns of numbers: words count as empty cells, or as damage in columns named as an
 * energy or an intensity. The names must be in the line above.
 * @returns null for anything else.
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

/**
 * Whether a column of words can't be ignored because its name is that of an energy or a measured
 * quantity.
 */
function isNeeded(name: string): boolean {
  const role = roleOfName(unitOfLabel(name).stem);
  return isEnergy(role) || role === 'intensity' || role === 'monitor' || role === 'sigma';
}

function spoilt({ text, number }: Line, separator: Separator, column: number): string {
  return `"${partsOf(text, separator)[column].slice(0, 30)}" in line ${number} is no number`;
}

/** Longer lines are not searched for words. */
const longest = 100_000;

/** One letter per cell: `n` for a number (or nothing), `w` for words. */
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
