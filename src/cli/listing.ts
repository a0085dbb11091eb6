import type { ArrayListing, FileListing } from '../formats/mapping/types.js';
import { printable } from './printable.js';

const headings = ['', 'name', 'values', 'range', 'unit', 'guess'];

/**
 * The contents of a file as a table of its arrays; with paths if they add something to the names.
 */
export function listingText({ entries, entry, arrays }: FileListing): string {
  const hasPaths = arrays.some(({ path }) => path !== null);
  const heads = hasPaths ? [...headings, 'path'] : headings;
  const rows = [heads, ...arrays.map((array, i) => rowOf(array, i, hasPaths))];
  const widths = heads.map((_, k) => Math.max(...rows.map(row => row[k].length)));
  const lines = rows.map(row =>
    row
      .map((cell, k) => cell.padEnd(widths[k]))
      .join('  ')
      .trimEnd()
  );
  const names = entries.map(({ name, title }) =>
    printable(title === '' ? name : `${name} (${title})`)
  );
  return [
    ...(entries.length > 1 ? [`entries: ${names.join(', ')}`] : []),
    ...(entries.length > 1 && entry !== null ? [`the arrays of ${printable(entry)}:`] : []),
    ...lines
  ].join('\n');
}

function rowOf(array: ArrayListing, index: number, hasPaths: boolean): string[] {
  const { name, path, unit, shape, range, guess } = array;
  const cells = [
    `${index + 1}`,
    name,
    shape.join(' × ') || '1',
    range ? `${range[0]} to ${range[1]}` : '',
    unit ?? '',
    guess === null ? '' : `${guess}?`
  ];
  return (hasPaths ? [...cells, path ?? ''] : cells).map(printable);
}
