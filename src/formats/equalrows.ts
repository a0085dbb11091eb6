import { startsOfEqual } from '../science/equalenergies.js';
import type { ScanWarning } from './scan.js';

/** Rows of a table in the order of their energies, grouped by equal energies. */
export interface EqualRows {
  /** Number of rows with the energy of a previous row. */
  readonly repeated: number;
  /** The first value of each energy. */
  firsts(values: Float64Array): Float64Array;
  /** The mean of each energy's values; for a single row its value. */
  means(values: Float64Array): Float64Array;
  /** σ of these means, from σ of the values; NaN if one is unknown. */
  sigmaOfMeans(sigma: Float64Array): Float64Array;
  readonly warnings: readonly ScanWarning[];
}

/**
 * Group rows by energy (eV).
 * @param order indices of the rows, in the order of ascending energies.
 */
export function equalRows(energy: Float64Array, order: readonly number[]): EqualRows {
  const starts = startsOfEqual(Float64Array.from(order, i => energy[i]));
  const repeated = order.length - starts.length;
  const each = (values: Float64Array, reduce: (group: Float64Array) => number) =>
    Float64Array.from(starts, (start, k) => {
      const group = Float64Array.from(order.slice(start, starts[k + 1]), row => values[row]);
      return group.length === 1 ? group[0] : reduce(group);
    });
  return {
    repeated,
    firsts: values => Float64Array.from(starts, k => values[order[k]]),
    means: values =>
      each(values, group => group.reduce((sum, value) => sum + value, 0) / group.length),
    sigmaOfMeans: sigma =>
      each(sigma, group => Math.sqrt(group.reduce((sum, s) => sum + s * s, 0)) / group.length),
    warnings: repeated === 0 ? [] : [warning(repeated)]
  };
}

function warning(repeated: number): ScanWarning {
  return {
    code: 'table/repeated-energy',
    message: `${repeated} row(s) repeat an energy: the rows of one energy are averaged.`
  };
}
