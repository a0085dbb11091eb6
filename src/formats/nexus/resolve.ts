import { isEnergy } from '../roles.js';
import type { ScanWarning } from '../scan.js';
import type { EnergyArray } from './energies.js';

/** The two energies of the points, or a clause that says why they can't be determined. */
export type Resolved =
  | {
      incident: EnergyArray | null;
      emission: EnergyArray | null;
      transfer: EnergyArray | null;
      warnings: ScanWarning[];
    }
  | { why: string };

/**
 * Assign the arrays to the energies. An energy of unspecified kind takes the remaining role: next
 * to an incident energy it is the emission energy, and vice versa; alone it is taken as the
 * emission energy, with a warning.
 * @param arrays energies of the signal; those declared by `axes` first.
 * @param shape the signal's, axes of length 1 included.
 */
export function resolveEnergies(
  arrays: readonly EnergyArray[],
  shape: readonly number[]
): Resolved {
  const resolved = rolesOf(arrays, shape);
  const fitted = arrays.flatMap(array => array.fitted ?? []);
  return 'why' in resolved
    ? resolved
    : { ...resolved, warnings: [...resolved.warnings, ...fitted] };
}

function rolesOf(arrays: readonly EnergyArray[], shape: readonly number[]): Resolved {
  const long = shape.flatMap((length, dim) => (length > 1 ? [dim] : []));
  if (long.length > 2) {
    return { why: `the signal has ${long.length} axes (${shape.join(' × ')}), and a map has two` };
  }
  const used = arrays.filter(({ role }) => isEnergy(role));
  const bare = long.filter(dim => !used.some(one => one.dim === dim || isPerPoint(one, shape)));
  if (bare.length > 0 || used.length === 0) {
    return { why: `axis ${(bare[0] ?? 0) + 1} of the signal has no energies` };
  }
  const ofRole = (role: EnergyArray['role']) => used.find(one => one.role === role) ?? null;
  const known = {
    incident: ofRole('incident'),
    emission: ofRole('emission'),
    transfer: ofRole('transfer')
  };
  const unspecified = used.filter(({ role }) => role === 'energy');
  if (unspecified.length === 0) {
    return known.incident || known.emission
      ? { ...known, warnings: [] }
      : {
          why: `"${known.transfer?.name}" is the energy transfer, and no incident energy belongs to it`
        };
  }
  return place(unspecified, known, long.length);
}

type Known = Record<'incident' | 'emission' | 'transfer', EnergyArray | null>;

function place(unspecified: readonly EnergyArray[], known: Known, longAxes: number): Resolved {
  const [first, second] = unspecified;
  const names = unspecified.map(({ name }) => `"${name}"`).join(' and ');
  if (second && longAxes === 2) {
    return { why: `which of ${names} is the incident and which the emission energy is not said` };
  }
  if (known.transfer && !known.incident && !known.emission) {
    return { why: `whether ${names} is the incident or the emission energy is not said` };
  }
  const role = !known.emission ? 'emission' : !known.incident ? 'incident' : null;
  if (role === null) {
    const others = Object.values(known).filter(one => one !== null);
    const isBare =
      first.dim !== null && !others.some(one => one.dim === first.dim || one.values.length > 1);
    const why = `whether "${first.name}" is the incident or the emission energy is not said, for both have one value beside it`;
    return isBare ? { why } : { ...known, warnings: [] };
  }
  const message = `The file does not say which energy "${first.name}" is: it is taken as the ${role} energy.`;
  const placed = { ...known, [role]: { ...first, role } };
  return { ...placed, warnings: [{ code: 'scan/axis-assumed', message }] };
}

function isPerPoint({ dim, values }: EnergyArray, shape: readonly number[]): boolean {
  return dim === null && values.length > 1 && values.length === shape.reduce((a, b) => a * b, 1);
}
