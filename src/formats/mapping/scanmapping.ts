/**
 * Reference to an array of a file in a mapping: its name in the listing, its path (HDF5), or the
 * number of its column from 1 (tables).
 */
export type ArrayRef = string;

/**
 * The roles of a file's arrays, given by a user or a facility schema; stored in the document
 * (`columns`) and in provenance, and given by `--columns`. Anything left out is taken from the next
 * source: schema, declaration, conventional names.
 */
export interface ScanMapping {
  readonly incident?: ArrayRef;
  readonly emission?: ArrayRef;
  /** Ω − ω. */
  readonly transfer?: ArrayRef;
  /**
   * Signal; divided by `monitor` if that is given. Several are channels, named after their arrays.
   */
  readonly intensity?: ArrayRef | readonly ArrayRef[];
  /** Counts N of a Poisson process: the intensity is N/monitor, σ is known. In place of `intensity`. */
  readonly counts?: ArrayRef | readonly ArrayRef[];
  readonly monitor?: ArrayRef;
  /** σ of `intensity` as stored, before it is divided by a monitor. */
  readonly sigma?: ArrayRef | readonly ArrayRef[];
  /** Counting time per point, s. */
  readonly time?: ArrayRef;
  /** Unit of energies whose arrays do not declare one. */
  readonly unit?: string;
}
