import { isEnergy } from '../roles.js';
import type { DeclaredAxis } from './axes.js';
import { roleOfArray, type EnergyArray } from './energies.js';
import type { DataGroup } from './group.js';
import { columnsUnknown } from './listing.js';
import { arraysBeside } from './signal.js';

/** Whether the entry declares absorption spectra, which are scanned over the incident energy. */
export function isAbsorption({ tree, entry }: Pick<DataGroup, 'tree' | 'entry'>): boolean {
  return /^NXxas/.test(tree.text(`${entry}/definition`) ?? '');
}

/**
 * Role of an array, including what this program's files and the definitions of absorption spectra
 * declare outside of the array.
 */
export function roleIn({ tree, data, entry }: DataGroup, path: string): EnergyArray['role'] {
  const role = roleOfArray(tree, path);
  const stated = tree.attribute(data, 'energy_axis');
  if (path === `${data}/energy` && (stated === 'incident' || stated === 'emission')) {
    return stated;
  }
  return role === 'energy' && isAbsorption({ tree, entry }) ? 'incident' : role;
}

/**
 * Axes by convention if none are declared: along each axis the first array of its length, or of its
 * edges, with the name of an energy.
 * @throws XESError `scan/columns-unknown` if one fits along both axes.
 */
export function conventional(
  { tree, data, signal }: DataGroup,
  shape: readonly number[]
): DeclaredAxis[] {
  const long = shape.flatMap((length, dim) => (length > 1 ? [dim] : []));
  const names = arraysBeside(tree, data, signal);
  const placed = names.flatMap(name => {
    const ownShape = tree.shape(`${data}/${name}`);
    if (ownShape?.length !== 1 || !isEnergy(roleOfArray(tree, `${data}/${name}`))) {
      return [];
    }
    const centres = long.filter(dim => ownShape[0] === shape[dim]);
    const dims = centres.length > 0 ? centres : long.filter(dim => ownShape[0] === shape[dim] + 1);
    if (dims.length > 1) {
      throw columnsUnknown(tree, data, `along which axis of the signal "${name}" runs is not said`);
    }
    return dims.length > 0 ? [{ name, dims }] : [];
  });
  return long.flatMap(dim => placed.filter(axis => axis.dims[0] === dim).slice(0, 1));
}
