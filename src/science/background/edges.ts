import { isBelow } from '../equalenergies.js';
import { kEdges } from '../kedges.js';

/** So far above a tabulated edge (eV) the absorption of most compounds has risen. */
const rise = 8;

/**
 * The first absorption edge that fitted energies lie on both sides of: below it, and above it by more than
 * the rise. @returns null where there is none.
 */
export function straddles(
  energies: Float64Array,
  edges: readonly number[] = Object.values(kEdges)
): number | null {
  const low = energies.reduce((least, energy) => Math.min(least, energy), Infinity);
  const high = energies.reduce((most, energy) => Math.max(most, energy), -Infinity);
  return edges.find(edge => isBelow(low, edge) && isBelow(edge + rise, high)) ?? null;
}
