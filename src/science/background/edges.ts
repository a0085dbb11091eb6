import { isBelow } from '../equalenergies.js';
import { kEdges } from '../kedges.js';

/** The absorption of most compounds has risen this far above a tabulated edge, eV. */
const rise = 8;

/**
 * The first absorption edge with fitted energies on both sides: below it, and above it by more than
 * the rise.
 * @returns null if there is none.
 */
export function straddles(
  energies: Float64Array,
  edges: readonly number[] = Object.values(kEdges)
): number | null {
  const low = energies.reduce((least, energy) => Math.min(least, energy), Infinity);
  const high = energies.reduce((most, energy) => Math.max(most, energy), -Infinity);
  return edges.find(edge => isBelow(low, edge) && isBelow(edge + rise, high)) ?? null;
}
