import type { ScanMapping } from '../mapping/scanmapping.js';

/** JSON pointer into a facility schema, for messages. */
type Pointer = string;

/** How to find an array, and what the file does not say about it. */
export interface ArrayRule {
  readonly pointer: Pointer;
  /**
   * Paths relative to the entry, or absolute; names of columns in a text. The first that is present
   * is used; `*` stands for any text without `/`.
   */
  readonly paths: readonly string[];
  /** Takes precedence: the scanned motor with a matching name. */
  readonly motor: RegExp | null;
  /** Takes precedence: the signal of this NXdata. */
  readonly signal: string | null;
  /** Unit if the file has none. */
  readonly unit: string | null;
  /** Factor for the stored values. */
  readonly scale: number;
  /** Readings of the same energy differ by less than this, eV. */
  readonly jitter: number;
  /**
   * Set for a Bragg angle in degrees: the spacing of the lattice planes in Å, or its location in a
   * text.
   */
  readonly spacing: number | TextRule | null;
}

/** Locations of a text, such as a title: the first that is not empty is used. */
export type TextRules = readonly TextRule[];

export interface TextRule {
  /** Path of a text in a tree; empty for the header of a text file. */
  readonly path: string;
  /** The part to select: the groups, joined by blanks; all of it without a pattern. */
  readonly pattern: RegExp | null;
  /** Which of several matches; `last` matches nothing if there is only one. */
  readonly take: 'first' | 'last';
}

/** How the values of a channel become its intensity. */
export type ValueKind = 'counts' | 'intensity' | 'transmission' | 'ratio';

export interface ChannelRule {
  readonly pointer: Pointer;
  /** Empty if it is the name of each array. */
  readonly name: string;
  /** Set for one channel per array that matches this path pattern. */
  readonly each: string | null;
  readonly emission: ArrayRule | null;
  readonly bragg: ArrayRule | null;
  /** The first that is present is used. */
  readonly values: readonly { readonly kind: ValueKind; readonly rule: ArrayRule }[];
  /** Raw frames, which are not read; only their presence is reported. */
  readonly frames: ArrayRule | null;
}

export type MetadataKey =
  'title' | 'scanCommand' | 'startTime' | 'endTime' | 'experiment' | 'sample' | 'mode';

/** The planned number of points, from the scan command. */
export interface PlannedRule {
  readonly command: 'gda' | 'spec';
  /** For `gda`: the axis given as start, stop, step, and the name of axes that move together. */
  readonly stepped: string | null;
  readonly grouped: string | null;
}

/** The rules for a scan, common to trees and texts. */
export interface ScanRules {
  readonly pointer: Pointer;
  readonly incident: ArrayRule | null;
  /** For channels without their own. */
  readonly emission: ArrayRule | null;
  readonly monitor: ArrayRule | null;
  readonly time: ArrayRule | null;
  readonly channels: readonly ChannelRule[];
  /** Array with the planned shape. */
  readonly shape: ArrayRule | null;
  readonly planned: PlannedRule | null;
  readonly metadata: Readonly<Partial<Record<MetadataKey, TextRules>>>;
  readonly crystals: Readonly<Record<string, TextRules>>;
}

export interface TreeRules extends ScanRules {
  readonly recognise: {
    readonly paths: readonly string[];
    /** At least one of these is present; empty if not required. */
    readonly any: readonly string[];
    readonly attributes: readonly { path: string; name: string; pattern: RegExp }[];
    readonly texts: readonly { path: string; pattern: RegExp }[];
    readonly name: RegExp | null;
  };
  /** Names of the entries at the root. */
  readonly entries: string;
  /** Whether a matching file without a scan is read as it declares itself. */
  readonly isOptional: boolean;
  /** Scanned motors: words of these texts that are names of arrays (`{motor}` in the path). */
  readonly motors: { readonly from: TextRules; readonly arrays: string } | null;
}

/** Names of columns: a list, or a pattern in the header. */
export type NamesRule =
  | readonly string[]
  | {
      readonly pattern: RegExp;
      readonly after: RegExp | null;
      readonly take: 'last' | 'all';
      readonly separator: RegExp | null;
    };

export interface TextFileRules extends ScanRules {
  readonly recognise: { readonly header: RegExp | null; readonly name: RegExp | null };
  readonly format: 'gda-ascii' | 'csv';
  /** Mark of lines that are not rows; null if only lines of numbers are rows. */
  readonly comment: string | null;
  readonly separator: RegExp;
  /** Rows begin after the line that matches. */
  readonly after: RegExp | null;
  readonly names: NamesRule;
}

/** A user's mapping for similar files. */
export interface MappedRules {
  readonly recognise: {
    /** Arrays of an HDF5 file; empty for a text. */
    readonly paths: readonly string[];
    readonly header: RegExp | null;
    readonly name: RegExp | null;
  };
  readonly columns: ScanMapping;
}

/** Facility schemas as text, with their origin. */
export interface GivenSchema {
  /** JSON: a schema, or a list of them. */
  readonly text: string;
  /** Such as `data/xes-schema.json`. */
  readonly from: string;
  /** Why there is no text, as a clause. */
  readonly fault?: string;
}

/** The schema that read a scan. */
export interface SchemaOrigin {
  readonly name: string;
  /**
   * The file that contains it, with a JSON pointer if that has several; `jupyterlab-xes` for
   * built-in ones.
   */
  readonly from: string;
  /** SHA-256 of its JSON without blanks, hexadecimal. */
  readonly sha256?: string;
}

/** How the files of a facility are read. */
export interface FacilitySchema {
  readonly name: string;
  readonly from: string;
  readonly json: unknown;
  readonly mapping: MappedRules | null;
  readonly hdf5: TreeRules | null;
  readonly text: TextFileRules | null;
}
