import type { DataFormat } from '../analysis/output/format.js';
import type { ItemKey, Ref } from '../analysis/document/types.js';
import type { AnalysisDocument } from '../analysis/document/types.js';
import type { FigureFormat, IPaperLook } from '../figures/paper/index.js';
import type { Failure } from '../analysis/steps/part.js';
import type { NumberResult } from '../analysis/steps/values.js';

/** An item that can be written into a file, without its arrays. */
export interface WritableItem {
  ref: Ref;
  key: ItemKey;
  /** Null of what is numbers alone, or could not be made. */
  kind: 'map' | 'spectrum' | 'table' | null;
  /** Points of a curve, measured cells of a map, rows of a table. */
  size: number;
  numbers: Readonly<Record<string, NumberResult>>;
  /** Why there is nothing of it; null where there is something. */
  error: Failure | null;
  /** What its step worked on, of which the failure speaks. */
  inputs: readonly ItemKey[];
}

/** One item in a file. */
export interface ExportPart {
  ref: Ref;
  key: ItemKey;
  /** Of its group in a file of several. */
  id: string;
  /** What it is called there. */
  name: string;
  /** Present for the profile of a cut: over which second energy its map is drawn, and so it is. */
  profileOver?: 'incident' | 'transfer';
}

/** A file to be made of results. */
export interface ExportFile {
  /** `numbers`: a CSV of all numbers, a row each. */
  format: DataFormat | 'numbers';
  title: string;
  /** One of a CSV or a .dat. */
  parts: readonly ExportPart[];
  /** Over which second energy maps of scans are written in tables; NeXus has them over ω, as a grid. */
  plane: 'incident' | 'transfer';
}

/** One item in a figure. */
export interface FigurePart extends ExportPart {
  /** In its legend. */
  label: string;
  /** `#rrggbb` */
  color: string;
}

/** A figure for a paper to be made of results. */
export interface FigureFile extends Omit<ExportFile, 'format' | 'parts'> {
  format: FigureFormat;
  parts: readonly FigurePart[];
  look: IPaperLook;
  /** How it is looked at, and the steps that are drawn on its maps. */
  document: Pick<AnalysisDocument, 'steps' | 'view'>;
  /** `#rrggbb` of cuts, by their ids. */
  colors: Readonly<Record<string, string>>;
}

/** A file that was made. */
export interface MadeFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** What was assumed, in sentences. */
  notes: readonly string[];
}
