import type { EntryListing } from '../entries.js';
import type { ScanMetadata } from '../scan.js';
import type { Role } from '../roles.js';
import type { GivenSchema, FacilitySchema } from '../schema/types.js';
import type { ArrayRef, ScanMapping } from './scanmapping.js';

/** An array of a file in a listing. */
export interface ArrayListing {
  /** Short and unique within the listing; used in mappings. */
  name: string;
  /** Absolute path in an HDF5 file; null for a column of a table. */
  path: string | null;
  unit: string | null;
  shape: number[];
  /**
   * Smallest and largest finite number; null if there is none, or the array is too large to read
   * for this.
   */
  range: [number, number] | null;
  /** Role suggested by its name; marked as a guess wherever it is displayed. */
  guess: Role | null;
}

export type { ArrayRef, EntryListing, ScanMapping };

/** The arrays of a file of any format, from which users choose roles. */
export interface FileListing {
  entries: EntryListing[];
  /** The entry whose arrays are listed; null if the file has no entries. */
  entry: string | null;
  arrays: ArrayListing[];
  /**
   * The first lines of a text, if a reader was asked for the listing: similar files are recognised
   * by them.
   */
  head?: string;
}

/** Arrays by name, from an HDF5 tree's entry or a table, to which a mapping is applied. */
export interface ArraySource {
  /** Whether the file is still being written; default: no. */
  readonly isGrowing?: boolean;
  listing(): FileListing;
  /** Announce which arrays will be read, so they are fetched together. */
  announce(refs: readonly ArrayRef[]): void;
  /**
   * The listed array meant by a mapping.
   * @throws XESError `scan/columns-unknown` if there is none of that name
   */
  find(ref: ArrayRef): ArrayListing;
  /** All values of an array, flattened in C order, as stored. @throws XESError of the file */
  values(ref: ArrayRef): Float64Array;
  metadata(): ScanMetadata;
}

/** External choices for reading a file. */
export interface ReadChoice {
  /** The scan of the file; default: the one it declares, or its first, with a warning. */
  readonly entry?: string;
  readonly columns?: ScanMapping;
  /** Facility schemas that take precedence over the built-in ones, in this order. */
  readonly schemas?: readonly FacilitySchema[];
  /** Facility schemas as JSON, which can be posted to a worker; read there, after `schemas`. */
  readonly given?: readonly GivenSchema[];
  /** Name of the file, by which schemas may recognise it. */
  readonly fileName?: string;
}
