import { startsOfEqual } from '../science/equalenergies.js';
import type { ScanWarning } from './scan.js';

/** Rows of a table in the order of their energies, those of one energy together. */
export interface EqualRows {
  /** How many rows share their energy with one before them. */
  readonly repeated: number;
  /** The first value of each energy. */
  firsts(values: Float64Array): Float64Array;
  /** The mean of each energy's values; of one row its value. */
  means(values: Float64Array): Float64Array;
  /** σ of these means, of values whose σ these are; NaN where one is unknown. */
  sigmaOfMeans(sigma: Float64Array): Float64Array;
  readonly warnings: readonly ScanWarning[];
}

/** Rows by their energies (eV). @param order indices of the rows, their energies ascending. */
export function equalRows(energy: Float64Array, order: readonly number[]): EqualRows {
  const starts = startsOfEqual(Float64Array.from(order, i => energy[i]));
  const repeated = order.length - starts.length;
  const each = (values: Float64Array, ofSeveral: (of: Float64Array) => number) =>
    Float64Array.from(starts, (start, k) => {
      const of = Float64Array.from(order.slice(start, starts[k + 1]), row => values[row]);
      return of.length === 1 ? of[0] : ofSeveral(of);
    });
  return {
    repeated,
    firsts: values => Float64Array.from(starts, k => values[order[k]]),
    means: values => each(values, of => of.reduce((sum, value) => sum + value, 0) / of.length),
    sigmaOfMeans: sigma =>
      each(sigma, of => Math.sqrt(of.reduce((sum, s) => sum + s * s, 0)) / of.length),
    warnings: repeated === 0 ? [] : [warning(repeated)]
  };
}

function warning(repeated: number): ScanWarning {
  return {
    code: 'table/repeated-energy',
    message: `${repeated} row(s) repeat an energy: the rows of one energy are averaged.`
  };
}
