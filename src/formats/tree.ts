/** An array with `count` of `size` values that were never written to the file. */
export interface Unwritten {
  path: string;
  count: number;
  size: number;
  /** Other files that should have some of them but could not be reached; absent: none. */
  absent?: string[];
}

/**
 * A format's view of an HDF5 file: a synchronous, read-only tree. The adapter in `io/` implements
 * it over h5wasm; tests may implement it over plain objects.
 */
export interface Tree {
  /**
   * Whether the file is still being written, so that its arrays may end at different points;
   * default: no.
   */
  readonly isGrowing?: boolean;
  /**
   * Announce which datasets will be read, so that the cost is known beforehand; missing ones cost
   * nothing.
   */
  announce(paths: readonly string[]): void;
  /** The kind of object at an absolute path, following links; `missing` also for dangling links. */
  kind(path: string): 'group' | 'dataset' | 'missing';
  /**
   * Whether an array is in the file itself. A link to another file is not followed, as that takes
   * time: its target is reported as one that could not be reached.
   */
  mention(path: string): boolean;
  /** Names of a group's members, in stored order; empty if the path is not a group. */
  names(path: string): string[];
  /**
   * Path of an object without soft links; the given path if there are none, or they are dangling.
   */
  target(path: string): string;
  /** Whether there is a dataset of numbers at a path; none of it is read. */
  isNumeric(path: string): boolean;
  /** Shape of a dataset (`[]` for a scalar), or null if there is none. */
  shape(path: string): number[] | null;
  /**
   * A complete numeric dataset, flattened in C order, as float64; null if there is none.
   * @throws XESError `file/truncated`, `filter/missing`, `file/unreadable`
   */
  numbers(path: string): Float64Array | null;
  /** A string dataset's (first) value, trimmed of NUL and white space; null if there is none. */
  text(path: string): string | null;
  /** An attribute's (first) value as text, or null. */
  attribute(path: string, name: string): string | null;
  /** All values of an attribute as text; empty if it is absent. */
  attributes(path: string, name: string): string[];
  /** Arrays read so far with values that were never written, which are NaN. */
  unwritten(): Unwritten[];
  /**
   * Targets that could not be reached so far: `file:/path` of each dangling external link or
   * virtual source.
   */
  missingLinks(): string[];
}
