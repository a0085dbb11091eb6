import type { EntryListing } from '../entries.js';
import type { ScanMetadata, ScanWarning } from '../scan.js';
import type { Table } from '../table.js';

/** What a format says of its columns beside their names. */
export interface TextFacts {
  metadata: Partial<ScanMetadata>;
  /** Where it was measured; empty where that is not said. */
  facility: string;
  /** Whether it is declared that the incident energy was scanned, and that `energy` is it. */
  isAbsorption: boolean;
  /** Columns are a beamline's counters and motors: nothing is the intensity that is not called so. */
  areCounters: boolean;
  /** Rows are the cells of a matrix, of which some may be empty. */
  isMatrix: boolean;
  /** Points that were planned; absent where that is not said. */
  planned?: number;
  warnings: ScanWarning[];
}

/** One scan of a text: its columns as they stand there, and what the text says of them. */
export interface TextTable extends Table {
  facts: TextFacts;
  /** What stood still while it was measured. */
  positions?: readonly Position[];
}

/** A motor's position, or another number for all points, in a header. */
export interface Position {
  name: string;
  value: number;
}

/** What a text holds: scans, of which each is read when it is asked for. */
export interface TextFile {
  /** Its scans; empty where it has one, without a name. */
  entries: readonly EntryListing[];
  /** @param entry name of one of the entries; null where there are none. @throws XESError `table/invalid` */
  table(entry: string | null): TextTable;
}

/** A format of texts. */
export interface TextFormat {
  /** Whether a text is of this format, by its first lines. */
  matches(head: string): boolean;
  open(text: string): TextFile;
}

/** Facts of a text that says nothing. */
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

/** A text of one scan. */
export function singleScan(table: () => TextTable): TextFile {
  return { entries: [], table };
}
