import type { DataFormat } from '../analysis/output/format.js';
import type { ItemKey, Ref } from '../analysis/document/types.js';
import type { AnalysisDocument } from '../analysis/document/types.js';
import type { FigureFormat, IPaperLook } from '../figures/paper/index.js';
import type { Failure } from '../analysis/steps/part.js';
import type { NumberResult } from '../analysis/steps/values.js';

/** An item that can be written to a file, without its arrays. */
export interface WritableItem {
  ref: Ref;
  key: ItemKey;
  /** Null if it has only numbers, or failed. */
  kind: 'map' | 'spectrum' | 'table' | null;
  /** Points of a curve, measured cells of a map, rows of a table. */
  size: number;
  numbers: Readonly<Record<string, NumberResult>>;
  /** Why there is no result; null if there is one. */
  error: Failure | null;
  /** Inputs of its step, which the failure refers to. */
  inputs: readonly ItemKey[];
}

/** One item in a file. */
export interface ExportPart {
  ref: Ref;
  key: ItemKey;
  /** Id of its group in a file with several. */
  id: string;
  /** Its name in the file. */
  name: string;
  /**
   * For the profile of a cut: the second energy axis of its map, which the profile is over as well.
   */
  profileOver?: 'incident' | 'transfer';
}

/** A file of results to be made. */
export interface ExportFile {
  /** `numbers`: a CSV of all numbers, one row each. */
  format: DataFormat | 'numbers';
  title: string;
  /** A single one for a CSV or a .dat. */
  parts: readonly ExportPart[];
  /**
   * Over which second energy maps of scans are written in tables; NeXus has them over ω, as a grid.
   */
  plane: 'incident' | 'transfer';
}

/** One item in a figure. */
export interface FigurePart extends ExportPart {
  /** Label in its legend. */
  label: string;
  /** `#rrggbb` */
  color: string;
}

/** A publication figure of results to be made. */
export interface FigureFile extends Omit<ExportFile, 'format' | 'parts'> {
  format: FigureFormat;
  parts: readonly FigurePart[];
  look: IPaperLook;
  /** The view, and the steps that are drawn on its maps. */
  document: Pick<AnalysisDocument, 'steps' | 'view'>;
  /** `#rrggbb` of cuts, by id. */
  colors: Readonly<Record<string, string>>;
}

/** The resulting file. */
export interface MadeFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** Assumptions, in sentences. */
  notes: readonly string[];
}
