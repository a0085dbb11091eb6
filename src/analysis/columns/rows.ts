import { writtenNumber } from '../../base/writtennumber.js';
import type { ArrayListing } from '../../formats/mapping/types.js';
import type { ColumnsChoice } from './choice.js';

/** A line of the table of arrays. */
export interface IArrayRow {
  readonly name: string;
  /** Part of its path that does not follow from its name; empty for a table's column. */
  readonly path: string;
  readonly unit: string;
  readonly shape: string;
  readonly range: string;
  /** Whether the entry has it; an array chosen for another entry may be missing. */
  readonly isThere: boolean;
}

/** Most rows shown at once: further ones are found by searching. */
export const maxRows = 200;

/**
 * Arrays whose name, path or unit includes all words of a query, ignoring case; chosen arrays are
 * always included.
 * @returns the rows to show, and the number of further ones
 */
export function arrayRows(
  arrays: readonly ArrayListing[],
  { roles }: Pick<ColumnsChoice, 'roles'>,
  query: string
): { rows: readonly IArrayRow[]; left: number } {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const isFound = ({ name, path, unit }: ArrayListing) => {
    const text = `${name} ${path ?? ''} ${unit ?? ''}`.toLowerCase();
    return words.every(word => text.includes(word));
  };
  const names = new Set(arrays.map(({ name }) => name));
  const missing = [...roles.keys()].filter(name => !names.has(name));
  const found = arrays.filter(array => roles.has(array.name) || isFound(array));
  let others = 0;
  const shown = found.filter(({ name }) => roles.has(name) || ++others <= maxRows);
  const rows = [
    ...missing.map(name => ({ ...nowhere, name })),
    ...shown.map(array => rowOf(array))
  ];
  return { rows, left: found.length - shown.length };
}

const nowhere = { path: '', unit: '', shape: '', range: '', isThere: false };

function rowOf({ name, path, unit, shape, range }: ArrayListing): IArrayRow {
  return {
    name,
    path: path === null || path === name ? '' : path,
    unit: unit ?? '',
    shape: shape.join(' × ') || 'one value',
    range: range ? rangeText(range) : '',
    isThere: true
  };
}

/** `7040 to 7079.5` */
function rangeText([low, high]: readonly [number, number]): string {
  const [from, to] = [low, high].map(writtenNumber);
  return from === to ? from : `${from} to ${to}`;
}
