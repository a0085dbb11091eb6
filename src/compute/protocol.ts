import type { ErrorCode } from '../science/errors.js';
import type { Id, ItemKey, Ref } from '../analysis/document/types.js';
import type { Recipe } from '../analysis/evaluate/evaluator.js';
import type { Outcome } from '../analysis/evaluate/outcome.js';
import type { Failure } from '../analysis/steps/part.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import type {
  Cell,
  ColorChoice,
  ComputeResult,
  DrawnItem,
  DrawnValue,
  Picture,
  PictureRequest
} from './types.js';

/** A scan by its path, entry and columns, as one word: what the page and the compute worker call it by. */
export type Address = string;

/** How many bytes scans and results may hold before the least recently used are given up. */
export interface Budget {
  scans: number;
  results: number;
}

/** What the page tells of a scan that is not adopted: it can't be read (`error`), or it can be asked for. */
export interface ScanNews {
  address: Address;
  /** Of what was read before and given up, and so of results that are still known; else null. */
  key: string | null;
  facts: ScanFacts | null;
  error: Failure | null;
}

/** What is asked for beside the demanded results. */
export type Question =
  | { kind: 'result'; ref: Ref }
  | { kind: 'picture'; request: PictureRequest }
  | { kind: 'cell'; valueKey: string; incident: number; emission: number }
  | { kind: 'limits'; valueKey: string; choice: Omit<ColorChoice, 'colorMap'> };

export type Answer = ComputeResult | Picture | Cell | null | [number, number];

/** A document's request; what is absent is as in the one before. */
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
export type ComputeOrder =
  /** First of all: limits, and the nodes that must not be run, for they ended a worker twice. */
  | { type: 'start'; budget: Budget; refused: readonly (readonly [string, Failure])[] }
  /** From here on the reader's scans come through this port, each with this generation. */
  | { type: 'link'; generation: number; port: MessagePort }
  | { type: 'scan'; news: readonly ScanNews[] }
  /** What was delivered under this number is the data of that scan; or belongs to none. */
  | { type: 'adopt'; sequence: number; address: Address; key: string; facts: ScanFacts }
  | { type: 'discard'; sequence: number }
  /** No document names these any more; whoever names one again has it read again. */
  | { type: 'forget'; addresses: readonly Address[] }
  /** Files were renamed: what was read is found under its new address. */
  | { type: 'moved'; moves: readonly (readonly [Address, Address])[] }
  | ({ type: 'update' } & DocumentRequest)
  | { type: 'close'; document: number }
  | { type: 'ask'; ask: number; document: number; question: Question }
  | { type: 'withdraw'; ask: number }
  /** Give up what can be had again: of one document, or (null) all that nothing needs. */
  | { type: 'release'; document: number | null }
  | { type: 'ping' };

/** Bytes that the compute worker holds. */
export interface HeldBytes {
  scans: number;
  results: number;
  /** The scans by document; one that several name counts for one that is seen. */
  documents: readonly (readonly [number, number])[];
}

/** An outcome with the keys of what the node worked on. */
export interface SentOutcome extends Outcome {
  inputs: readonly ItemKey[];
}

/** Items and values as they go over; `isStale` is for the page to know. */
export type SentItem = Omit<DrawnItem, 'isStale'>;

/** What became of a document since the report before. */
export interface DocumentReport {
  document: number;
  revision: number;
  /** Those that changed; and the ids that have no outcome any more. */
  outcomes: readonly (readonly [Id, SentOutcome])[];
  gone: readonly Id[];
  /** By `refKey`, of every demanded reference; null: as in the report before. */
  items: readonly (readonly [string, readonly SentItem[]])[] | null;
  /** Values the page does not hold. */
  values: readonly (readonly [string, DrawnValue])[];
  /** Whether all that is demanded is there or has failed. */
  isSettled: boolean;
}

/** Compute worker to page. Whatever it is, it is a sign of life. */
export type ComputeWord =
  | { type: 'alive' }
  /** A node is about to run; null: none runs. */
  | { type: 'node'; key: string | null; document: number | null }
  /** A delivered scan is in the store, under the address it was adopted for. */
  | { type: 'adopted'; sequence: number }
  /** What came through the port could not be taken in: there is no memory for it. */
  | { type: 'undelivered' }
  /** Scans that were given up for want of memory. */
  | { type: 'evicted'; addresses: readonly Address[] }
  /** Scans a document needs that are not here, in the order in which they are needed. */
  | { type: 'needs'; document: number; addresses: readonly Address[] }
  | ({ type: 'report' } & DocumentReport)
  | { type: 'answer'; ask: number; answer: Answer }
  | { type: 'refused'; ask: number; code: ErrorCode; message: string; stack: string }
  | { type: 'held'; held: HeldBytes }
  /** A document could not be evaluated: a mistake in the code. The worker goes on. */
  | { type: 'fault'; document: number; code: ErrorCode; message: string; stack: string }
  /** What nothing caught: the worker must not be used again. */
  | { type: 'broken'; message: string; stack: string };
