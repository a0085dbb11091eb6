/** An array of which `count` of `size` values were never written to the file. */
export interface Unwritten {
  path: string;
  count: number;
  size: number;
  /** Other files that should have some of them, and could not be reached; absent: none. */
  absent?: string[];
}

/**
 * What a format needs to see of an HDF5 file: a synchronous, read-only tree.
 * The adapter in `io/` implements it over h5wasm; tests may implement it over plain objects.
 */
export interface Tree {
  /** Whether the file is still being written, so that its arrays may end at different points; absent: no. */
  readonly isGrowing?: boolean;
  /** Announce which datasets will be read, so that the cost is known beforehand; absent ones cost nothing. */
  announce(paths: readonly string[]): void;
  /** What stands at an absolute path, following links; `missing` also where a link's target is. */
  kind(path: string): 'group' | 'dataset' | 'missing';
  /**
   * Whether an array stands in the file itself. What it links to in another file is not looked for, which costs time: it
   * counts as a target that could not be reached.
   */
  mention(path: string): boolean;
  /** Names of a group's members, in stored order; empty where the path is no group. */
  names(path: string): string[];
  /** Where an object stands whose path leads through soft links; the path itself without any, or where they end nowhere. */
  target(path: string): string;
  /** Whether a dataset of numbers stands at a path; nothing of it is read. */
  isNumeric(path: string): boolean;
  /** Shape of a dataset (`[]` for a scalar), or null where there is none. */
  shape(path: string): number[] | null;
  /**
   * All of a numeric dataset, flattened in C order, as float64; null where there is none.
   * @throws XESError `file/truncated`, `filter/missing`, `file/unreadable`
   */
  numbers(path: string): Float64Array | null;
  /** A string dataset's (first) value, trimmed of NUL and white space; null where there is none. */
  text(path: string): string | null;
  /** An attribute's (first) value as text, or null. */
  attribute(path: string, name: string): string | null;
  /** All values of an attribute as texts; none where it is absent. */
  attributes(path: string, name: string): string[];
  /** Arrays that were read so far and of which some values were never written: those are NaN. */
  unwritten(): Unwritten[];
  /** Targets that could not be reached so far, as `file:/path` of each dangling external link or virtual source. */
  missingLinks(): string[];
}
