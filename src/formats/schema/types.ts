import type { ScanMapping } from '../mapping/scanmapping.js';

/** A place of a facility schema in sentences: a JSON pointer. */
type Pointer = string;

/** Which array it is, and what of it the file does not say. */
export interface ArrayRule {
  readonly pointer: Pointer;
  /** Paths relative to the entry, or absolute; names of columns in a text. The first that is there is taken; `*` stands for any text without `/`. */
  readonly paths: readonly string[];
  /** Before them: the scanned motor of such a name. */
  readonly motor: RegExp | null;
  /** Before them: the signal of this NXdata. */
  readonly signal: string | null;
  /** Unit where the file has none. */
  readonly unit: string | null;
  /** Multiplies what is stored. */
  readonly scale: number;
  /** Readings of one energy differ by less than this, eV. */
  readonly jitter: number;
  /** A Bragg angle in degrees, and the spacing of the lattice planes in Å, or where it stands in the header. */
  readonly spacing: number | TextRule | null;
}

/** Where a text stands, such as a title: the first that is not empty. */
export type TextRules = readonly TextRule[];

export interface TextRule {
  /** Path of a text in a tree; empty for the header of a text file. */
  readonly path: string;
  /** What of it: the groups, joined by blanks; all of it without a pattern. */
  readonly pattern: RegExp | null;
  /** Which of several matches; the last is none where there is only one. */
  readonly take: 'first' | 'last';
}

/** How the values of a channel become its intensity. */
export type ValueKind = 'counts' | 'intensity' | 'transmission' | 'ratio';

export interface ChannelRule {
  readonly pointer: Pointer;
  /** Empty where it is the name of each array. */
  readonly name: string;
  /** A channel for each array that this pattern of a path finds. */
  readonly each: string | null;
  readonly emission: ArrayRule | null;
  readonly bragg: ArrayRule | null;
  /** The first that is there is taken. */
  readonly values: readonly { readonly kind: ValueKind; readonly rule: ArrayRule }[];
  /** Raw frames, which are not read: whether they are there is said. */
  readonly frames: ArrayRule | null;
}

export type MetadataKey =
  'title' | 'scanCommand' | 'startTime' | 'endTime' | 'experiment' | 'sample' | 'mode';

/** How many points were planned, from the scan command. */
export interface PlannedRule {
  readonly command: 'gda' | 'spec';
  /** Of `gda`: the axis that is given as start, stop, step, and the name of axes that move together. */
  readonly stepped: string | null;
  readonly grouped: string | null;
}

/** What a scan is made of, in a tree as in a text. */
export interface ScanRules {
  readonly pointer: Pointer;
  readonly incident: ArrayRule | null;
  /** Of channels that name none of their own. */
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
    /** One of these at least is there; empty where nothing is asked. */
    readonly any: readonly string[];
    readonly attributes: readonly { path: string; name: string; pattern: RegExp }[];
    readonly texts: readonly { path: string; pattern: RegExp }[];
    readonly name: RegExp | null;
  };
  /** Names of the entries at the root. */
  readonly entries: string;
  /** Whether a file that is recognised, and in which no scan is found, is read as it declares itself. */
  readonly isOptional: boolean;
  /** Scanned motors: words of these texts that are names of arrays (`{motor}` in the path). */
  readonly motors: { readonly from: TextRules; readonly arrays: string } | null;
}

/** Names of columns: a list, or what a pattern finds in the header. */
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
  /** How lines begin that are no rows; null where only lines of numbers are rows. */
  readonly comment: string | null;
  readonly separator: RegExp;
  /** Rows begin after the line that matches. */
  readonly after: RegExp | null;
  readonly names: NamesRule;
}

/** Which array is what, as a person said it of such files. */
export interface MappedRules {
  readonly recognise: {
    /** Arrays of an HDF5 file; none of a text. */
    readonly paths: readonly string[];
    readonly header: RegExp | null;
    readonly name: RegExp | null;
  };
  readonly columns: ScanMapping;
}

/** Facility schemas as text, and where it is. */
export interface GivenSchema {
  /** JSON: a schema, or a list of them. */
  readonly text: string;
  /** Such as `data/xes-schema.json`. */
  readonly from: string;
  /** Why there is no text, as the end of a sentence. */
  readonly fault?: string;
}

/** Which schema read a scan. */
export interface SchemaOrigin {
  readonly name: string;
  /** The file that has it, with a JSON pointer where that has several; `jupyterlab-xes` of those built in. */
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
