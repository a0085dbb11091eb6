import { axisName } from '../../base/writtenaxis.js';
import type { Channel } from '../scan.js';
import type { Tree } from '../tree.js';
import { readEnergies, Unusable, type Energies } from './energies.js';
import { columnsUnknown } from './listing.js';

/** What a curve of our own files runs along where it is neither ω nor Ω. */
export function ownAxis(tree: Tree, data: string): Channel['axis'] | null {
  const stated = tree.attribute(data, 'energy_axis');
  return stated === 'transfer' || stated === 'line' ? stated : null;
}

/**
 * The energies of such a curve in the place of its emission energies. Where its points lie in a map stands beside them,
 * and makes no scan of it.
 * @throws XESError `scan/columns-unknown`
 */
export function alongOwnAxis(tree: Tree, data: string, shape: readonly number[]): Energies {
  // both may be zero or less, as no photon's energy is
  const read = readEnergies(tree, pathOf(tree, data), 'transfer', shape, [0]);
  if (read instanceof Unusable) {
    throw columnsUnknown(tree, data, read.why);
  }
  return { incident: null, transfer: null, emission: read, warnings: [] };
}

/** Where its energies are: `energy` in files that were written before an axis was called by what it is. */
function pathOf(tree: Tree, data: string): string {
  const own = `${data}/${axisName(ownAxis(tree, data) ?? 'emission')}`;
  return tree.kind(own) === 'dataset' ? own : `${data}/energy`;
}
