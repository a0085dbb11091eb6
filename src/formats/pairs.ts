import { isMeasured } from '../science/statistics.js';
import { isEnergy } from './roles.js';
import { tableUnknown, type TableColumn } from './tablecolumns.js';

/** A column of energies and the one of intensities beside it. */
export interface Pair {
  energy: TableColumn;
  signal: TableColumn;
}

/**
 * Columns that are an energy and an intensity in turn: curves with energies of their own. Two energies of which one repeats,
 * or that stand beside a monitor, are those of a map.
 * @returns null of any other columns. @throws XESError `scan/columns-unknown` where something else stands between energies
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
    const why = `which energies belong to which intensities is not said, for "${label}" stands between them`;
    throw tableUnknown(columns, why);
  }
  return pairs;
}

function repeats({ values }: TableColumn): boolean {
  const measured = values.filter(isMeasured);
  return new Set(measured).size < measured.length;
}
