/**
 * An array of a file as a mapping names it: its name as the listing has it, its path (HDF5), or the number of its
 * column from 1 (tables).
 */
export type ArrayRef = string;

/**
 * What a file's arrays are, as a person or a facility schema says it; kept in the document (`columns`), in provenance,
 * and given by `--columns`. What is left out is taken from the next source: schema, declaration, conventional names.
 */
export interface ScanMapping {
  readonly incident?: ArrayRef;
  readonly emission?: ArrayRef;
  /** Ω − ω. */
  readonly transfer?: ArrayRef;
  /** What is drawn; divided by `monitor` where that is given. Several are channels, by the names of their arrays. */
  readonly intensity?: ArrayRef | readonly ArrayRef[];
  /** Counts N of a Poisson process: the intensity is N/monitor, σ is known. In place of `intensity`. */
  readonly counts?: ArrayRef | readonly ArrayRef[];
  readonly monitor?: ArrayRef;
  /** σ of `intensity` as stored, before it is divided by a monitor. */
  readonly sigma?: ArrayRef | readonly ArrayRef[];
  /** Counting time a point, s. */
  readonly time?: ArrayRef;
  /** Unit of the energies, of those arrays that do not say their own. */
  readonly unit?: string;
}
