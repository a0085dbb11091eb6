import { commentLine, textParts, type TextRow } from './columns.js';

/**
 * Columns of numbers separated by blanks, below a header of `#` lines that ends with the names, as
 * accepted by Athena and Larix; the columns are listed as in XDI, with their units. In chunks of
 * some thousand lines.
 * @param rows the first has the names; cells are numbers.
 */
export function* asciiParts(
  rows: Iterable<TextRow>,
  comments: readonly string[] = []
): Generator<string, void> {
  const iterator = rows[Symbol.iterator]();
  const first = iterator.next();
  const names = first.done ? [] : first.value.map(nameOf);
  const header = [
    ...comments,
    ...names.map(
      ({ name, unit }, i) => `Column.${i + 1}: ${[name, unit].filter(Boolean).join(' ')}`
    ),
    '-'.repeat(20),
    names.map(({ name }) => name).join('  ')
  ];
  yield header.map(comment => `${commentLine(comment)}\n`).join('');
  yield* textParts({ [Symbol.iterator]: () => iterator }, row => ` ${row.join('  ')}`);
}

/** A name without blanks, and the unit that it ends with (`energy_eV`). */
function nameOf(cell: string | number): { name: string; unit: string } {
  const [, name, unit = ''] = /^(.*?)(?:_(eV))?$/s.exec(String(cell)) ?? ['', String(cell)];
  return { name: name.trim().replace(/\s+/g, '_'), unit };
}
