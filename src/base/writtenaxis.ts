import { writtenDifference, writtenEnergies, writtenEnergy } from './writtenenergy.js';

/** What energies are: of photons, or differences of those. */
export type EnergyKind = 'emission' | 'incident' | 'transfer' | 'line';

/** What an axis is called in files: `energy` is one of photons. Not changed any more: scripts read by these names. */
export function axisName(axis: EnergyKind): 'energy' | 'transfer' | 'distance' {
  return axis === 'transfer' ? 'transfer' : axis === 'line' ? 'distance' : 'energy';
}

/** The energies of an axis (n, eV) as they are written into a file or onto a page. */
export function writtenAxis(energies: Float64Array, axis: EnergyKind): Float64Array {
  const isDifference = axis === 'transfer' || axis === 'line';
  return writtenEnergies(energies, isDifference ? writtenDifference : undefined);
}

/** A number as it is written: an energy as people write it, others with all of their digits. */
export function writtenValue(value: number, unit: string | undefined): number {
  return unit === 'eV' ? writtenEnergy(value) : value;
}

type Cells = Float64Array | readonly string[];

/** The values of a column (n) as they are written. */
export function writtenColumn(values: Float64Array, unit: string | undefined): Float64Array;
export function writtenColumn(values: Cells, unit: string | undefined): Cells;
export function writtenColumn(values: Cells, unit: string | undefined): Cells {
  return unit === 'eV' && values instanceof Float64Array ? writtenEnergies(values) : values;
}
