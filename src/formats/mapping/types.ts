import type { EntryListing } from '../entries.js';
import type { ScanMetadata } from '../scan.js';
import type { Role } from '../roles.js';
import type { GivenSchema, FacilitySchema } from '../schema/types.js';
import type { ArrayRef, ScanMapping } from './scanmapping.js';

/** An array of a file, as it is listed where it is asked what it is. */
export interface ArrayListing {
  /** Short, and unique within the listing: what a mapping calls it. */
  name: string;
  /** Absolute path in an HDF5 file; null of a table's column. */
  path: string | null;
  unit: string | null;
  shape: number[];
  /** Smallest and largest finite number; null where it has none, or is too large to be read for that. */
  range: [number, number] | null;
  /** What it may be by its name; a guess, and marked as one wherever it is shown. */
  guess: Role | null;
}

export type { ArrayRef, EntryListing, ScanMapping };

/** What a file holds, whatever it is: the answer to "which array is what?" is chosen from this. */
export interface FileListing {
  entries: EntryListing[];
  /** The entry whose arrays are listed; null where the file has no entries. */
  entry: string | null;
  arrays: ArrayListing[];
  /** How a text begins, where a reader was asked for the listing: others like it are recognised by that. */
  head?: string;
}

/** Arrays by name, of an HDF5 tree's entry or of a table: what a mapping is applied to. */
export interface ArraySource {
  /** Whether the file is still being written; absent: no. */
  readonly isGrowing?: boolean;
  listing(): FileListing;
  /** Announce which arrays will be read, so that they are fetched at once. */
  announce(refs: readonly ArrayRef[]): void;
  /** The listed array that a mapping means. @throws XESError `scan/columns-unknown` where there is none of that name */
  find(ref: ArrayRef): ArrayListing;
  /** All values of an array, flattened in C order, as stored. @throws XESError of the file */
  values(ref: ArrayRef): Float64Array;
  metadata(): ScanMetadata;
}

/** What is said of a file from outside of it. */
export interface ReadChoice {
  /** Which scan of the file; absent: the one it declares, or its first, which a warning says. */
  readonly entry?: string;
  readonly columns?: ScanMapping;
  /** Facility schemas that come before those of this program, in this order. */
  readonly schemas?: readonly FacilitySchema[];
  /** The same as JSON, which crosses to a worker: read where the file is, after `schemas`. */
  readonly given?: readonly GivenSchema[];
  /** Name of the file, by which a schema may recognise it. */
  readonly fileName?: string;
}
