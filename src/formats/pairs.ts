import { isMeasured } from '../science/statistics.js';
import { isEnergy } from './roles.js';
import { tableUnknown, type TableColumn } from './tablecolumns.js';

/** A column of energies and the column of intensities next to it. */
export interface Pair {
  energy: TableColumn;
  signal: TableColumn;
}

/**
 * Columns that alternate between energy and intensity: curves with separate energies. Two energies,
 * one of which repeats, or next to a monitor, are those of a map.
 * @returns null for any other columns.
 * @throws XESError `scan/columns-unknown` if there is another kind of column between energies
 */
export function pairsOf(columns: readonly TableColumn[]): Pair[] | null {
  const isInTurn = columns.every(
    ({ role, label }, k) => label !== '' && isEnergy(role) === (k % 2 === 0)
  );
  const [first] = columns;
  if (columns.length < 4 || columns.length % 2 === 1 || !isInTurn) {
    return null;
  }
  const pairs = columns.flatMap((energy, k) =>
    k % 2 === 0 ? [{ energy, signal: columns[k + 1] }] : []
  );
  const strange = pairs.find(({ signal: { role } }) => role !== 'intensity' && role !== 'unknown');
  if (pairs.some(({ energy }) => energy.role !== first.role)) {
    return strange || pairs.some(({ energy }) => repeats(energy)) ? null : pairs;
  }
  if (strange) {
    const { label } = strange.signal;
    const reason = `which energies belong to which intensities is not said, for "${label}" stands between them`;
    throw tableUnknown(columns, reason);
  }
  return pairs;
}

function repeats({ values }: TableColumn): boolean {
  const measured = values.filter(isMeasured);
  return new Set(measured).size < measured.length;
}
