import { extent } from '../../science/statistics.js';
import { distinct } from '../distinct.js';
import type { Role } from '../roles.js';
import type { EnergyUnit } from '../units.js';
import type { ArrayListing, EntryListing, FileListing } from './types.js';

/** The properties of a table's column needed for a listing. */
export interface ListedColumn {
  label: string;
  unit: EnergyUnit;
  role: Role;
  values: Float64Array;
}

/** Scans of a text with several, and the one whose columns are listed. */
export interface TextEntries {
  entries: EntryListing[];
  entry: string | null;
}

/** The listing of a table's columns; columns without a name are named by their number from 1. */
export function tableListing(
  columns: readonly ListedColumn[],
  { entries, entry }: TextEntries = { entries: [], entry: null }
): FileListing {
  const names = distinct(columns.map(({ label }, k) => label || `${k + 1}`));
  return { entries, entry, arrays: columns.map((column, k) => listed(column, names[k])) };
}

function listed({ unit, role, values }: ListedColumn, name: string): ArrayListing {
  return {
    name,
    path: null,
    unit: unit.kind === 'none' ? null : unit.name,
    shape: [values.length],
    range: extent(values),
    guess: role === 'unknown' ? null : role
  };
}
