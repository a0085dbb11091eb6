import { axisName } from '../../base/writtenaxis.js';
import type { Channel } from '../scan.js';
import type { Tree } from '../tree.js';
import { readEnergies, Unusable, type Energies } from './energies.js';
import { columnsUnknown } from './listing.js';

/** Axis of a curve in this program's files if it is neither ω nor Ω. */
export function ownAxis(tree: Tree, data: string): Channel['axis'] | null {
  const stated = tree.attribute(data, 'energy_axis');
  return stated === 'transfer' || stated === 'line' ? stated : null;
}

/**
 * The energies of such a curve, in place of emission energies. The positions of its points in a map
 * are stored next to them, but do not make it a scan.
 * @throws XESError `scan/columns-unknown`
 */
export function alongOwnAxis(tree: Tree, data: string, shape: readonly number[]): Energies {
  // both may be zero or negative, unlike photon energies
  const read = readEnergies(tree, pathOf(tree, data), 'transfer', shape, [0]);
  if (read instanceof Unusable) {
    throw columnsUnknown(tree, data, read.why);
  }
  return { incident: null, transfer: null, emission: read, warnings: [] };
}

/** Path of its energies: `energy` in older files, in which the axis was not named by its kind. */
function pathOf(tree: Tree, data: string): string {
  const namedPath = `${data}/${axisName(ownAxis(tree, data) ?? 'emission')}`;
  return tree.kind(namedPath) === 'dataset' ? namedPath : `${data}/energy`;
}
