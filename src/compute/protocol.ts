import type { ErrorCode } from '../base/errors.js';
import type { Id, ItemKey, Ref } from '../analysis/document/types.js';
import type { Recipe } from '../analysis/evaluate/evaluator.js';
import type { Outcome } from '../analysis/evaluate/outcome.js';
import type { FurtherOutput } from '../analysis/evaluate/parts.js';
import type { Failure } from '../analysis/steps/part.js';
import type { ContourChoice, ContourLines, Histogram } from '../figures/index.js';
import type { ExportFile, FigureFile, MadeFile, WritableItem } from './exporttypes.js';
import type { IRunningNode } from './nodewatch.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import type {
  Cell,
  ColorChoice,
  ComputeResult,
  DrawnItem,
  DrawnPreview,
  DrawnValue,
  HistogramScale,
  Picture,
  PictureRequest
} from './types.js';

/**
 * Path, entry and columns of a scan as one string, by which page and compute worker identify it.
 */
export type Address = string;

/** Bytes that scans and results may take before the least recently used are evicted. */
export interface Budget {
  scans: number;
  results: number;
}

/** State of a scan that is not adopted: it can't be read (`error`), or it can be requested. */
export interface ScanUpdate {
  address: Address;
  /** Key of data read before and evicted, under which results may still be cached; else null. */
  key: string | null;
  facts: ScanFacts | null;
  error: Failure | null;
}

/** A single query, apart from the demanded results. */
export type Query =
  | { kind: 'result'; ref: Ref }
  | { kind: 'writable'; refs: readonly Ref[] }
  | { kind: 'file'; file: ExportFile | FigureFile }
  | { kind: 'picture'; request: PictureRequest }
  | { kind: 'cell'; valueKey: string; incident: number; emission: number }
  | { kind: 'limits'; valueKey: string; choice: Omit<ColorChoice, 'colorMap'> }
  | { kind: 'histogram'; valueKey: string; along: HistogramScale }
  | { kind: 'contours'; valueKey: string; choice: ContourChoice };

export type Answer =
  | ComputeResult
  | WritableItem[]
  | MadeFile
  | Picture
  | Cell
  | ContourLines
  | Histogram
  | null
  | [number, number];

/** A document's request; absent fields are as in the previous one. */
export interface DocumentRequest {
  document: number;
  revision: number;
  contents?: Recipe;
  addresses?: readonly (readonly [Id, Address])[];
  demand: readonly Ref[];
  pins: readonly Ref[];
  isHidden: boolean;
}

/** Page to compute worker. */
export type PageMessage =
  /** Sent first: limits, and nodes that must not be run because they terminated a worker twice. */
  | { type: 'start'; budget: Budget; refused: readonly (readonly [string, Failure])[] }
  /** From now on the reader delivers scans through this port, each with this generation. */
  | { type: 'link'; generation: number; port: MessagePort }
  | { type: 'scan'; updates: readonly ScanUpdate[] }
  /** A read of a scan starts, which delivers under this number. */
  | { type: 'begun'; sequence: number; address: Address }
  /** The data delivered under this number belong to this scan, or (`discard`) to none. */
  | { type: 'adopt'; sequence: number; address: Address; key: string; facts: ScanFacts }
  | { type: 'discard'; sequence: number }
  /** No document refers to these any more; a later reference reads them again. */
  | { type: 'forget'; addresses: readonly Address[] }
  /** Files were renamed: their scans move to new addresses. */
  | { type: 'moved'; moves: readonly (readonly [Address, Address])[] }
  | ({ type: 'update' } & DocumentRequest)
  | { type: 'close'; document: number }
  | { type: 'query'; id: number; document: number; query: Query }
  | { type: 'withdraw'; id: number }
  /** Release what can be recomputed or read again: of one document, or (null) all that nothing needs. */
  | { type: 'release'; document: number | null }
  | { type: 'ping' };

/** Bytes that the compute worker holds. */
export interface HeldBytes {
  scans: number;
  results: number;
  /** The scans by document; a shared one counts for a visible document. */
  documents: readonly (readonly [number, number])[];
}

/** An outcome with the keys of the node's inputs, and its further outputs. */
export interface SentOutcome extends Outcome {
  inputs: readonly ItemKey[];
  outputs: readonly FurtherOutput[];
}

/** Items and values as sent; `isStale` is determined by the page. */
export type SentItem = Omit<DrawnItem, 'isStale'>;

/** What changed in a document since the previous report. */
export interface DocumentReport {
  document: number;
  revision: number;
  /** The outcomes that changed; and ids that no longer have one. */
  outcomes: readonly (readonly [Id, SentOutcome])[];
  gone: readonly Id[];
  /** By `refKey`, for every demanded reference; null: as in the previous report. */
  items: readonly (readonly [string, readonly SentItem[]])[] | null;
  /** Values that the page does not have. */
  values: readonly (readonly [string, DrawnValue])[];
  /** Whether everything demanded is available or has failed. */
  isSettled: boolean;
}

/** Compute worker to page. Any message counts as a heartbeat. */
export type WorkerMessage =
  | { type: 'alive' }
  /** A node is about to run; null: none is running. */
  | { type: 'node'; running: IRunningNode | null }
  /** A delivered scan is in the store, under the address it was adopted for. */
  | { type: 'adopted'; sequence: number }
  /** A delivery through the port failed: out of memory. */
  | { type: 'undelivered' }
  /** A `moved` was handled: what is posted from now on has the new addresses. */
  | { type: 'moved' }
  /** Scans evicted to save memory. */
  | { type: 'evicted'; addresses: readonly Address[] }
  /** Missing scans of a document, in the order in which they are needed. */
  | { type: 'needs'; document: number; addresses: readonly Address[] }
  | ({ type: 'report' } & DocumentReport)
  /**
   * The preview of a scan being read; null: removed, and whether the scan `isOther`, differing from
   * it.
   */
  | { type: 'preview'; document: number; id: Id; preview: DrawnPreview | null; isOther: boolean }
  | { type: 'answer'; id: number; answer: Answer }
  | { type: 'refused'; id: number; code: ErrorCode; message: string; stack: string }
  | { type: 'held'; held: HeldBytes }
  /** A document could not be evaluated because of a bug. The worker continues. */
  | { type: 'fault'; document: number; code: ErrorCode; message: string; stack: string }
  /** Uncaught error: the worker must not be used again. */
  | { type: 'broken'; message: string; stack: string };
