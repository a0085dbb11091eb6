import type { EntryListing } from '../entries.js';
import type { ScanMetadata, ScanWarning } from '../scan.js';
import type { Table } from '../table.js';

/** Facts that a format provides besides column names. */
export interface TextFacts {
  metadata: Partial<ScanMetadata>;
  /** Where it was measured; empty if unknown. */
  facility: string;
  /** Whether the file declares that the incident energy was scanned, and that `energy` is it. */
  isAbsorption: boolean;
  /** Columns are a beamline's counters and motors: only a column named as such is the intensity. */
  areCounters: boolean;
  /** Rows are the cells of a matrix, some of which may be empty. */
  isMatrix: boolean;
  /** Planned number of points; absent if unknown. */
  planned?: number;
  warnings: ScanWarning[];
}

/** One scan of a text: its columns as written, and further facts. */
export interface TextTable extends Table {
  facts: TextFacts;
  /** Positions that were constant during the scan. */
  positions?: readonly Position[];
}

/** A motor's position, or another number for all points, in a header. */
export interface Position {
  name: string;
  value: number;
}

/** The scans of a text, each read on demand. */
export interface TextFile {
  /** Its scans; empty for a single one without a name. */
  entries: readonly EntryListing[];
  /**
   * @param entry name of one of the entries; null if there are none.
   * @throws XESError `table/invalid`
   */
  table(entry: string | null): TextTable;
}

/** A text format. */
export interface TextFormat {
  /** Whether a text has this format, judged by its first lines. */
  matches(head: string): boolean;
  open(text: string): TextFile;
}

/** Facts for a text without any. */
export function noFacts(): TextFacts {
  return {
    metadata: {},
    facility: '',
    isAbsorption: false,
    areCounters: false,
    isMatrix: false,
    warnings: []
  };
}

/** A text with one scan. */
export function singleScan(table: () => TextTable): TextFile {
  return { entries: [], table };
}
