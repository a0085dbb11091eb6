import { writtenDifference, writtenEnergies, writtenEnergy } from './writtenenergy.js';

/** Kind of energies: photon energies, or their differences. */
export type EnergyKind = 'emission' | 'incident' | 'transfer' | 'line';

/**
 * Name of an axis in files: `energy` for photon energies. It must not change, as scripts read
 * columns by name.
 */
export function axisName(axis: EnergyKind): 'energy' | 'transfer' | 'distance' {
  return axis === 'transfer' ? 'transfer' : axis === 'line' ? 'distance' : 'energy';
}

/** The energies of an axis (n, eV) as written to a file or the page. */
export function writtenAxis(energies: Float64Array, axis: EnergyKind): Float64Array {
  const isDifference = axis === 'transfer' || axis === 'line';
  return writtenEnergies(energies, isDifference ? writtenDifference : undefined);
}

/** A number as written: an energy without rounding noise, others with all digits. */
export function writtenValue(value: number, unit: string | undefined): number {
  return unit === 'eV' ? writtenEnergy(value) : value;
}

type Cells = Float64Array | readonly string[];

/** The values of a column (n) as written. */
export function writtenColumn(values: Float64Array, unit: string | undefined): Float64Array;
export function writtenColumn(values: Cells, unit: string | undefined): Cells;
export function writtenColumn(values: Cells, unit: string | undefined): Cells {
  return unit === 'eV' && values instanceof Float64Array ? writtenEnergies(values) : values;
}
